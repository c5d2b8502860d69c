"""The parts of a digest that look ahead: what falls due in the week to come, and over a holiday."""

from collections.abc import Collection, Iterator
from datetime import date

from exporters.finding import Finding
from exporters.weekly.report import Heading, Part, Value
from exporters.weekly.standing import DUE, LIMIT, NEWEST, Cells, limit_of, standing_part
from exporters.words import date_words, deadline_words
from records.outlook import Due, Holiday, Outlook
from records.verdict import State

#: The sheet of what falls due soon, by which the part is known.
DUE_SHEET = "未来一周到期"

_LEFT = Heading(name="距到期", strong=True)
_WORK_BY = Heading(name="到期前最后一个工作日")
_BEFORE = Heading(name="节前最迟更新于", strong=True)
_AGAIN = Heading(name="节前更新后到期于", strong=True)


def due_part(found: Collection[Finding], outlook: Outlook, *, own: bool = False) -> Part:
    """Return what of *found* falls due by the outlook's last day or is 即将超期, the earliest first."""
    by_target = {due.target: due for due in outlook.due}
    soon = [one for one in found if one.target in by_target or one.state is State.DUE_SOON]
    soon.sort(key=lambda one: one.verdict.due_on or date.max)

    def work_by(finding: Finding) -> Value:
        due = by_target.get(finding.target)
        return due.work_by if due and due.work_by != due.due_on else None

    cells: Cells = {**_DATES, _LEFT: _left, _WORK_BY: work_by}
    note = f"{date_words(outlook.from_on)}至{date_words(outlook.until_on)}到期的，以及已进入提醒期的。"
    return standing_part(
        "未来一周到期和即将超期", "未来一周到期", cells, soon, own=own, note=note if soon else ""
    )


def holiday_parts(found: Collection[Finding], outlook: Outlook, *, own: bool = False) -> Iterator[Part]:
    """Yield two parts for each holiday ahead: what must be updated before it, and what then still is due."""
    for holiday in outlook.holidays:
        yield _before_part(found, holiday, own=own)
        yield _still_part(found, holiday, own=own)


def calendar_words(outlook: Outlook) -> str:
    """Return what is not known of the holidays ahead; empty where the calendar covers them."""
    if outlook.unknown_from:
        year, day = outlook.unknown_from.year, date_words(outlook.unknown_from)
        return f"{year}年放假安排尚未登记，{day}起的假期无法推算，未作提示；请登记 calendar/{year}.yaml。"
    return ""


def _before_part(found: Collection[Finding], holiday: Holiday, *, own: bool) -> Part:
    day = holiday.before_on
    note = f"到期日在假期内，须在节前最后一个工作日（{date_words(day)}）及以前更新。"
    cells: Cells = {**_DATES, _BEFORE: lambda _: day}
    rows = _of(found, holiday.update_before)
    title = f"须节前更新（{_name(holiday)}）"
    return standing_part(title, title, cells, rows, own=own, note=note if rows else "")


def _still_part(found: Collection[Finding], holiday: Holiday, *, own: bool) -> Part:
    days = {due.target: due.due_on for due in holiday.still_due}
    note = "即使在节前最后一个工作日更新，假期内仍会再次到期，须安排节日期间更新。"
    cells: Cells = {**_DATES, _AGAIN: lambda finding: days[finding.target]}
    rows = _of(found, holiday.still_due)
    title = f"节前更新后节中仍到期（{_name(holiday)}）"
    return standing_part(title, title, cells, rows, own=own, note=note if rows else "")


def _of(found: Collection[Finding], dues: Collection[Due]) -> list[Finding]:
    """Return those of *found* that *dues* name, the earliest first."""
    days = {due.target: due.due_on for due in dues}
    return sorted((one for one in found if one.target in days), key=lambda one: days[one.target])


def _name(holiday: Holiday) -> str:
    first, last = holiday.first_on, holiday.last_on
    return f"{first.month}月{first.day}日至{last.month}月{last.day}日，{holiday.days} 天"


def _left(finding: Finding) -> Value:
    return "" if finding.days_left is None else deadline_words(finding.days_left)


_DATES: Cells = {
    LIMIT: limit_of,
    NEWEST: lambda finding: finding.verdict.newest_on,
    DUE: lambda finding: finding.verdict.due_on,
}
