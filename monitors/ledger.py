"""Judge the office's own records: closings, yearly checks, waivers. No look is needed for any of it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from monitors.due import due_on
from monitors.excuses import excuse
from records.civil import civil_date
from records.inventory import Inventory
from records.ledger import LedgerFinding, LedgerKind
from records.period import Period
from records.rulebook import RulebookSettings
from records.targets import Column, ColumnClass

#: The notice (房政办发〔2023〕16号): a site is closed at most once a year and for at most thirty days.
MOST_DAYS, MOST_CLOSINGS = 30, 1
#: Practice, and no text: what hardly changes is checked by a person once a year.
CHECK_EVERY = Period(months=12)
#: A waiver that ended longer ago is history; inspections are quarterly.
ENDED_LATELY = timedelta(days=92)


def ledger_findings(inventory: Inventory, *, now: datetime) -> tuple[LedgerFinding, ...]:
    """Return what of *inventory*'s records somebody has to look after at *now*, in inventory order."""
    today = civil_date(now)
    return (*_closings(inventory, today), *_checks(inventory, today), *_waivers(inventory, today))


def check_due_on(column: Column) -> date | None:
    """Return the day from which a static *column* is to be checked again; None where none was or need be."""
    if column.class_ is not ColumnClass.STATIC or column.checked_on is None:
        return None
    return due_on(column.checked_on, CHECK_EVERY, RulebookSettings())


def _closings(inventory: Inventory, today: date) -> Iterator[LedgerFinding]:
    """Closings of this year and the last, planned ones too; one counts in the year of its first day."""
    years: Counter[tuple[str, int]] = Counter()
    for closing in sorted(inventory.offline, key=lambda each: each.from_on):
        if closing.until_on.year < today.year - 1:
            continue
        days = (closing.until_on - closing.from_on).days + 1
        if days > MOST_DAYS:
            yield LedgerFinding(
                kind=LedgerKind.CLOSED_TOO_LONG,
                about=closing.site,
                on=closing.from_on,
                number=days,
                basis=closing.approval,
            )
        years[closing.site, closing.from_on.year] += 1
        times = years[closing.site, closing.from_on.year]
        if times > MOST_CLOSINGS:
            yield LedgerFinding(
                kind=LedgerKind.CLOSED_TOO_OFTEN,
                about=closing.site,
                on=closing.from_on,
                number=times,
                basis=closing.approval,
            )


def _checks(inventory: Inventory, today: date) -> Iterator[LedgerFinding]:
    for column in inventory.columns:
        if column.class_ is not ColumnClass.STATIC:
            continue
        if excuse(column, {column.key}, inventory=inventory, day=today):
            continue
        due = check_due_on(column)
        if due is None:
            yield LedgerFinding(kind=LedgerKind.NEVER_CHECKED, about=column.key)
        elif due <= today:
            yield LedgerFinding(kind=LedgerKind.CHECK_DUE, about=column.key, on=due)


def _waivers(inventory: Inventory, today: date) -> Iterator[LedgerFinding]:
    last: dict[str, date] = {}
    for waiver in inventory.waivers:
        last[waiver.target] = max(waiver.until_on, last.get(waiver.target, date.min))
    for waiver in inventory.waivers:
        ended = today - ENDED_LATELY <= waiver.until_on < today
        if ended and waiver.until_on == last[waiver.target]:
            yield LedgerFinding(
                kind=LedgerKind.WAIVER_ENDED, about=waiver.target, on=waiver.until_on, basis=waiver.basis
            )
