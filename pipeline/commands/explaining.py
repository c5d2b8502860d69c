"""``xuncha explain``."""

import json
from typing import Annotated

import typer

from exporters.explanation import explain as explanation_of
from exporters.explanation import explanation_lines
from exporters.standing import standing_lines
from pipeline.commands.options import AsJson, Now, settings_of
from pipeline.kept import kept_store, newest_snapshot
from pipeline.owed import obligations
from records.codec import to_json

Key = Annotated[str, typer.Argument(metavar="KEY", help="A target's key; a unit's share is column@unit.")]


def explain(context: typer.Context, key: Key, *, now: Now = None, as_json: AsJson = False) -> None:
    """Show why a target stands as it does: rule, arithmetic, fixed dates, looks and their evidence.

    Example: xuncha explain zwyw
    """
    settings = settings_of(context)
    snapshot = newest_snapshot(settings, until=now)
    with kept_store(settings) as store:
        looks = store.looks(until=snapshot.at)
        owed = obligations(snapshot, key, looks, store.incidents(until=snapshot.at))
    explanation = explanation_of(snapshot, key, looks, owed=owed)
    if not as_json:
        for line in explanation_lines(explanation):
            typer.echo(line)
        return
    verdicts = [json.loads(line) for line in standing_lines([explanation.finding])]
    told = {"verdicts": verdicts, "looks": json.loads(to_json(explanation.looks))}
    typer.echo(json.dumps({**told, **json.loads(to_json(owed))}, ensure_ascii=False))
