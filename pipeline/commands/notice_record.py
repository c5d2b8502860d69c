"""The commands of ``xuncha notice`` that record, list and count what units were told."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Annotated

import typer

from exporters.markup import printable
from pipeline.clock import clock_at
from pipeline.commands.options import AsJson, Now, settings_of
from pipeline.kept import kept_store, newest_snapshot
from pipeline.telling.notice_counts import Told, counted, quarter_of, words_of
from pipeline.telling.reminding import record_told
from records.civil import civil_date, start_of
from records.inventory import Inventory
from records.notice import Notice, NoticeKind, Via

Keys = Annotated[list[str], typer.Argument(metavar="KEY…", help="The columns and accounts it is about.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who told, or asks: the name goes on record.")]
How = Annotated[Via, typer.Option("--via", help="群内 or 电话.")]
Note = Annotated[str, typer.Option("--note", help="What else is to be on record, in a sentence.")]
Unit = Annotated[str, typer.Option("--unit", metavar="KEY", help="Only this unit's.")]
From = Annotated[
    datetime | None,
    typer.Option("--since", formats=["%Y-%m-%d"], help="The first day; the quarter's without it."),
]
Until = Annotated[
    datetime | None,
    typer.Option("--until", formats=["%Y-%m-%d"], help="The last day; today without it."),
]


def told(context: typer.Context, keys: Keys, *, via: How, by: By, note: Note = "", now: Now = None) -> None:
    """Put on record that a person told the unit in the group or by telephone (群内/电话已提醒); it counts.

    Example: xuncha notice told jyj-xwdt --via 电话 --by 王某
    """
    settings, clock = settings_of(context), clock_at(now)
    for notice in record_told(settings, keys, via=via, by=by, note=note, now=clock()):
        typer.echo(
            f"{notice.unit}: {len(notice.items)} on record, {notice.via}已提醒, by {printable(notice.by)}"
        )


def log(
    context: typer.Context,
    *,
    unit: Unit = "",
    since: From = None,
    until: Until = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Print every notice of a time with its outcome, oldest first: this quarter's without dates.

    Example: xuncha notice list --since 2026-10-01 --until 2026-12-31
    """
    first, last = _days(since, until, now)
    settings = settings_of(context)
    inventory = newest_snapshot(settings, until=None).inventory
    for notice in _notices(context, first, last, unit):
        typer.echo(_json(notice) if as_json else _line(notice, inventory))


def count(
    context: typer.Context,
    *,
    unit: Unit = "",
    since: From = None,
    until: Until = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Print how many items units were told of in a time, by kind and way: this quarter without dates.

    Example: xuncha notice count
    """
    first, last = _days(since, until, now)
    found = counted(_notices(context, first, last, unit))
    if as_json:
        items = [
            {"kind": kind, "via": via, "items": number} for (kind, via), number in sorted(found.items.items())
        ]
        typer.echo(
            json.dumps(
                {
                    "since": first.isoformat(),
                    "until": last.isoformat(),
                    "total": found.total,
                    "items": items,
                    "by_unit": found.by_unit,
                    "given_up": found.given_up,
                },
                ensure_ascii=False,
            )
        )
        return
    for line in _count_lines(found, first, last):
        typer.echo(line)


def _count_lines(found: Told, first: date, last: date) -> Iterator[str]:
    yield f"{first} 至 {last}：提醒 {found.total} 次"
    for kind in NoticeKind:
        ways = {via: found.items[kind, via] for via in Via if found.items.get((kind, via))}
        if ways:
            yield f"  {kind} {sum(ways.values())} 次：" + "，".join(f"{via} {n}" for via, n in ways.items())
    if found.given_up:
        yield f"  未能送达 {found.given_up} 封"


def _notices(context: typer.Context, first: date, last: date, unit: str) -> list[Notice]:
    just_before = start_of(first) - timedelta(microseconds=1)
    with kept_store(settings_of(context)) as store:
        notices = store.postbox.notices(
            since=just_before, until=start_of(last + timedelta(days=1)) - timedelta(microseconds=1)
        )
    return [notice for notice in notices if unit in {"", notice.unit}]


def _days(since: datetime | None, until: datetime | None, now: datetime | None) -> tuple[date, date]:
    today = civil_date(clock_at(now)())
    first, _ = quarter_of(until.date() if until else today)
    return since.date() if since else first, until.date() if until else today


def _line(notice: Notice, inventory: Inventory) -> str:
    units = {unit.key: unit.name for unit in inventory.units}
    items = "，".join(f"{item.target} {words_of(item)}" for item in notice.items)
    who = f" by {printable(notice.by)}" if notice.by else ""
    trouble = f" ({printable(notice.trouble)})" if notice.trouble else ""
    name = printable(units.get(notice.unit, notice.unit))
    return f"{notice.made_at:%Y-%m-%d %H:%M}  {notice.fate}{trouble}  {notice.via}{who}  {name}：{items}"


def _json(notice: Notice) -> str:
    return json.dumps(
        {
            "key": notice.key,
            "unit": notice.unit,
            "via": notice.via,
            "made_at": notice.made_at.isoformat(),
            "fate": notice.fate,
            "ended_at": notice.ended_at and notice.ended_at.isoformat(),
            "by": notice.by,
            "note": notice.note,
            "trouble": notice.trouble,
            "items": [
                {"target": item.target, "kind": item.kind, "occasion": item.occasion.isoformat()}
                for item in notice.items
            ],
        },
        ensure_ascii=False,
    )
