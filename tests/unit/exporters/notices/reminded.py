"""Notices of the practice county's units, and what a test may change about them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from exporters.notices.item import Item
from exporters.notices.told import Told, told
from records.notice import Notice, NoticeItem, NoticeKind, Via
from records.rulebook import RuleKind
from records.snapshot import Snapshot
from records.verdict import Certainty, Reason, State
from tests.unit.exporters.county import NOW, TODAY, column, county, snapshot, verdict

URGED, OVERDUE, DUE_SOON = NoticeKind.URGED, NoticeKind.OVERDUE, NoticeKind.DUE_SOON
PHONE = "0719-0000000"


def with_phone(found: Snapshot, phone: str = PHONE) -> Snapshot:
    """Return *found* with the office's telephone."""
    inventory = found.inventory
    return replace(found, inventory=replace(inventory, office=replace(inventory.office, phone=phone)))


def notice(unit: str, found: Snapshot, items: Iterable[tuple[str, NoticeKind]]) -> Notice:
    """Return a notice to *unit* of *items*, each a target and its kind, as *found* has them."""
    own = {one.target: one for one in found.verdicts if one.rulebook == "own"}
    made = tuple(
        NoticeItem(
            target=target,
            kind=kind,
            occasion=own[target].due_on or TODAY,
            state=own[target].state,
            newest_on=own[target].newest_on,
            due_on=own[target].due_on,
        )
        for target, kind in items
    )
    return Notice(key="notice.test", unit=unit, via=Via.MAIL, items=made, made_at=NOW)


def reminded(
    unit: str, *items: tuple[str, NoticeKind], found: Snapshot | None = None, workday: date | None = None
) -> Told:
    """Return what the practice county's *unit* is told of *items*; *workday* is the last up to any day."""
    found = found or with_phone(county())
    made = told(notice(unit, found, items), found, last_workday=(lambda _day: workday) if workday else None)
    assert made
    return made


def of_education() -> Told:
    """Return a notice with one item of each kind."""
    return reminded("jyj", ("jyj-gonggao", DUE_SOON), ("jyj-dongtai", OVERDUE), ("wx-jyj", URGED))


def sixty(*, url: str = "") -> Told:
    """Return a notice to one unit of sixty columns, forty of them late."""
    columns, verdicts, items = [], [], []
    for number in range(60):
        key, late = f"column-{number:02}", number < 40
        columns.append(column(key, f"第{number}号演练栏目", "jyj", url=url and f"{url}{number}/"))
        made = verdict(
            key,
            State.OVERDUE if late else State.DUE_SOON,
            Reason.LATE if late else Reason.IN_TIME,
            rule="news",
            newest=60 - number,
            due=number - 40,
            certainty=Certainty.CONFIRMED if late else None,
        )
        verdicts.append((made,))
        items.append((key, OVERDUE if late else DUE_SOON))
    return reminded("jyj", *items, found=with_phone(snapshot(list(columns), verdicts)))


def item(**changes: object) -> Item:
    """Return an item of a column that is due in two days, but for *changes*."""
    plain = Item(
        target="zwyw",
        kind=DUE_SOON,
        of=RuleKind.COLUMN,
        name="要闻",
        path="",
        category="动态要闻类",
        link="http://portal.test/zwyw/",
        result="即将超期",
        today=TODAY,
        newest_on=TODAY - timedelta(days=5),
        due_on=TODAY + timedelta(days=2),
        workday=TODAY + timedelta(days=2),
        limit="7 天",
        clause="更新间隔不超过7天",
        checked="",
        remark="",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
