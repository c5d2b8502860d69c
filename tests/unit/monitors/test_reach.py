"""How far back a list reaches without a hole, and the days of which it tells."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.reach import is_whole, joined, reach, told_by
from records.observation import Entry, Outcome
from records.past import Span
from tests.unit.monitors.cases import TODAY, ago, entry, look


def rows(*days: int | None) -> list[Entry]:
    """Return entries dated so many days ago, in the page's order."""
    return [entry(None if day is None else ago(day), f"第{place}条") for place, day in enumerate(days)]


def told(*days: int | None) -> list[tuple[int, int]]:
    """Return the days told by a complete look at such a list, as days ago."""
    spans = told_by(look(*rows(*days)))
    return [((TODAY - span.from_on).days, (TODAY - span.until_on).days) for span in spans]


@pytest.mark.parametrize(
    ("days", "reached"),
    [
        ((1, 5, 9), 9),
        ((9,), 9),
        ((900, 800, 1, 5, 9), 9),
        ((1, 5, 9, 7), 7),
        ((1, 5, 9, 7, 12), 10),
        ((9, 5, 1), 1),
        ((1, 1, 1), 1),
        ((1, None, 9), 9),
        ((1, 300, 2), 2),
    ],
)
def test_a_list_reaches_back_to_its_last_rows_less_what_stands_astray(
    days: tuple[int | None, ...], reached: int
) -> None:
    assert reach(rows(*days)) == ago(reached)


def test_a_list_without_dates_reaches_nowhere() -> None:
    assert reach(rows(None, None)) is None
    assert told(None) == []


def test_a_list_tells_from_there_to_the_day_of_the_look() -> None:
    assert told(3, 9, 20) == [(20, 0)]


def test_between_the_neighbours_of_an_item_without_a_day_nothing_is_told() -> None:
    assert told(3, None, 9, 20) == [(20, 9), (3, 0)]
    assert told(None, 3, 9) == [(9, 0)]
    assert told(3, 9, None) == [(9, 0)]
    assert told(3, None, None, 9, None, 20) == [(3, 0)]


def test_only_a_complete_list_is_whole() -> None:
    assert is_whole(look(*rows(1)))
    assert not is_whole(look(*rows(1), complete=False))
    assert not is_whole(look(outcome=Outcome.EMPTY))
    assert not is_whole(replace(look(*rows(1)), outcome=Outcome.UNCHANGED))


def span(first: int, last: int) -> Span:
    return Span(from_on=date(2026, 1, first), until_on=date(2026, 1, last))


def test_spans_that_overlap_are_one_and_those_that_only_touch_stay_apart() -> None:
    assert joined([span(5, 9), span(1, 6)]) == (span(1, 9),)
    assert joined([span(1, 5), span(5, 9)]) == (span(1, 4), span(5, 9))
    assert joined([span(1, 4), span(5, 9)]) == (span(1, 4), span(5, 9))
    assert joined([span(1, 9), span(3, 4)]) == (span(1, 9),)
    assert joined([span(3, 3), span(3, 6)]) == (span(3, 6),)


spans = st.lists(
    st.tuples(st.integers(1, 31), st.integers(1, 31)).map(lambda two: span(min(two), max(two))), max_size=8
)


@given(spans)
def test_joined_spans_tell_of_the_same_days_each_once(parts: list[Span]) -> None:
    days = [day for each in joined(parts) for day in range(each.from_on.day, each.until_on.day + 1)]
    assert len(days) == len(set(days))
    assert set(days) == {day for each in parts for day in range(each.from_on.day, each.until_on.day + 1)}


@given(st.lists(st.integers(0, 400), min_size=1, max_size=30), st.integers(1, 10))
def test_of_a_sorted_list_under_pins_nothing_after_its_reach_is_missing(days: list[int], size: int) -> None:
    everything = sorted(days)
    pinned, page = everything[::-1][:2], everything[:size]
    reached = reach(rows(*pinned, *page))
    assert reached is not None
    assert {ago(day) for day in everything if ago(day) > reached} <= {ago(day) for day in page}
