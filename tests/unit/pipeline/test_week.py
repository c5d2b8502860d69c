"""Weeks, Monday to Sunday."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pipeline.week import Week


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 26), date(2026, 11, 29)])
def test_a_week_runs_from_monday_to_sunday(day: date) -> None:
    week = Week.of(day)
    assert (week.monday, week.sunday) == (date(2026, 11, 23), date(2026, 11, 29))


def test_a_week_begins_and_ends_in_shanghai() -> None:
    week = Week.of(date(2026, 11, 23))
    assert week.start == datetime(2026, 11, 22, 16, tzinfo=UTC)
    assert week.end + timedelta(microseconds=1) == datetime(2026, 11, 29, 16, tzinfo=UTC)


def test_the_first_week_of_a_year_may_begin_in_the_old_one() -> None:
    assert Week.parse("2026-W01").monday == date(2025, 12, 29)


def test_a_year_may_have_53_weeks() -> None:
    assert Week.parse("2026-W53").sunday == date(2027, 1, 3)


def test_a_week_is_written_as_it_is_read() -> None:
    for text in ("2026-W01", "2026-W47", "2026-W53"):
        assert str(Week.parse(text)) == text


@pytest.mark.parametrize("text", ["2026-47", "2026-W60", "2025-W53", "W47", "2026-W0", ""])
def test_anything_else_is_no_week(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Week.parse(text)
