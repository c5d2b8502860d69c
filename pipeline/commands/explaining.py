"""``xuncha explain``."""

import json
from typing import Annotated

import typer

from exporters.admission import request_lines
from exporters.sitewide import site_lines
from pipeline.admission import admission_request
from pipeline.commands.looking_back import Since
from pipeline.commands.options import AsJson, Now, settings_of
from pipeline.explained import Case, explained, told
from pipeline.kept import kept_store, newest_snapshot, vetoes_of
from pipeline.settings import Settings
from records.codec import to_json
from records.errors import InputError
from records.snapshot import Snapshot

Key = Annotated[
    str, typer.Argument(metavar="KEY", help="A target's key, a unit's share as column@unit, or a site's key.")
]
Admission = Annotated[
    bool, typer.Option("--admission", help="Print only the request to be let through, after a refused look.")
]


def explain(
    context: typer.Context,
    key: Key,
    *,
    since: Since = None,
    admission: Admission = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Show why a target stands as it does: rule, arithmetic, looks, fixed dates, its past, the chain of keys.

    Where a firewall refused the newest look, a request to its operator follows.

    Of a site: what fails it as a whole (单项否决), with what counts and what is not known.

    Example: xuncha explain zwyw --since 2026-10-01
    """
    settings = settings_of(context)
    snapshot = newest_snapshot(settings, until=now)
    if key in {site.key for site in snapshot.inventory.sites}:
        _explain_site(settings, snapshot, key, as_json=as_json)
        return
    with kept_store(settings) as store:
        case = Case.of(snapshot, key, store=store, settings=settings, since=since)
    asked = admission_request(snapshot, key, case.looks, settings)
    if admission and asked is None:
        raise InputError(f"{key}: no firewall refused its newest look; leave out --admission")
    request = list(request_lines(asked)) if asked else []
    if as_json:
        letter = {"admission": "\n".join(request)} if request else {}
        typer.echo(json.dumps(told(case) | letter, ensure_ascii=False))
        return
    for line in [] if admission else explained(case):
        typer.echo(line)
    if request and not admission:
        typer.echo("\n以下为申请放行的函，补齐其中“请填写”的内容后可发给网站平台运维单位：\n")
    for line in request:
        typer.echo(line)


def _explain_site(settings: Settings, snapshot: Snapshot, key: str, *, as_json: bool) -> None:
    vetoes = [each for each in vetoes_of(settings, snapshot) if each.site == key]
    if as_json:
        typer.echo(json.dumps({"site": key, "vetoes": json.loads(to_json(vetoes))}, ensure_ascii=False))
        return
    for line in site_lines(snapshot.inventory, key, vetoes):
        typer.echo(line)
