"""The last day in time, on the days where counting goes wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.due import due_on, warns_from
from records.period import Period
from records.rulebook import Month, RulebookSettings

PLAIN = RulebookSettings()
EXCLUSIVE = RulebookSettings(inclusive=False)
THIRTY = RulebookSettings(month=Month.THIRTY_DAYS)

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1))


@pytest.mark.parametrize(
    ("newest", "limit", "due"),
    [
        (date(2026, 11, 10), "P7D", date(2026, 11, 17)),
        (date(2026, 12, 28), "P7D", date(2027, 1, 4)),
        (date(2026, 11, 10), "P2W", date(2026, 11, 24)),
        (date(2026, 8, 31), "P6M", date(2027, 2, 28)),
        (date(2027, 8, 31), "P6M", date(2028, 2, 29)),
        (date(2026, 11, 30), "P3M", date(2027, 2, 28)),
        (date(2028, 2, 29), "P1Y", date(2029, 2, 28)),
        (date(2027, 2, 28), "P1Y", date(2028, 2, 28)),
        (date(2026, 1, 31), "P3M", date(2026, 4, 30)),
    ],
)
def test_the_last_day_in_time_is_the_limit_after_the_newest_day(newest: date, limit: str, due: date) -> None:
    assert due_on(newest, Period.parse(limit), PLAIN) == due


def test_an_exclusive_limit_ends_a_day_earlier() -> None:
    assert due_on(date(2026, 11, 10), Period.parse("P7D"), EXCLUSIVE) == date(2026, 11, 16)


def test_a_month_may_be_thirty_days() -> None:
    assert due_on(date(2026, 1, 31), Period.parse("P6M"), THIRTY) == date(2026, 7, 30)


def test_a_warning_of_two_days_begins_two_days_before_the_due_date() -> None:
    assert warns_from(date(2026, 11, 17), Period.parse("P2D"), PLAIN) == date(2026, 11, 15)


def test_a_warning_of_a_month_counts_like_the_limit() -> None:
    assert warns_from(date(2026, 3, 31), Period.parse("P1M"), PLAIN) == date(2026, 2, 28)
    assert warns_from(date(2026, 3, 31), Period.parse("P1M"), THIRTY) == date(2026, 3, 1)


def test_without_a_warning_nothing_is_due_soon_before_its_day() -> None:
    assert warns_from(date(2026, 11, 17), None, PLAIN) == date(2026, 11, 17)


@given(newest=days, later=days, months=st.integers(0, 24), extra=st.integers(1, 400))
def test_a_newer_entry_is_never_due_earlier(newest: date, later: date, months: int, extra: int) -> None:
    limit = Period(months=months, days=extra)
    first, second = sorted((newest, later))
    assert due_on(first, limit, PLAIN) <= due_on(second, limit, PLAIN)


@given(newest=days, months=st.integers(0, 24), extra=st.integers(1, 400))
def test_the_inclusive_reading_gives_exactly_one_day_more(newest: date, months: int, extra: int) -> None:
    limit = Period(months=months, days=extra)
    assert (due_on(newest, limit, PLAIN) - due_on(newest, limit, EXCLUSIVE)).days == 1
