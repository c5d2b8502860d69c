"""Working days by the State Council's calendar: ordinary weekdays, its holidays, its make-up days (调休).

The office's own file for a year stands before what the library *chinesecalendar* knows
of it; a year that neither covers is never guessed. Both hold data alone.
"""

from collections.abc import Container, Sequence
from datetime import date, timedelta

import chinese_calendar

from records.errors import CalendarError
from records.inventory import Holidays

#: The State Council publishes the next year's calendar in November: from then on its absence is told.
LEAD = timedelta(days=60)

_SATURDAY = 5
_DAY = timedelta(days=1)
#: The years the library has a notice for.
_KNOWN = frozenset(day.year for day in chinese_calendar.holidays)


def is_workday(day: date, calendar: Sequence[Holidays] = ()) -> bool:
    """Return whether *day* is worked; *calendar* is what the office filed.

    Raises CalendarError for a year that neither the office nor the library covers.
    """
    holidays, make_up_days = _special_days(day.year, calendar)
    return day in make_up_days or (day.weekday() < _SATURDAY and day not in holidays)


def add_working_days(day: date, number: int, calendar: Sequence[Holidays] = ()) -> date:
    """Return the working day that is *number* working days after *day*, which is not counted itself.

    With *number* 0 that is *day*, worked or not. Raises CalendarError where it leads
    into a year that nobody covers.
    """
    while number > 0:
        day += _DAY
        number -= is_workday(day, calendar)
    return day


def working_days_between(first: date, last: date, calendar: Sequence[Holidays] = ()) -> int:
    """Return how many working days come after *first* up to and with *last*; 0 where that is no later.

    Raises CalendarError where a day of them is of a year that nobody covers.
    """
    days = ((first + number * _DAY) for number in range(1, (last - first).days + 1))
    return sum(is_workday(day, calendar) for day in days)


def last_known_day(today: date, calendar: Sequence[Holidays] = ()) -> date:
    """Return the last day that can be told, of the years that follow on *today*'s without a gap.

    That of the year before where *today* cannot be told itself.
    """
    known = _KNOWN | {year.year for year in calendar}
    year = today.year
    while year in known:
        year += 1
    return date(year - 1, 12, 31)


def runs_out(today: date, calendar: Sequence[Holidays] = ()) -> date | None:
    """Return the last day that can be told where it is no more than LEAD away or past, otherwise None."""
    last = last_known_day(today, calendar)
    return last if last - today <= LEAD else None


def _special_days(year: int, calendar: Sequence[Holidays]) -> tuple[Container[date], Container[date]]:
    """Return the days off and the make-up days of *year*."""
    own = next((each for each in calendar if each.year == year), None)
    if own:
        return own.holidays, own.workdays
    if year not in _KNOWN:
        raise CalendarError(
            f"calendar/{year}.yaml: no calendar says which days of {year} are worked; "
            f"write inventory/calendar/{year}.yaml from the State Council's notice"
        )
    return chinese_calendar.holidays, chinese_calendar.workdays
