"""Reading on where a column's first page is pinned or unsorted, or the past is asked for.

When it is done, and what the pages prove together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from crawler.next_pages import Pager
from crawler.readers.reading import Reading
from records.observation import Entry, Outcome

#: Pages of one column that are read at most, the first included.
PAGES_READ = 5
#: The same where a list is followed back to a day.
PAGES_BACK = 30

#: How a reading names dates that stand in the items' addresses alone; articles are opened for those.
_BY_ADDRESS = "address"
#: A date less sure than this proves nothing, on however many pages.
_SURE_ENOUGH = 0.75
#: A page is sorted again when it has so many rows from new to old, over so many different days.
_LONG_RUN = 5
_DAYS = 3


def worth_reading_on(first: Reading, *, today: date) -> bool:
    """Return whether the order of its rows is all that keeps *first* from proving silence.

    Further pages help no list whose rows lack dates or are not sure of them, and
    are not needed where the newest row is of *today*.
    """
    return not first.complete and not first.note and _all_dated(first) and max(_dates(first.entries)) < today


def ends_after(page: Reading, day: date) -> bool:
    """Return whether *page* ends with a row of *day* or later, so that the next may hold more of it."""
    days = _dates(page.entries)
    return page.outcome is Outcome.READ and bool(days) and days[-1] >= day


@dataclass(kw_only=True)
class Pages:
    """The pages of one column that were read, in the order they were asked for."""

    first: Reading
    pager: Pager
    #: The day the list is followed back to; None for no further than it has to be.
    back_to: date | None = None
    #: Entries so far, each once.
    entries: list[Entry] = field(default_factory=list)
    #: Pages read, the first included.
    count: int = 1
    #: The oldest day of the first page that was sorted again; None while none was.
    sorted_down_to: date | None = None
    #: What all of it proves, once that is settled.
    proven: bool = False
    #: Nothing more is worth asking for.
    over: bool = False
    _turned_to_last: bool = False
    #: The page that was read last.
    _page: Reading = field(init=False)

    def __post_init__(self) -> None:
        self._page = self.first
        self.entries.extend(self.first.entries)

    @property
    def _most(self) -> int:
        return PAGES_BACK if self.back_to else PAGES_READ

    @property
    def _goes_back(self) -> bool:
        return self.back_to is not None and ends_after(self._page, self.back_to)

    def next_address(self) -> str:
        """Return the address to ask next, or an empty string when reading on is over.

        It is the next page; the last one as soon as a page was sorted again, and
        where only one more page may be asked: of a list that runs from old to new
        it holds the newest entries. A list that is followed back is read page by
        page until one ends before that day; only then is it asked what else it holds.
        """
        if self.over or self.count >= self._most:
            return ""
        if self._goes_back and (self.first.complete or self.count < self._most - 1):
            return self.pager.next
        if self.first.complete:
            return ""
        to_last = self.sorted_down_to is not None or self.count == self._most - 1
        if to_last and self.pager.last:
            self._turned_to_last = True
            return self.pager.last
        return self.pager.next

    def add(self, page: Reading, pager: Pager) -> None:
        """Take in the *page* just read, and its *pager*.

        Two things prove that nothing newer is left. Either every page was read to
        the end of a column whose pages all show they belong to it. Or one whole page
        runs from new to old, and the last page of all is older still: then so is all
        that stands between them, unless more than a page of sorted rows is pinned. A
        sorted page alone is no proof, for a list may be sorted in blocks, by unit or
        by year; nor is a page with a row that has no date, or one that only repeats
        what was seen, as a server that does not understand the number in the address
        sends.
        """
        fresh = self._fresh(page)
        if page.outcome is not Outcome.READ or not fresh:
            self.over = True
            return
        self.entries.extend(fresh)
        self._page = replace(page, entries=tuple(fresh))
        self.count += 1
        if not _all_dated(page):
            self.over = not self.first.complete
            self._turn_to(pager)
        elif self._turned_to_last:
            self._compare_last(fresh)
        else:
            self._compare(fresh, pager)

    def reading(self) -> Reading:
        """Return what the pages say together."""
        return replace(
            self.first,
            complete=self.first.complete or self.proven,
            entries=tuple(self.entries),
            note="; ".join(filter(None, (self.first.note, *self._notes()))),
        )

    def _notes(self) -> Iterator[str]:
        if not self.first.complete:
            yield "the first page is not sorted"
        yield f"pages read: {self.count}" + (f", back to {self.back_to}" if self.back_to else "")

    def _fresh(self, page: Reading) -> list[Entry]:
        seen = {(entry.address, entry.title) for entry in self.entries}
        return [entry for entry in page.entries if (entry.address, entry.title) not in seen]

    def _turn_to(self, pager: Pager) -> None:
        self.pager = replace(pager, last=pager.last or self.pager.last, count=pager.count or self.pager.count)

    def _compare_last(self, fresh: Sequence[Entry]) -> None:
        older = self.sorted_down_to is not None and max(_dates(fresh)) <= self.sorted_down_to
        self.over = True
        self.proven = older or self.count == self.pager.count
        if older and self.count != self.pager.count:
            # it proves the order and is no neighbour of the pages before: the list is not read down to it
            del self.entries[-len(fresh) :]

    def _compare(self, fresh: Sequence[Entry], pager: Pager) -> None:
        if not pager.next and pager.back:
            self.over = True
            self.proven = self.pager.count in (0, self.count)
            return
        self._turn_to(pager)
        days = _dates(fresh)
        if self.sorted_down_to and max(days) > self.sorted_down_to:
            self.sorted_down_to = None
        elif not self.sorted_down_to and _runs_down(days):
            self.sorted_down_to = days[-1]


def _all_dated(page: Reading) -> bool:
    dated = all(entry.published_on and entry.sure >= _SURE_ENOUGH for entry in page.entries)
    return page.outcome is Outcome.READ and bool(page.entries) and dated and page.found_by != _BY_ADDRESS


def _dates(entries: Sequence[Entry]) -> list[date]:
    return [entry.published_on for entry in entries if entry.published_on]


def _runs_down(days: Sequence[date]) -> bool:
    sorted_down = all(upper >= lower for upper, lower in pairwise(days))
    return sorted_down and len(days) >= _LONG_RUN and len(set(days)) >= _DAYS
