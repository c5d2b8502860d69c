"""Portal columns (栏目): the list a column page shows, or what the page is instead."""

from datetime import datetime

from crawler.readers.hinted import read_hinted
from crawler.readers.lists.choose import candidates
from crawler.readers.lists.entries import read_rows
from crawler.readers.lists.group import Grounds
from crawler.readers.lists.landmarks import find_landmarks
from crawler.readers.page import Page, UnparsedError, parse_page
from crawler.readers.reading import Reading
from crawler.readers.stub import stub_target
from crawler.readers.without_list import Listless, read_without_list
from records.observation import Outcome
from records.targets import ReadHints

NO_HINTS = ReadHints()


def read_column_list(
    body: bytes, *, address: str, now: datetime, charset: str = "", hints: ReadHints = NO_HINTS
) -> Reading:
    """Return what the column page *body* lists, or why it lists nothing; never raises.

    The list is the group of rows that stands where the column's own list stands,
    not the largest. Dates after tomorrow, seen from *now* (aware), and before 1990
    are not believed. EMPTY is said only with proof on the page. *charset* is the
    one the response's header names; *hints* replace the search.
    """
    try:
        page = parse_page(body, address=address, now=now, charset=charset)
    except UnparsedError as fault:
        return Reading(outcome=Outcome.UNREADABLE, note=str(fault))
    if hints.rows or hints.date or hints.link:
        return read_hinted(page, hints)
    return _read(page)


def _read(page: Page) -> Reading:
    target = stub_target(page)
    if target:
        return Reading(outcome=Outcome.SHELL, follow=target, note="a stub that leads elsewhere")
    grounds, landmarks = Grounds(page), find_landmarks(page)
    ranked = candidates(grounds, landmarks)
    if ranked and ranked[0].dates_the_column:
        return read_rows(grounds, landmarks, ranked[0], rivals=ranked[1:])
    others = (candidate for candidate in ranked if not (candidate.dating and candidate.dating.share))
    return read_without_list(Listless(grounds=grounds, landmarks=landmarks, best=next(others, None)))
