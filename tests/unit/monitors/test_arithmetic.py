"""What holds of the arithmetic for any day, limit, setting and moment."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from monitors.due import due_on, warns_from
from records.period import Period
from records.rulebook import Month, RulebookSettings, Start
from records.verdict import State
from tests.unit.monitors.cases import NEWS, at, book, column, entry, judged, look

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
MONTHS = st.integers(0, 24)
EXTRA = st.integers(0, 400)
SETTINGS = st.builds(
    RulebookSettings,
    inclusive=st.booleans(),
    month=st.sampled_from(Month),
    start=st.sampled_from(Start),
)
CALENDAR, THIRTY = RulebookSettings(), RulebookSettings(month=Month.THIRTY_DAYS)
NEXT_DAY = RulebookSettings(start=Start.NEXT_DAY)


def limit(months: int, days: int) -> Period:
    return Period(months=months, days=days if months or days else 1)


@given(newest=DAYS, later=DAYS, months=MONTHS, days=EXTRA, settings=SETTINGS)
def test_a_newer_update_is_never_due_earlier_however_it_is_counted(
    newest: date, later: date, months: int, days: int, settings: RulebookSettings
) -> None:
    first, second = sorted((newest, later))
    assert due_on(first, limit(months, days), settings) <= due_on(second, limit(months, days), settings)


@given(newest=DAYS, months=MONTHS, days=EXTRA, more=st.integers(0, 24), extra=EXTRA, settings=SETTINGS)
def test_a_longer_limit_is_never_due_earlier(
    newest: date, months: int, days: int, more: int, extra: int, settings: RulebookSettings
) -> None:
    shorter, longer = limit(months, days), Period(months=months + more, days=days + extra + 1)
    assert due_on(newest, shorter, settings) <= due_on(newest, longer, settings)


@given(newest=DAYS, months=MONTHS, days=EXTRA, month=st.sampled_from(Month), start=st.sampled_from(Start))
def test_the_last_day_counts_for_one_day_and_so_does_the_start(
    newest: date, months: int, days: int, month: Month, start: Start
) -> None:
    span, one = limit(months, days), timedelta(days=1)
    inclusive = due_on(newest, span, RulebookSettings(month=month, start=start))
    assert (
        inclusive - due_on(newest, span, RulebookSettings(inclusive=False, month=month, start=start)) == one
    )
    same = due_on(newest, span, RulebookSettings(month=month))
    assert due_on(newest, span, RulebookSettings(month=month, start=Start.NEXT_DAY)) - same == one


@given(newest=DAYS, months=st.integers(1, 24))
def test_a_calendar_month_ends_on_the_same_day_or_on_the_last_of_a_shorter_month(
    newest: date, months: int
) -> None:
    due = due_on(newest, Period(months=months), CALENDAR)
    assert (due.year * 12 + due.month) - (newest.year * 12 + newest.month) == months
    assert due.day == newest.day or (due + timedelta(days=1)).day == 1
    assert due.day <= newest.day


@given(newest=DAYS, months=st.integers(1, 24))
def test_thirty_days_a_month_are_never_more_than_the_calendar_but_across_february(
    newest: date, months: int
) -> None:
    thirty, calendar = (due_on(newest, Period(months=months), each) for each in (THIRTY, CALENDAR))
    assert (thirty - newest).days == 30 * months
    assert thirty <= calendar + timedelta(days=2)


@pytest.mark.parametrize(
    ("newest", "span", "settings", "due"),
    [
        (date(2027, 11, 30), "P3M", CALENDAR, date(2028, 2, 29)),
        (date(2026, 11, 30), "P3M", CALENDAR, date(2027, 2, 28)),
        (date(2028, 2, 29), "P1Y", CALENDAR, date(2029, 2, 28)),
        (date(2028, 2, 29), "P4Y", CALENDAR, date(2032, 2, 29)),
        (date(2026, 2, 10), "P20D", CALENDAR, date(2026, 3, 2)),
        (date(2028, 2, 10), "P20D", CALENDAR, date(2028, 3, 1)),
        (date(2026, 11, 10), "P7D", NEXT_DAY, date(2026, 11, 18)),
        (date(2026, 8, 31), "P6M", NEXT_DAY, date(2027, 3, 1)),
        (date(2026, 1, 31), "P1M", THIRTY, date(2026, 3, 2)),
    ],
)
def test_month_ends_leap_years_and_the_next_day(
    newest: date, span: str, settings: RulebookSettings, due: date
) -> None:
    assert due_on(newest, Period.parse(span), settings) == due


@given(newest=DAYS, months=MONTHS, days=EXTRA, warn=st.integers(1, 400), settings=SETTINGS)
def test_a_warning_never_begins_after_the_last_day(
    newest: date, months: int, days: int, warn: int, settings: RulebookSettings
) -> None:
    due = due_on(newest, limit(months, days), settings)
    assert warns_from(due, Period(days=warn), settings) < due


RANK = {State.FRESH: 0, State.DUE_SOON: 1, State.UNKNOWN: 2, State.OVERDUE: 2}


@given(
    newest=st.dates(date(2026, 9, 1), date(2026, 10, 31)),
    until_look=st.integers(0, 30),
    first=st.integers(0, 60),
    then=st.integers(0, 60),
    complete=st.booleans(),
    settings=SETTINGS,
)
def test_with_the_same_looks_a_column_only_grows_older(
    newest: date, until_look: int, first: int, then: int, complete: bool, settings: RulebookSettings
) -> None:
    looked = newest + timedelta(days=until_look)
    seen = look(entry(newest), on=looked, complete=complete)
    rules = book(NEWS, settings=settings)
    earlier, later = sorted((first, then))
    before, after = (
        judged(column(), seen, rulebook=rules, now=at(looked + timedelta(days=days))).state
        for days in (earlier, later)
    )
    assert RANK[before] <= RANK[after]
    if before is State.OVERDUE:
        assert after is State.OVERDUE


@given(age=st.integers(8, 40), fresh=st.integers(0, 7))
def test_only_a_newer_look_with_something_new_takes_overdue_away(age: int, fresh: int) -> None:
    assume(fresh < age)
    today = date(2026, 11, 23)
    old = look(entry(today - timedelta(days=age)), on=today)
    assert judged(column(), old).state is State.OVERDUE
    again = look(entry(today - timedelta(days=age)), on=today)
    assert judged(column(), old, again).state is State.OVERDUE
    new = look(entry(today - timedelta(days=fresh)), on=today)
    assert judged(column(), old, new).state in {State.FRESH, State.DUE_SOON}
