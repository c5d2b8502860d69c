"""What the office is told before its calendar of working days runs out."""

from dataclasses import replace
from datetime import date

from pipeline.working_days import calendar_remedy
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
