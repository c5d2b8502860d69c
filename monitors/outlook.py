"""What falls due in the days ahead, and over the holidays that begin in them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monitors.calendar import is_workday
from monitors.due import due_on
from monitors.excuses import excuse
from records.errors import CalendarError
from records.inventory import Holidays, Inventory
from records.outlook import Due, Holiday, Outlook
from records.rulebook import Rulebook
from records.snapshot import Snapshot
from records.targets import UnitInColumn
from records.verdict import State, Verdict

#: Days ahead in which what falls due is told, and in which a holiday that is told begins.
WEEK, FORTNIGHT = 7, 14
#: Days off in a row that make a holiday: an ordinary weekend is none.
HOLIDAY_DAYS = 3

#: The longest run of days off that is followed to its end.
_LONGEST = 31
_DAY = timedelta(days=1)
#: States that an update can still keep from being late.
_IN_TIME = frozenset({State.FRESH, State.DUE_SOON})
#: States that an update before a holiday leaves in time.
_RENEWED = _IN_TIME | {State.OVERDUE, State.UNKNOWN}


def look_ahead(snapshot: Snapshot) -> Outlook:
    """Return what falls due from the day of *snapshot* on, under the office's own rulebook.

    What a waiver or a leave excuses on its due date is left out. A day that no calendar
    covers is neither worked nor off: holidays end before it, and the outlook says so.
    """
    inventory, today = snapshot.inventory, snapshot.today
    rulebook = next((book for book in inventory.rulebooks if _limits(book)), None)
    verdicts = [one for one in snapshot.verdicts if rulebook and one.rulebook == rulebook.key]
    ahead = _Ahead(inventory=inventory, rulebook=rulebook, verdicts=verdicts, today=today)
    week, fortnight = today + WEEK * _DAY, today + FORTNIGHT * _DAY
    return Outlook(
        from_on=today,
        until_on=week,
        holidays_until=fortnight,
        due=ahead.falling(today, week),
        holidays=tuple(map(ahead.holiday, _runs(today, fortnight, inventory.calendar))),
        unknown_from=_unknown_from(today, fortnight, inventory.calendar),
    )


def _limits(book: Rulebook) -> bool:
    return any(rule.limit or rule.blank for rule in book.rules)


@dataclass(frozen=True, kw_only=True)
class _Ahead:
    inventory: Inventory
    rulebook: Rulebook | None
    verdicts: Sequence[Verdict]
    today: date

    def falling(self, first: date, last: date) -> tuple[Due, ...]:
        """Return what falls due from *first* to *last* as things stand."""

        def stands(verdict: Verdict) -> date | None:
            return verdict.due_on if verdict.state in _IN_TIME else None

        return self._due(stands, first, last)

    def holiday(self, run: tuple[date, date]) -> Holiday:
        """Return the holiday of the days off *run*, the first and the last."""
        first, last = run
        before = first - _DAY
        limits = {rule.key: rule.limit for rule in self.rulebook.rules} if self.rulebook else {}

        def renewed(verdict: Verdict) -> date | None:
            limit = limits.get(verdict.rule)
            if not (limit and self.rulebook) or verdict.state not in _RENEWED:
                return None
            return due_on(before, limit, self.rulebook.settings)

        return Holiday(
            first_on=first,
            last_on=last,
            before_on=before,
            update_before=self.falling(first, last),
            still_due=self._due(renewed, first, last),
        )

    def _due(self, day_of: Callable[[Verdict], date | None], first: date, last: date) -> tuple[Due, ...]:
        found = (
            Due(target=verdict.target, due_on=day, work_by=self._work_by(day))
            for verdict in self.verdicts
            if (day := day_of(verdict)) and first <= day <= last and not self._excused(verdict.target, day)
        )
        return tuple(sorted(found, key=lambda due: due.due_on))

    def _excused(self, key: str, day: date) -> bool:
        target = self.inventory.target(key)
        share = isinstance(target, UnitInColumn)
        page = self.inventory.column(target.column) if isinstance(target, UnitInColumn) else target
        keys = (page.key, key) if share else (key,)
        return excuse(page, keys, inventory=self.inventory, day=day) is not None

    def _work_by(self, day: date) -> date | None:
        while day >= self.today:
            worked = _worked(day, self.inventory.calendar)
            if worked is None:
                return None
            if worked:
                return day
            day -= _DAY
        return None


def _runs(today: date, last: date, calendar: Sequence[Holidays]) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each holiday that begins after *today* and by *last*."""
    day = today + _DAY
    while day <= last:
        if _worked(day, calendar) is False and _worked(day - _DAY, calendar):
            end = _end_of_run(day, calendar)
            if (end - day).days + 1 >= HOLIDAY_DAYS:
                yield day, end
            day = end
        day += _DAY


def _end_of_run(day: date, calendar: Sequence[Holidays]) -> date:
    end = day
    while (end - day).days < _LONGEST and _worked(end + _DAY, calendar) is False:
        end += _DAY
    return end


def _unknown_from(today: date, last: date, calendar: Sequence[Holidays]) -> date | None:
    """Return the first day no calendar covers up to a week after *last*, into which a holiday may reach."""
    days = (today + number * _DAY for number in range((last - today).days + WEEK + 1))
    return next((day for day in days if _worked(day, calendar) is None), None)


def _worked(day: date, calendar: Sequence[Holidays]) -> bool | None:
    """Return whether *day* is worked, or None where no calendar tells."""
    try:
        return is_workday(day, calendar)
    except CalendarError:
        return None
