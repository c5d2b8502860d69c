"""``xuncha explain``."""

import json
from typing import Annotated

import typer

from exporters.explanation import explain as explanation_of
from exporters.explanation import explanation_lines
from exporters.sitewide import site_lines
from exporters.standing import standing_lines
from pipeline.commands.options import AsJson, Now, settings_of
from pipeline.kept import kept_store, newest_snapshot, vetoes_of
from pipeline.settings import Settings
from records.codec import to_json
from records.snapshot import Snapshot

Key = Annotated[
    str, typer.Argument(metavar="KEY", help="A target's key, a unit's share as column@unit, or a site's key.")
]


def explain(context: typer.Context, key: Key, *, now: Now = None, as_json: AsJson = False) -> None:
    """Show why a target stands as it does: rule, arithmetic, looks and their evidence.

    Of a site: what fails it as a whole (单项否决), with what counts and what is not known.

    Example: xuncha explain zwyw
    """
    settings = settings_of(context)
    snapshot = newest_snapshot(settings, until=now)
    if key in {site.key for site in snapshot.inventory.sites}:
        _explain_site(settings, snapshot, key, as_json=as_json)
        return
    with kept_store(settings) as store:
        explanation = explanation_of(snapshot, key, store.looks(until=snapshot.at))
    if not as_json:
        for line in explanation_lines(explanation):
            typer.echo(line)
        return
    verdicts = [json.loads(line) for line in standing_lines([explanation.finding])]
    looks = json.loads(to_json(explanation.looks))
    typer.echo(json.dumps({"verdicts": verdicts, "looks": looks}, ensure_ascii=False))


def _explain_site(settings: Settings, snapshot: Snapshot, key: str, *, as_json: bool) -> None:
    vetoes = [each for each in vetoes_of(settings, snapshot) if each.site == key]
    if as_json:
        typer.echo(json.dumps({"site": key, "vetoes": json.loads(to_json(vetoes))}, ensure_ascii=False))
        return
    for line in site_lines(snapshot.inventory, key, vetoes):
        typer.echo(line)
