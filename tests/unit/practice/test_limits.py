from datetime import date

import pytest

from practice.limits import NATIONAL, NOTICE, Limit, State, limit_of
from practice.yanlian import yanlian

COUNTY = yanlian()


def due(newest: str, **limit: int) -> str:
    return str(Limit(warn=0, **limit).due(date.fromisoformat(newest)))


@pytest.mark.parametrize(
    ("newest", "months", "expected"),
    [
        ("2026-05-20", 6, "2026-11-20"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-31", 3, "2027-03-31"),
        ("2026-01-31", 3, "2026-04-30"),
    ],
)
def test_months_are_calendar_months(newest: str, months: int, expected: str) -> None:
    assert due(newest, months=months) == expected


def test_days_run_over_the_end_of_february() -> None:
    assert due("2026-02-25", days=7) == "2026-03-04"
    assert due("2028-02-25", days=7) == "2028-03-03"


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-03-02", State.FRESH),
        ("2026-03-06", State.FRESH),
        ("2026-03-07", State.DUE_SOON),
        ("2026-03-09", State.DUE_SOON),
        ("2026-03-10", State.OVERDUE),
    ],
)
def test_news_of_2_march_is_in_time_to_the_9th_and_warned_of_two_days_before(
    today: str, state: State
) -> None:
    week = Limit(days=7, warn=2)
    assert week.state(date(2026, 3, 2), date.fromisoformat(today)) is state


NOTHING = (0, 0, 0)


@pytest.mark.parametrize(
    ("key", "notice", "national"),
    [
        ("xwzx-zwyw", (0, 7, 2), (0, 14, 3)),
        ("zcwj", (6, 0, 10), (6, 0, 10)),
        ("zcfg", (6, 0, 10), (6, 0, 10)),
        ("zcwj-zfwj", (3, 0, 10), NOTHING),
        ("tzgg", (3, 0, 10), (6, 0, 10)),
        ("zcjd", (3, 0, 10), NOTHING),
        ("xxgk-rsxx", (3, 0, 10), NOTHING),
        ("xxgk-ghjh", (3, 0, 10), NOTHING),
        ("xxgk-tjxx", (3, 0, 10), NOTHING),
        ("xxgk-zfcg", (3, 0, 10), NOTHING),
        ("xxgknb", (12, 0, 10), NOTHING),
        ("wzndbb", (12, 0, 10), NOTHING),
        ("czyjs-bm", (12, 0, 10), NOTHING),
        ("ldzc", NOTHING, NOTHING),
        ("hdjl-xzxx", NOTHING, NOTHING),
        ("ztzl-aqsc", NOTHING, NOTHING),
        ("wx-ylfb", (0, 10, 2), (0, 14, 3)),
    ],
)
def test_each_class_has_the_limits_of_the_texts(key: str, notice: tuple, national: tuple) -> None:
    found = [limit_of(COUNTY.place(key), rulebook) for rulebook in (NOTICE, NATIONAL)]
    plain = [(one.months, one.days, one.warn) if one else NOTHING for one in found]
    assert plain == [notice, national]
