"""``xuncha run`` and ``xuncha status``."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

import structlog
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from exporters.finding import Finding
from exporters.standing import chosen, counts_line, standing_lines, standing_table
from pipeline.clock import clock_at
from pipeline.commands.looking_back import BackTo
from pipeline.commands.options import AsJson, Now, settings_of
from pipeline.kept import newest_snapshot
from pipeline.look import Looker
from pipeline.look import Progress as OnLook
from pipeline.run import run_once, run_second_looks, targets_to_look_at
from pipeline.settings import Settings
from records.inventory_files.load import load_inventory
from records.snapshot import Snapshot
from records.verdict import State

#: Columns of a table that goes to a file or a pipe.
WIDTH = 130

Only = Annotated[
    list[str] | None, typer.Option("--only", metavar="KEY", help="Look at this target alone; repeat.")
]
Second = Annotated[
    bool, typer.Option("--second", help="Only the second looks that are due: for a crontab without serve.")
]
Unit = Annotated[str, typer.Option("--unit", help="Only this unit's, by key or name.")]
OnlyState = Annotated[State | None, typer.Option("--state", help="Only those in this state.")]
FailOn = Annotated[
    list[State] | None, typer.Option("--fail-on", help="Exit 1 when something is in this state; repeat.")
]


def run(
    context: typer.Context,
    *,
    now: Now = None,
    only: Only = None,
    back_to: BackTo = None,
    second: Second = False,
    as_json: AsJson = False,
) -> None:
    """Look at every target, judge what was seen, tell what it came to; goes on where a run was cut off.

    Example: xuncha run --only zwyw --only tzgg
    """
    settings = settings_of(context)
    if back_to and not only:
        raise typer.BadParameter("following lists back takes many requests; name the targets with --only")
    if second:
        _run_second_looks(settings, now, as_json=as_json)
        return
    total = len(targets_to_look_at(load_inventory(settings.inventory), only or ()))
    with said_looks(total) as progress:
        snapshot = run_once(
            settings,
            looker=Looker(),
            clock=clock_at(now),
            frozen=now is not None,
            progress=progress,
            only=only or (),
            back_to=back_to,
        )
    print_standing(snapshot, as_json=as_json)


def _run_second_looks(settings: Settings, now: datetime | None, *, as_json: bool) -> None:
    with said_looks() as progress:
        snapshot = run_second_looks(
            settings, looker=Looker(), clock=clock_at(now), frozen=now is not None, progress=progress
        )
    if snapshot is None:
        typer.echo("nothing is due for a second look", err=True)
        return
    print_standing(snapshot, as_json=as_json)


def status(
    context: typer.Context,
    *,
    unit: Unit = "",
    state: OnlyState = None,
    fail_on: FailOn = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Show what the newest pass came to, late first.

    Example: xuncha status --unit jyj --state OVERDUE --fail-on OVERDUE
    """
    settings = settings_of(context)
    snapshot = newest_snapshot(settings, until=now)
    found = chosen(snapshot, unit=unit, state=state)
    if as_json:
        for line in standing_lines(found):
            typer.echo(line)
    else:
        print_table(found, snapshot)
        typer.echo(counts_line(found))
    if any(finding.state in (fail_on or ()) for finding in found):
        raise typer.Exit(1)


def print_standing(snapshot: Snapshot, *, as_json: bool, key: str = "") -> None:
    """Print *snapshot*, or *key* alone: JSON lines, or what is not fresh as a table and the counts."""
    found = [each for each in chosen(snapshot) if not key or each.target == key]
    if as_json:
        for line in standing_lines(found):
            typer.echo(line)
        return
    print_table([each for each in found if key or each.state is not State.FRESH], snapshot)
    typer.echo(counts_line(found))


def print_table(found: Sequence[Finding], snapshot: Snapshot) -> None:
    """Print *found* as wide as the terminal, or wide enough for a line each where there is none."""
    width = None if sys.stdout.isatty() else WIDTH
    Console(width=width).print(standing_table(found, snapshot))


@contextmanager
def said_looks(total: int | None = None) -> Iterator[OnLook]:
    """Give what to call at each look: a bar on a terminal, log lines elsewhere."""
    if not sys.stderr.isatty():
        log = structlog.stdlib.get_logger("xuncha.look")
        yield lambda target, outcome: log.info("looked", target=target, outcome=outcome)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("监测", total=total)
        yield lambda target, outcome: bar.update(task, advance=1, description=f"监测 {target} {outcome}")
