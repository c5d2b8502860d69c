"""Articles: the one entry that an article page is."""

from datetime import datetime

from crawler.dates.stated import Stated
from crawler.readers.articles.header import Header, find_header
from crawler.readers.articles.source import find_source
from crawler.readers.articles.title import Title
from crawler.readers.articles.unshown import find_unshown
from crawler.readers.page import Page, UnparsedError, parse_page
from crawler.readers.reading import Reading
from crawler.readers.refusal import refusal_of
from crawler.readers.stub import stub_target
from records.observation import Entry, Outcome


def read_article(body: bytes, *, address: str, now: datetime, charset: str = "") -> Reading:
    """Return the one entry an article page is, dated as it shows itself; never raises.

    ``found_by`` is ``label``, ``header``, ``meta``, ``script`` or ``address``: a date
    that is shown always wins over one that is not. Dates after tomorrow, seen from
    *now* (aware), and before 1990 are not believed.
    """
    try:
        page = parse_page(body, address=address, now=now, charset=charset)
    except UnparsedError as fault:
        return Reading(outcome=Outcome.UNREADABLE, note=str(fault))
    target = stub_target(page)
    if target:
        return Reading(outcome=Outcome.SHELL, follow=target, note="a stub that leads elsewhere")
    return read_below(page, find_header(page))


def read_below(page: Page, header: Header) -> Reading:
    """Return the entry of the article *page*, which has that *header* and is no stub."""
    title, shown = header.title, header.shown
    if shown:
        found_by, sure = ("label", 1.0) if shown.labelled else ("header", 0.9)
        return _dated(page, title, shown.stated, found_by=found_by, sure=sure)
    refusal = refusal_of(page)
    if refusal:
        return Reading(outcome=refusal, note=f"the page says: {page.title[:80]}")
    unshown = find_unshown(page)
    if unshown:
        return _dated(page, title, unshown.stated, found_by=unshown.found_by, sure=unshown.sure)
    return _undated(page, title)


def _dated(page: Page, title: Title, stated: Stated, *, found_by: str, sure: float) -> Reading:
    entry = Entry(
        title=title.text,
        address=page.address,
        published_on=stated.on,
        published_at=stated.at,
        source=find_source(page, title),
        found_by=found_by,
        sure=sure,
    )
    return Reading(outcome=Outcome.READ, entries=(entry,), found_by=found_by)


def _undated(page: Page, title: Title) -> Reading:
    if not title.text:
        return Reading(outcome=Outcome.UNREADABLE, note="neither a title nor a date was found")
    entry = Entry(title=title.text, address=page.address, source=find_source(page, title), sure=0.0)
    return Reading(outcome=Outcome.UNDATED, entries=(entry,), note="the article shows no date")
