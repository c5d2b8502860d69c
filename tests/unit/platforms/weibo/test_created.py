"""Every form that Weibo has written created_at in."""

import locale
from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.platforms.weibo.created import created
from records.civil import parse_moment

NOW = parse_moment("2026-11-23T09:00:30+08:00")


def told(value: object, seen_at: datetime | None) -> tuple[str, str | None] | None:
    stated = created(value, seen_at=seen_at)
    return (str(stated.on), stated.at.isoformat() if stated.at else None) if stated else None


@pytest.mark.parametrize("seen_at", [NOW, None])
@pytest.mark.parametrize(
    ("text", "on", "at"),
    [
        ("Sat Aug 20 18:29:52 +0800 2022", "2022-08-20", "2022-08-20T18:29:52+08:00"),
        ("Fri Nov 20 16:30:00 +0000 2026", "2026-11-21", "2026-11-21T00:30:00+08:00"),
        ("Thu Nov 5 08:00:00 +0800 2026", "2026-11-05", "2026-11-05T08:00:00+08:00"),
        ("2018-12-30", "2018-12-30", None),
    ],
)
def test_a_form_with_its_year_needs_no_moment_of_the_fetch(
    text: str, on: str, at: str | None, seen_at: datetime | None
) -> None:
    assert told(text, seen_at) == (on, at)


@pytest.mark.parametrize(
    ("text", "on", "at"),
    [
        ("刚刚", "2026-11-23", "2026-11-23T09:00:30+08:00"),
        ("10秒前", "2026-11-23", "2026-11-23T09:00:20+08:00"),
        ("5分钟前", "2026-11-23", "2026-11-23T08:55:30+08:00"),
        ("15小时前", "2026-11-22", "2026-11-22T18:00:30+08:00"),
        ("今天 08:15", "2026-11-23", "2026-11-23T08:15:00+08:00"),
        ("昨天 10:08", "2026-11-22", "2026-11-22T10:08:00+08:00"),
        ("昨天", "2026-11-22", None),
        ("3天前", "2026-11-20", None),
        ("11-20", "2026-11-20", None),
        ("11-23", "2026-11-23", None),
        ("11-24", "2025-11-24", None),
        ("12-28", "2025-12-28", None),
    ],
)
def test_a_form_told_from_the_fetch_is_a_date_with_it_alone(text: str, on: str, at: str | None) -> None:
    assert told(text, NOW) == (on, at)
    assert told(text, None) is None


def test_a_leap_day_without_a_year_is_the_last_one_within_two_years() -> None:
    assert told("02-29", parse_moment("2025-01-10T09:00:00+08:00")) == ("2024-02-29", None)
    assert told("02-29", NOW) is None


@pytest.mark.parametrize(
    "value",
    [
        *("", "null", "Sat Foo 20 18:29:52 +0800 2022", "Sat Aug 32 18:29:52 +0800 2022", "2022-13-01"),
        *("Sat Aug 20 18:29:61 +0800 2022", "13-40", "00-00", "15小时前 来自演练县", "x" * 10_000),
        *(None, True, 1_790_000_000, 1.5, [], {}),
    ],
)
def test_what_is_no_such_form_is_no_date(value: object) -> None:
    assert told(value, NOW) is None


@pytest.mark.parametrize("text", ["Fri Nov 27 09:00:00 +0800 2026", "2026-11-27", "2099-01-01"])
def test_what_lies_more_than_a_day_ahead_is_not_believed(text: str) -> None:
    assert told(text, NOW) is None


@pytest.fixture
def another_language() -> Iterator[None]:
    before = locale.setlocale(locale.LC_TIME)
    for name in ("de_DE.UTF-8", "zh_CN.UTF-8", "C"):
        try:
            locale.setlocale(locale.LC_TIME, name)
            break
        except locale.Error:
            continue
    yield
    locale.setlocale(locale.LC_TIME, before)


@pytest.mark.usefixtures("another_language")
def test_the_names_of_months_do_not_depend_on_the_machine() -> None:
    assert told("Wed May 06 08:00:00 +0800 2026", NOW) == ("2026-05-06", "2026-05-06T08:00:00+08:00")


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    for seen_at in (NOW, None):
        stated = created(text, seen_at=seen_at)
        assert stated is None or 1990 <= stated.on.year <= 9999
