"""What people are told of working days, and the office before its calendar of them runs out."""

from dataclasses import replace
from datetime import date

from pipeline.working_days import calendar_remedy, last_workday
from records.inventory import Holidays, Inventory
from tests.unit.monitors.cases import NEWS, book, county


def filed(*years: int) -> Inventory:
    calendar = tuple(Holidays(year=year, holidays=(), workdays=()) for year in years)
    return replace(county(rulebook=book(NEWS)), calendar=calendar)


def test_nothing_is_said_while_the_calendar_reaches_far_enough() -> None:
    assert calendar_remedy(filed(), today=date(2025, 11, 30)) == ""
    assert calendar_remedy(filed(2035, 2036), today=date(2035, 11, 2)) == ""


def test_the_file_to_write_is_named_before_the_calendar_ends() -> None:
    told = calendar_remedy(filed(2035), today=date(2035, 11, 2))
    assert "ends on 2035-12-31; write calendar/2036.yaml" in told


def test_a_calendar_that_has_ended_is_told_with_the_year_that_is_missing() -> None:
    told = calendar_remedy(filed(2035), today=date(2036, 3, 1))
    assert "can no longer be counted" in told
    assert "write calendar/2036.yaml" in told


def test_the_last_working_day_before_a_holiday_is_named_and_a_working_day_is_its_own() -> None:
    inventory = filed()
    last = last_workday(inventory)
    assert last(date(2026, 11, 22)) == date(2026, 11, 20)
    assert last(date(2026, 11, 20)) == date(2026, 11, 20)


def test_of_a_year_that_nobody_covers_no_working_day_is_named() -> None:
    assert last_workday(filed())(date(2090, 1, 1)) is None
