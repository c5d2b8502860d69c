"""``xuncha explain``."""

import json
from typing import Annotated

import typer

from crawler.evidence import EvidenceStore
from exporters.admission import request_lines
from exporters.evidence.chain import chain_lines
from exporters.explanation import explain as explanation_of
from exporters.explanation import explanation_lines
from exporters.standing import standing_lines
from pipeline.admission import admission_request
from pipeline.commands.options import AsJson, Now, settings_of
from pipeline.dossiers import dossier_of
from pipeline.kept import kept_store, newest_snapshot
from records.codec import to_json
from records.errors import InputError

Key = Annotated[str, typer.Argument(metavar="KEY", help="A target's key; a unit's share is column@unit.")]
Admission = Annotated[
    bool, typer.Option("--admission", help="Print only the request to be let through, after a refused look.")
]


def explain(
    context: typer.Context,
    key: Key,
    *,
    admission: Admission = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Show why a target stands as it does: rule, arithmetic, looks, their evidence and the chain of keys.

    Where a firewall refused the newest look, a request to its operator follows.

    Example: xuncha explain zwyw
    """
    settings = settings_of(context)
    snapshot = newest_snapshot(settings, until=now)
    with kept_store(settings) as store:
        looks = store.looks(until=snapshot.at)
        chain = list(chain_lines(dossier_of(store, EvidenceStore(settings.evidence), snapshot, key)))
    explanation = explanation_of(snapshot, key, looks)
    asked = admission_request(snapshot, key, looks, settings)
    if admission and asked is None:
        raise InputError(f"{key}: no firewall refused its newest look; leave out --admission")
    request = list(request_lines(asked)) if asked else []
    if as_json:
        verdicts = [json.loads(line) for line in standing_lines([explanation.finding])]
        told = {"verdicts": verdicts, "looks": json.loads(to_json(explanation.looks))}
        told |= {"chain": chain}
        letter = {"admission": "\n".join(request)} if request else {}
        typer.echo(json.dumps(told | letter, ensure_ascii=False))
        return
    for line in [] if admission else (*explanation_lines(explanation), *chain):
        typer.echo(line)
    if request and not admission:
        typer.echo("\n以下为申请放行的函，补齐其中“请填写”的内容后可发给网站平台运维单位：\n")
    for line in request:
        typer.echo(line)
