"""Working days by the State Council's calendar, across the festivals and the make-up days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.calendar import (
    LEAD,
    add_working_days,
    is_workday,
    last_known_day,
    runs_out,
    working_days_between,
)
from records.errors import CalendarError, InputError
from records.inventory import Holidays

DAYS = st.dates(date(2024, 1, 1), date(2026, 6, 30))
NUMBERS = st.integers(0, 60)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 2, 10), date(2024, 2, 17)),
        (date(2025, 1, 28), date(2025, 2, 4)),
        (date(2026, 2, 15), date(2026, 2, 23)),
    ],
)
def test_nobody_works_at_the_spring_festival(first: date, last: date) -> None:
    assert not any(is_workday(day) for day in days(first, last))
    assert is_workday(last + timedelta(days=1))


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 2, 4),
        date(2024, 2, 18),
        date(2025, 1, 26),
        date(2025, 2, 8),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 10, 10),
    ],
)
def test_a_make_up_day_is_worked_though_it_is_a_weekend_day(day: date) -> None:
    assert day.weekday() >= 5
    assert is_workday(day)


def test_twenty_working_days_across_the_spring_festival_of_2026() -> None:
    # 2–6, 9–13 and the make-up Saturday 14 February are eleven; 15–23 is the festival;
    # 24–27 and the make-up Saturday 28 February make sixteen; 2–5 March make twenty.
    assert add_working_days(date(2026, 2, 1), 20) == date(2026, 3, 5)
    assert working_days_between(date(2026, 2, 1), date(2026, 3, 5)) == 20


def test_the_day_it_is_counted_from_is_not_counted_itself() -> None:
    assert add_working_days(date(2026, 11, 23), 1) == date(2026, 11, 24)
    assert add_working_days(date(2026, 11, 27), 1) == date(2026, 11, 30)
    assert working_days_between(date(2026, 11, 27), date(2026, 11, 29)) == 0


def test_the_offices_own_file_stands_before_the_library() -> None:
    own = (Holidays(year=2026, holidays=(date(2026, 11, 24),), workdays=(date(2026, 11, 28),)),)
    assert is_workday(date(2026, 11, 24))
    assert not is_workday(date(2026, 11, 24), own)
    assert not is_workday(date(2026, 11, 28))
    assert is_workday(date(2026, 11, 28), own)
    assert is_workday(date(2026, 10, 1), own), "the office's year is taken as a whole, not mixed"


def test_a_year_that_nobody_filed_is_never_guessed_and_the_remedy_is_named() -> None:
    with pytest.raises(CalendarError, match=r"write inventory/calendar/2035\.yaml") as caught:
        add_working_days(date(2034, 12, 31), 1)
    assert isinstance(caught.value, InputError)
    with pytest.raises(CalendarError):
        working_days_between(date(2034, 12, 31), date(2035, 1, 1))


def test_a_year_that_the_office_filed_can_be_counted_into() -> None:
    own = (Holidays(year=2035, holidays=(date(2035, 1, 1),), workdays=()),)
    assert add_working_days(date(2034, 12, 31), 1, own) == date(2035, 1, 2)


def test_the_end_of_the_calendar_is_told_from_sixty_days_before_and_not_earlier() -> None:
    own = (Holidays(year=2035, holidays=(), workdays=()),)
    end = date(2035, 12, 31)
    assert timedelta(days=60) == LEAD
    assert runs_out(end - LEAD - timedelta(days=1), own) is None
    assert runs_out(end - LEAD, own) == end
    assert runs_out(date(2036, 1, 10), own) == end


def test_a_further_year_filed_ends_the_warning_and_a_gap_does_not() -> None:
    filed = [Holidays(year=year, holidays=(), workdays=()) for year in (2035, 2036)]
    assert runs_out(date(2035, 12, 1), filed) is None
    gap = [Holidays(year=year, holidays=(), workdays=()) for year in (2035, 2037)]
    assert last_known_day(date(2035, 12, 1), gap) == date(2035, 12, 31)


@given(day=DAYS, number=NUMBERS)
def test_counting_back_gives_the_number_that_was_counted(day: date, number: int) -> None:
    reached = add_working_days(day, number)
    assert working_days_between(day, reached) == number
    assert number == 0 or is_workday(reached)


@given(day=DAYS, later=st.integers(0, 40), number=NUMBERS, more=st.integers(0, 20))
def test_a_later_start_or_a_longer_time_never_ends_earlier(
    day: date, later: int, number: int, more: int
) -> None:
    reached = add_working_days(day, number)
    assert add_working_days(day + timedelta(days=later), number) >= reached
    assert add_working_days(day, number + more) >= reached


@given(first=DAYS, middle=st.integers(0, 60), last=st.integers(0, 60))
def test_two_stretches_hold_together_the_days_of_both(first: date, middle: int, last: int) -> None:
    between, end = first + timedelta(days=middle), first + timedelta(days=middle + last)
    together = working_days_between(first, between) + working_days_between(between, end)
    assert working_days_between(first, end) == together
