"""A page on which lists are looked for: its signs of dates, and what a range of it holds."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

from crawler.readers.lists.stamps import Stamps
from crawler.readers.outline import Node, Outline
from crawler.readers.page import Page
from crawler.readers.signs import Sign, signs_of

#: A row that dates more things than this holds rows itself.
MAX_ROW_DATES = 4


class Grounds:
    """A page with its signs, summed up so that a range costs two look-ups."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.outline: Outline = page.outline
        self.signs: dict[int, Sign] = signs_of(page)
        #: Each row's link once it was looked for, by its range of elements; kept by ``item.row_link``.
        self.row_links: dict[tuple[int, int], Node | None] = {}
        #: What each link says once it was weighed, by its element; kept by ``item``.
        self.links_say: dict[int, tuple[bool, int]] = {}
        #: Whether an element stands in a frame of another kind, once asked; kept by ``standing.in_frame``.
        self.elsewhere: dict[int, bool] = {}
        self._dateish = self._seen(index for index, sign in self.signs.items() if sign.dateish)
        self._headings = self._seen(index for index, sign in self.signs.items() if sign.heads)

    def _seen(self, indexes: Iterable[int]) -> list[int]:
        """Return those of the texts' *indexes* that a visitor sees; all where the page is shown later."""
        found, unseen = sorted(indexes), self._unseen
        if len(unseen) * 2 > len(self.outline.texts):
            return found
        return [index for index in found if index not in unseen]

    @cached_property
    def _unseen(self) -> frozenset[int]:
        nodes = self.outline.nodes
        return frozenset(index for index, text in enumerate(self.outline.texts) if nodes[text.node].hidden)

    def is_dated(self, node: Node) -> bool:
        """Return whether *node* shows a date or carries one in an attribute."""
        shown = self.shows_date(node.first_text, node.end_text)
        return shown or bool(self.stamps and self.stamps.first(node.index, node.end))

    def dateish_in(self, start: int, end: int) -> Sequence[int]:
        """Return the indexes of the texts from *start* to before *end* that date something."""
        first = bisect_left(self._dateish, start)
        return self._dateish[first : bisect_left(self._dateish, end, first)]

    def shows_date(self, start: int, end: int) -> bool:
        """Return whether any of the texts from *start* to before *end* dates something."""
        first = bisect_left(self._dateish, start)
        return first < len(self._dateish) and self._dateish[first] < end

    def headings_in(self, start: int, end: int) -> Sequence[int]:
        """Return the indexes of the texts from *start* to before *end* that may head rows with a date."""
        return self._headings[bisect_left(self._headings, start) : bisect_left(self._headings, end)]

    def chars_in(self, start: int, end: int) -> int:
        """Return how many characters the texts from *start* to before *end* have."""
        return self._chars_before[end] - self._chars_before[start]

    def texts_in(self, start: int, end: int) -> list[str]:
        """Return the texts from *start* to before *end*."""
        return [text.raw for text in self.outline.texts[start:end]]

    def dated_siblings(self, node: Node, *, linked: bool = False) -> int:
        """Return how many siblings of *node*'s kind, itself included, hold a date, and a link if *linked*.

        What dates more than a row does is a block of the page, and not counted.
        """
        key = (node.parent, node.tag)
        if key not in self._siblings:
            alike = (one for one in self.children.get(node.parent, ()) if one.tag == node.tag)
            dated = [one for one in alike if self.is_dated(one) and self._may_be_row(one)]
            links = sum(self.outline.has_link(one.index, one.end) for one in dated)
            self._siblings[key] = (len(dated), links)
        return self._siblings[key][linked]

    def _may_be_row(self, node: Node) -> bool:
        return len(self.dateish_in(node.first_text, node.end_text)) <= MAX_ROW_DATES

    @cached_property
    def stamps(self) -> Stamps:
        """The dates in the page's attributes."""
        return Stamps(self.outline, not_after=self.page.not_after)

    @cached_property
    def _siblings(self) -> dict[tuple[int, str], tuple[int, int]]:
        return {}

    @cached_property
    def _chars_before(self) -> list[int]:
        sums = [0]
        for text in self.outline.texts:
            sums.append(sums[-1] + len(text.raw))
        return sums

    @cached_property
    def children(self) -> dict[int, list[Node]]:
        """The seen children of each element."""
        return self.outline.children()
