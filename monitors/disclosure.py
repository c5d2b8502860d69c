"""Twenty working days of 主动公开: from the day a file was made (成文日期) to the day it was published.

Which days are worked is the State Council's calendar, which is handed in.
"""

from collections.abc import Callable, Sequence
from datetime import date

from monitors.own_entries import belongs_to
from records.disclosure import Disclosure, LateFile
from records.observation import Entry
from records.past import Span
from records.targets import Column, Unit

#: Working days from a file's making within which it has to be public (政府信息公开条例, 第26条).
WORKING_DAYS = 20
#: A publish date less sure than this is no ground for a finding.
_SURE_ENOUGH = 0.75

#: The working days after the first day up to and with the second; None where no calendar covers a year.
CountDays = Callable[[date, date], int | None]


def disclosure_of(
    column: Column, entries: Sequence[Entry], *, units: Sequence[Unit], period: Span, count: CountDays
) -> Disclosure:
    """Return which of the *entries* published in *period* were late.

    A file without a day of making, or one said to be made after it came out, is not
    judged, and counted as such; so is one of a year without a calendar.
    """
    published = [entry for entry in entries if entry.published_on and entry.published_on in period]
    taken = [(entry, _days_taken(entry, count)) for entry in published]
    late = [
        LateFile(entry=entry, unit=_whose(entry, units), working_days=days)
        for entry, days in taken
        if days is not None and days > WORKING_DAYS
    ]
    order = {unit.key: place for place, unit in enumerate(units)}
    return Disclosure(
        target=column.key,
        limit=WORKING_DAYS,
        late=tuple(sorted(late, key=lambda file: (order.get(file.unit, len(order)), -file.working_days))),
        judged=sum(days is not None for _, days in taken),
        unknown=sum(days is None for _, days in taken),
    )


def _days_taken(entry: Entry, count: CountDays) -> int | None:
    written, published = entry.written_on, entry.published_on
    if written is None or published is None or written > published or entry.sure < _SURE_ENOUGH:
        return None
    return count(written, published)


def _whose(entry: Entry, units: Sequence[Unit]) -> str:
    """Return the key of the unit that answers for *entry*: the only one, or the one it names."""
    if len(units) == 1:
        return units[0].key
    return next((unit.key for unit in units if belongs_to(entry, unit)), "")
