"""``xuncha explain``."""

import json
from typing import Annotated

import typer

from exporters.explanation import explain as explanation_of
from exporters.explanation import explanation_lines
from exporters.standing import standing_lines
from pipeline.commands.looking_back import Since, looking_back_json, say_looking_back
from pipeline.commands.options import AsJson, Now, settings_of
from pipeline.kept import kept_store, newest_snapshot
from pipeline.looking_back import look_back
from records.codec import to_json

Key = Annotated[str, typer.Argument(metavar="KEY", help="A target's key; a unit's share is column@unit.")]


def explain(
    context: typer.Context, key: Key, *, since: Since = None, now: Now = None, as_json: AsJson = False
) -> None:
    """Show why a target stands as it does: rule, arithmetic, looks and their evidence, and its past.

    Example: xuncha explain zwyw --since 2026-10-01
    """
    settings = settings_of(context)
    snapshot = newest_snapshot(settings, until=now)
    with kept_store(settings) as store:
        explanation = explanation_of(snapshot, key, store.looks(until=snapshot.at))
        back = look_back(store, snapshot, key, since=since, settings=settings)
    if not as_json:
        for line in explanation_lines(explanation):
            typer.echo(line)
        say_looking_back(back, snapshot.inventory)
        return
    verdicts = [json.loads(line) for line in standing_lines([explanation.finding])]
    looks = json.loads(to_json(explanation.looks))
    told = {"verdicts": verdicts, "looks": looks, "past": looking_back_json(back)}
    typer.echo(json.dumps(told, ensure_ascii=False))
