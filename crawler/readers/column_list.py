"""Portal columns (栏目): the list a column page shows, or what the page is instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from crawler.readers.hinted import read_hinted
from crawler.readers.lists.choose import Candidate, candidates, likely, own_list
from crawler.readers.lists.entries import read_rows
from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.landmarks import Landmarks, find_landmarks
from crawler.readers.lists.lead import with_lead
from crawler.readers.lists.score import Weigh, score
from crawler.readers.page import Page, UnparsedError, parse_page
from crawler.readers.reading import Reading
from crawler.readers.stub import stub_target
from crawler.readers.without_list import Listless, read_without_list
from records.observation import Outcome
from records.targets import ReadHints

NO_HINTS = ReadHints()


@dataclass(kw_only=True, frozen=True)
class Ranked:
    """A page's possible lists."""

    grounds: Grounds
    landmarks: Landmarks
    candidates: Sequence[Candidate]

    @property
    def dated(self) -> Candidate | None:
        """The dated list that is the column's own, or None."""
        return own_list(self.candidates)

    @cached_property
    def taken(self) -> Candidate | None:
        """The list that is read: the column's own, joined to what leads it in from above; or None."""
        best = self.dated
        return with_lead(self.grounds, self.landmarks, best, self.beside(best)) if best else None

    def beside(self, best: Candidate) -> list[Candidate]:
        """Return the other candidates than *best*."""
        return [other for other in self.candidates if other is not best]

    @property
    def first(self) -> Candidate | None:
        """The likeliest of those that may be the column's list, dated or not."""
        return next(iter(likely(self.candidates)), None)

    @property
    def listless(self) -> Listless:
        """The page as one on which nothing dated was found."""
        others = (found for found in self.candidates if not found.is_dated)
        return Listless(grounds=self.grounds, landmarks=self.landmarks, best=next(others, None))


def read_column_list(
    body: bytes,
    *,
    address: str,
    now: datetime,
    charset: str = "",
    hints: ReadHints = NO_HINTS,
    weigh: Weigh = score,
) -> Reading:
    """Return what the column page *body* lists, or why it lists nothing; never raises.

    The list is the group of rows that stands where the column's own list stands,
    not the largest. Dates after tomorrow, seen from *now* (aware), and before 1990
    are not believed. EMPTY is said only with proof on the page. *charset* is the
    one the response's header names; *hints* replace the search, and *weigh* says how
    much a place looks like that list.
    """
    try:
        page = parse_page(body, address=address, now=now, charset=charset)
    except UnparsedError as fault:
        return Reading(outcome=Outcome.UNREADABLE, note=str(fault))
    if hints.selects:
        return read_hinted(page, hints)
    return _read(page, weigh)


def _read(page: Page, weigh: Weigh) -> Reading:
    target = stub_target(page)
    if target:
        return Reading(outcome=Outcome.SHELL, follow=target, note="a stub that leads elsewhere")
    return read_ranked(rank(page, weigh=weigh))


def rank(page: Page, *, weigh: Weigh = score) -> Ranked:
    """Return the places of *page* that may be the column's list, the likeliest by *weigh* first."""
    grounds, landmarks = Grounds(page), find_landmarks(page)
    found = candidates(grounds, landmarks, weigh=weigh)
    return Ranked(grounds=grounds, landmarks=landmarks, candidates=found)


def read_ranked(ranked: Ranked) -> Reading:
    """Return the reading of the page that was *ranked*, which is no stub."""
    best, taken = ranked.dated, ranked.taken
    if best and taken:
        return read_rows(ranked.grounds, ranked.landmarks, taken, rivals=ranked.beside(best))
    return read_without_list(ranked.listless)
