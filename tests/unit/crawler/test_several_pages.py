"""What several pages of a column prove together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.next_pages import Pager
from crawler.readers.reading import Reading
from crawler.several_pages import PAGES_BACK, PAGES_READ, Pages, ends_after, worth_reading_on
from records.observation import Entry, Outcome

TODAY = date(2026, 11, 23)
NEWEST = date(2026, 11, 1)


def listing(*days: date | None, page: int = 1) -> Reading:
    entries = tuple(
        Entry(title=f"第{page}页第{place}条", address=f"http://a.test/{page}/{place}", published_on=day)
        for place, day in enumerate(days)
    )
    return Reading(outcome=Outcome.READ, entries=entries, found_by="rows")


def down(start: date, count: int = 6) -> list[date]:
    return [start - timedelta(days=place) for place in range(count)]


def up(start: date, count: int = 6) -> list[date]:
    return down(start, count)[::-1]


PINNED = listing(*up(date(2020, 1, 9)))


def numbered(page: int, *, of: int, last: bool = True) -> Pager:
    return Pager(
        next=f"p{page + 1}" if page < of else "",
        last=f"p{of}" if last and page < of else "",
        count=of if last else 0,
        back=page > 1,
    )


def read_on(first: Reading, others: Sequence[Reading], *, last: bool = True) -> tuple[Pages, list[str]]:
    """Return the pages after turning as long as asked, and the addresses in order."""
    of = len(others) + 1
    pages, asked = Pages(first=first, pager=numbered(1, of=of, last=last)), list[str]()
    while address := pages.next_address():
        asked.append(address)
        number = int(address[1:])
        pages.add(others[number - 2], numbered(number, of=of, last=last))
    return pages, asked


def test_an_unsorted_page_is_worth_reading_on() -> None:
    assert worth_reading_on(PINNED, today=TODAY)


@pytest.mark.parametrize(
    "first",
    [
        replace(PINNED, complete=True),
        replace(PINNED, note="the answer was cut short"),
        replace(PINNED, found_by="address"),
        replace(PINNED, entries=()),
        replace(PINNED, outcome=Outcome.UNDATED),
        replace(PINNED, entries=tuple(replace(entry, sure=0.5) for entry in PINNED.entries)),
        listing(*up(NEWEST), None),
        listing(*up(TODAY)),
    ],
)
def test_further_pages_cannot_help_such_a_page_or_are_not_needed(first: Reading) -> None:
    assert not worth_reading_on(first, today=TODAY)


def test_a_sorted_page_and_an_older_last_page_prove_the_newest() -> None:
    others = [listing(*down(NEWEST - timedelta(days=30 * page)), page=page) for page in range(2, 30)]
    pages, asked = read_on(PINNED, others)
    assert asked == ["p2", "p29"]
    reading = pages.reading()
    assert reading.complete
    assert max(entry.published_on for entry in reading.entries if entry.published_on) == NEWEST - timedelta(
        days=60
    )
    assert "pages read: 3" in reading.note


def test_a_list_sorted_in_blocks_is_not_taken_for_sorted() -> None:
    others = [listing(*down(date(2024, 5, 1)), page=2), *(PINNED,) * 6, listing(*down(NEWEST), page=9)]
    pages, asked = read_on(PINNED, others)
    assert (asked, pages.proven) == (["p2", "p9"], False)
    assert NEWEST in {entry.published_on for entry in pages.reading().entries}


def test_without_a_last_page_a_sorted_page_proves_nothing() -> None:
    others = [listing(*down(NEWEST - timedelta(days=30 * page)), page=page) for page in range(2, 30)]
    pages, asked = read_on(PINNED, others, last=False)
    assert (len(asked), pages.proven) == (PAGES_READ - 1, False)


def test_every_page_read_to_the_end_is_proof_in_any_order() -> None:
    others = [listing(*up(NEWEST), page=2), listing(*up(date(2025, 1, 1)), page=3)]
    for last in (True, False):
        pages, asked = read_on(PINNED, others, last=last)
        assert (asked, pages.proven, pages.count) == (["p2", "p3"], True, 3)


def test_a_page_without_a_way_back_is_not_the_end_of_the_column() -> None:
    pages = Pages(first=PINNED, pager=numbered(1, of=2, last=False))
    pages.add(listing(*up(NEWEST), page=2), Pager())
    assert (pages.next_address(), pages.proven) == ("", False)


def test_an_end_before_the_count_is_no_end() -> None:
    pages = Pages(first=PINNED, pager=numbered(1, of=9))
    pages.add(listing(*up(NEWEST), page=2), Pager(back=True))
    assert not pages.proven


def test_of_a_list_from_old_to_new_the_last_page_is_read_within_the_bound() -> None:
    others = [listing(*up(date(2000 + page, 1, 9)), page=page) for page in range(2, 20)]
    pages, asked = read_on(listing(*up(date(2000, 1, 9))), others)
    assert asked == ["p2", "p3", "p4", "p19"]
    assert (pages.count, pages.proven) == (PAGES_READ, False)
    assert date(2019, 1, 9) in {entry.published_on for entry in pages.reading().entries}


@pytest.mark.parametrize(
    "page",
    [
        PINNED,
        replace(PINNED, outcome=Outcome.SHELL, entries=()),
        replace(listing(page=2), outcome=Outcome.EMPTY),
        listing(NEWEST, None, page=2),
    ],
)
def test_a_page_that_repeats_the_first_or_cannot_be_read_ends_it_without_proof(page: Reading) -> None:
    pages, asked = read_on(PINNED, [page, listing(*down(NEWEST), page=3)])
    assert (asked, pages.proven) == (["p2"], False)


def test_rows_pinned_on_every_page_count_once_and_do_not_break_the_order() -> None:
    def under_pins(page: int) -> Reading:
        below = listing(*down(NEWEST - timedelta(days=30 * page)), page=page)
        return replace(below, entries=PINNED.entries + below.entries)

    pages, asked = read_on(under_pins(1), [under_pins(page) for page in range(2, 9)])
    assert (asked, pages.proven) == (["p2", "p8"], True)
    assert len(pages.entries) == len(set(pages.entries)) == 6 * 3


def test_a_page_of_one_day_is_not_called_sorted() -> None:
    others = [listing(*[date(2020, 1, 1)] * 9, page=page) for page in range(2, 9)]
    assert not read_on(PINNED, others)[0].proven


days = st.lists(st.dates(date(2015, 1, 1), date(2026, 11, 22)), min_size=1, max_size=60)


@given(days, days, st.integers(2, 20))
def test_below_a_page_of_pins_a_proof_never_misses_the_newest(
    pins: list[date], rest: list[date], size: int
) -> None:
    rows = [*pins[:size], *sorted(rest, reverse=True)]
    cut = [rows[start : start + size] for start in range(0, len(rows), size)]
    first, *others = (listing(*page, page=number) for number, page in enumerate(cut, start=1))
    pages, asked = read_on(first, others)
    seen = {entry.published_on for entry in pages.reading().entries}
    assert len(asked) < PAGES_READ
    assert not pages.proven or max(rows) in seen


@given(days, st.integers(2, 20))
def test_where_every_page_is_read_the_order_does_not_matter(rows: list[date], size: int) -> None:
    cut = [rows[start : start + size] for start in range(0, len(rows), size)][:PAGES_READ]
    first, *others = (listing(*page, page=number) for number, page in enumerate(cut, start=1))
    pages, _asked = read_on(first, others)
    everything = len(pages.entries) == sum(map(len, cut)) > len(first.entries)
    assert pages.proven or not everything


def pages_down(count: int) -> list[Reading]:
    """Return so many pages of six rows, a day between two rows, the newest first."""
    return [listing(*down(NEWEST - timedelta(days=6 * page)), page=page + 1) for page in range(count)]


def follow_back(back_to: date, cut: Sequence[Reading], *, complete: bool = True) -> tuple[Pages, list[str]]:
    first, *others = cut
    pages = Pages(first=replace(first, complete=complete), pager=numbered(1, of=len(cut)), back_to=back_to)
    asked = list[str]()
    while address := pages.next_address():
        asked.append(address)
        number = int(address[1:])
        pages.add(others[number - 2], numbered(number, of=len(cut)))
    return pages, asked


def test_a_list_is_followed_back_until_a_page_ends_before_the_day() -> None:
    pages, asked = follow_back(NEWEST - timedelta(days=14), pages_down(40))
    assert asked == ["p2", "p3"]
    assert (pages.reading().complete, len(pages.reading().entries)) == (True, 18)
    assert pages.reading().note == f"pages read: 3, back to {NEWEST - timedelta(days=14)}"


def test_a_first_page_that_ends_before_the_day_is_enough() -> None:
    assert ends_after(listing(*down(NEWEST)), NEWEST - timedelta(days=5))
    assert not ends_after(listing(*down(NEWEST)), NEWEST - timedelta(days=4))
    assert not ends_after(replace(listing(*down(NEWEST)), outcome=Outcome.UNDATED), date(2020, 1, 1))
    assert follow_back(NEWEST - timedelta(days=4), pages_down(3))[1] == []


def test_a_list_is_followed_back_to_its_end_and_no_further_than_so_many_pages() -> None:
    assert follow_back(date(2000, 1, 1), pages_down(4))[1] == ["p2", "p3", "p4"]
    assert follow_back(date(2000, 1, 1), pages_down(90))[0].count == PAGES_BACK


def test_an_undated_row_on_an_older_page_does_not_end_the_way_back() -> None:
    cut = pages_down(4)
    hole = replace(cut[1], entries=(*cut[1].entries, Entry(title="无日期", address="http://a.test/x")))
    pages, asked = follow_back(date(2000, 1, 1), [cut[0], hole, *cut[2:]])
    assert (asked, pages.reading().complete) == (["p2", "p3", "p4"], True)


def test_below_pins_the_list_is_followed_back_and_its_order_proven_after_it() -> None:
    cut = [PINNED, *(replace(page, entries=page.entries) for page in pages_down(40)[1:])]
    pages, asked = follow_back(NEWEST - timedelta(days=20), cut, complete=False)
    assert asked == ["p2", "p3", "p4", "p40"]
    assert (pages.reading().complete, len(pages.reading().entries)) == (True, 24)


def test_a_page_that_repeats_ends_the_way_back() -> None:
    first = pages_down(1)[0]
    assert follow_back(date(2000, 1, 1), [first, first, first])[1] == ["p2"]
