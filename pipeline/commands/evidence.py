"""``xuncha evidence``: exporting what was kept, and how much there is of it."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from crawler.evidence import EvidenceStore
from pipeline.clock import clock_at
from pipeline.commands.options import AsJson, Now, settings_of
from pipeline.exporting import EXPORTS, export_target, export_unit
from pipeline.kept import newest_snapshot
from records.errors import InputError

Key = Annotated[str, typer.Argument(metavar="[KEY]", help="A target's key: its web archive is written.")]
Unit = Annotated[str, typer.Option("--unit", metavar="KEY", help="A unit's key: its PDF is written.")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FOLDER", help="Where to; XUNCHA_HOME/exports without it.")
]

evidence = typer.Typer(
    help="Export the evidence behind a verdict, or say how much there is.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@evidence.command("export")
def export(
    context: typer.Context, key: Key = "", *, unit: Unit = "", out: Out = None, now: Now = None
) -> None:
    """Write all that stands behind a target's verdicts as WARC 1.1, or a unit's confirmed findings as PDF.

    Evidence that is missing or altered is named on standard error and in the archive.

    Example: xuncha evidence export zwyw --out /tmp
    """
    if bool(key) == bool(unit):
        raise InputError("evidence export: name either a target or --unit KEY")
    settings, clock = settings_of(context), clock_at(now)
    snapshot, folder = newest_snapshot(settings, until=now), out or settings.home / EXPORTS
    if unit:
        path, faults = export_unit(settings, snapshot, unit, out=folder)
    else:
        path, faults = export_target(settings, snapshot, key, out=folder, clock=clock)
    _say(faults)
    typer.echo(path)


@evidence.command("size")
def size(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Say how much evidence there is, and for how long it is kept.

    Example: xuncha evidence size
    """
    settings = settings_of(context)
    found = EvidenceStore(settings.evidence).size()
    if as_json:
        typer.echo(json.dumps(asdict(found) | {"keep_days": settings.keep_evidence_days}))
    else:
        typer.echo(f"{found}, kept for {settings.keep_evidence_days} days")


def _say(faults: Iterable[str]) -> None:
    for fault in faults:
        typer.echo(f"not exported: {fault}", err=True)
