"""Quarters, planned days, and working days by the years an office has filed."""

from datetime import date

import pytest

from pipeline.looking_back import by_calendar, planned_days, quarter_of
from records.civil import parse_moment
from records.inventory import Holidays

YEAR = Holidays(
    year=2026,
    holidays=(date(2026, 10, 1), date(2026, 10, 2)),
    workdays=(date(2026, 10, 10),),
)


@pytest.mark.parametrize(
    ("day", "first"),
    [("2026-01-01", "2026-01-01"), ("2026-03-31", "2026-01-01"), ("2026-11-23", "2026-10-01")],
)
def test_a_quarter_begins_on_the_first_of_its_first_month(day: str, first: str) -> None:
    assert quarter_of(date.fromisoformat(day)) == date.fromisoformat(first)


def test_a_pass_is_planned_on_the_days_of_the_crontab_up_to_the_moment() -> None:
    since = parse_moment("2026-11-20T07:00")
    days = planned_days("30 6,18 * * *", since=since, until=parse_moment("2026-11-23T06:00"))
    assert days == (date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22))
    assert planned_days("30 6 * * *", since=since, until=since) == ()


def test_holidays_and_make_up_days_are_the_filed_ones() -> None:
    count = by_calendar([YEAR])
    # Wednesday 30 September to Monday 12 October: six weekdays less none, the make-up Saturday more
    assert count(date(2026, 9, 30), date(2026, 10, 12)) == 7
    assert count(date(2026, 10, 12), date(2026, 10, 12)) == 0


def test_a_year_that_nobody_covers_is_never_guessed() -> None:
    assert by_calendar([])(date(2030, 12, 30), date(2031, 1, 5)) is None
