"""Days in Asia/Shanghai, whatever zone a moment comes in."""

from datetime import UTC, date, datetime

import pytest

from records.civil import SHANGHAI, civil_date, parse_moment, start_of


def test_the_civil_day_is_shanghai_s() -> None:
    assert civil_date(datetime(2026, 11, 22, 16, 0, tzinfo=UTC)) == date(2026, 11, 23)
    assert civil_date(datetime(2026, 11, 22, 15, 59, tzinfo=UTC)) == date(2026, 11, 22)


def test_a_moment_without_a_zone_means_nothing() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        civil_date(datetime(2026, 11, 22, 16, 0))  # noqa: DTZ001 - the very mistake


def test_a_day_starts_at_midnight_in_shanghai() -> None:
    assert start_of(date(2026, 11, 23)) == datetime(2026, 11, 22, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23", datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)),
        ("2026-11-23T18:30", datetime(2026, 11, 23, 18, 30, tzinfo=SHANGHAI)),
        ("2026-11-23T10:30:00Z", datetime(2026, 11, 23, 18, 30, tzinfo=SHANGHAI)),
        ("2026-11-23T18:30:00+08:00", datetime(2026, 11, 23, 18, 30, tzinfo=SHANGHAI)),
    ],
)
def test_a_date_means_nine_in_the_morning_and_a_moment_itself(text: str, moment: datetime) -> None:
    assert parse_moment(text) == moment


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "2026-02-30", "23.11.2026"])
def test_anything_else_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_moment(text)
