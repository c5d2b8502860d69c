"""The commands of ``xuncha notice`` that plan and send what units hear."""

import json
from typing import Annotated

import typer

from exporters.markup import printable
from pipeline.clock import clock_at
from pipeline.commands.options import AsJson, Now, settings_of
from pipeline.kept import kept_store, newest_snapshot
from pipeline.look import Looker
from pipeline.telling.letters import writer
from pipeline.telling.notice_counts import words_of
from pipeline.telling.notice_desk import NoticeDesk
from pipeline.telling.noticing import notice_round
from pipeline.telling.outbox import empty_outbox
from pipeline.telling.reminding import urge
from records.inventory import Inventory
from records.notice import NoticeItem

Keys = Annotated[list[str], typer.Argument(metavar="KEY…", help="The columns and accounts it is about.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who told, or asks: the name goes on record.")]
Note = Annotated[str, typer.Option("--note", help="What else is to be on record, in a sentence.")]


def plan(context: typer.Context, *, now: Now = None, as_json: AsJson = False) -> None:
    """Print what each unit would hear of this morning, by what is known; nothing is looked at or sent.

    Example: xuncha notice plan
    """
    settings, clock = settings_of(context), clock_at(now)
    snapshot = newest_snapshot(settings, until=clock())
    with kept_store(settings) as store:
        desk = NoticeDesk(store.postbox, snapshot, lead=settings.lead, write=writer(settings), now=clock())
        wanted = desk.wanted()
    inventory = snapshot.inventory
    for unit, items in wanted.items():
        if as_json:
            told = [_planned(item, inventory) for item in items]
            typer.echo(json.dumps({"unit": unit, "items": told}, ensure_ascii=False))
            continue
        typer.echo(printable(inventory.unit(unit).name))
        for item in items:
            what, due = words_of(item), item.due_on or ""
            name = printable(inventory.name(inventory.target(item.target)))
            typer.echo(f"  {what}  {name}  {due}  {item.target}")
    if not wanted and not as_json:
        typer.echo("nobody has anything to hear of")
    if not settings.notices and not as_json:
        typer.echo("notices are off: `xuncha serve` sends none until XUNCHA_NOTICES is true", err=True)


def send(context: typer.Context, *, now: Now = None) -> None:
    """Begin this morning's round: look afresh, queue what units are to hear of, and deliver it.

    On a working day between XUNCHA_NOTICES_FROM and XUNCHA_NOTICES_UNTIL; nothing at any other time.

    Example: xuncha notice send
    """
    settings, clock = settings_of(context), clock_at(now)
    looker = Looker()
    done = notice_round(
        settings,
        looker=looker,
        clock=clock,
        frozen=now is not None,
        progress=lambda _key, _outcome: None,
        write=writer(settings),
    )
    typer.echo(
        f"{len(done.queued)} queued, {len(done.renewed)} renewed, {len(done.withdrawn)} withdrawn, "
        f"{len(done.held_back)} items held back without a fresh look"
    )
    for unit in done.without_address:
        typer.echo(f"{unit}: nobody to write to; give a contact of it a mail in units.yaml", err=True)
    with kept_store(settings) as store:
        sent = empty_outbox(settings, store, clock=clock)
    typer.echo(f"{sent.sent} sent, {sent.put_off} put off, {sent.given_up} given up")


def urged(context: typer.Context, keys: Keys, *, by: By, note: Note = "", now: Now = None) -> None:
    """Ask for a 催办 of what is late for sure: it goes out with the next round, to the 分管领导 as well.

    Example: xuncha notice urge jyj-xwdt --by 王某
    """
    settings, clock = settings_of(context), clock_at(now)
    for notice in urge(settings, keys, by=by, note=note, write=writer(settings), now=clock()):
        typer.echo(
            f"{notice.unit}: {len(notice.items)} to be urged, to {', '.join(map(printable, notice.people))}"
        )


def _planned(item: NoticeItem, inventory: Inventory) -> dict[str, str | None]:
    return {
        "target": item.target,
        "name": printable(inventory.name(inventory.target(item.target))),
        "kind": item.kind,
        "state": item.state,
        "due_on": item.due_on.isoformat() if item.due_on else None,
    }
