"""From Scrapy's response to a reader's answer."""

from dataclasses import replace
from datetime import datetime

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from crawler.next_pages import Pager, find_pager
from crawler.outcomes import Trouble, of_move, of_response, one_line
from crawler.readers.apis.api import Ask, Found
from crawler.readers.apis.catalogue import NAMED, find_api, read_answer
from crawler.readers.article import read_article
from crawler.readers.articles.facts import read_article_facts
from crawler.readers.column_list import read_column_list
from crawler.readers.elsewhere import Elsewhere, read_elsewhere
from crawler.readers.reading import Reading
from crawler.readers.sought import Sought
from crawler.readers.walls import wall_words
from records.observation import Entry, Outcome
from records.targets import ReadHints

#: The headers of which one must have been sent for a 304 to mean anything.
_CONDITIONS = frozenset({b"If-None-Match", b"If-Modified-Since"})


def read_page(response: Response, *, now: datetime, hints: ReadHints) -> Reading:
    """Return what the page in *response* lists, or the outcome it comes to instead."""
    trouble = _trouble_with(response)
    if trouble is not None:
        return trouble.reading()
    reading = read_column_list(
        response.body, address=response.url, now=now, charset=_charset(response), hints=hints
    )
    if "unsettled" in response.flags:
        return _unsettled(reading)
    if "dataloss" in response.flags:
        return _cut_short(reading)
    return _with_wall(reading, response) if reading.outcome is Outcome.BLOCKED else reading


def read_opened(response: Response, *, now: datetime) -> Entry | None:
    """Return the entry the article in *response* is, or None where it cannot be read."""
    if _trouble_with(response) is not None:
        return None
    body, address, charset = response.body, response.url, _charset(response)
    entry = next(iter(read_article(body, address=address, now=now, charset=charset).entries), None)
    if entry is None:
        return None
    facts = read_article_facts(body, address=address, now=now, charset=charset)
    return replace(entry, written_on=facts.written_on)


def read_elsewhere_in(response: Response, *, sought: Sought, now: datetime) -> Elsewhere | None:
    """Return what the page in *response* shows of the column *sought*, or None where it cannot be read."""
    if _trouble_with(response) is not None:
        return None
    return read_elsewhere(
        response.body, sought=sought, address=response.url, now=now, charset=_charset(response)
    )


def find_interface(response: Response, *, hints: ReadHints) -> Found | None:
    """Return the list API of the page in *response*: the one that *hints* name, or one it is filled from."""
    found = find_api(response.body, address=response.url, charset=_charset(response))
    if not hints.api or (found and found.ask.url == hints.api):
        return found
    return Found(name=NAMED, ask=Ask(url=hints.api, headers=(("X-Requested-With", "XMLHttpRequest"),)))


def read_interface(name: str, response: Response, *, page: str, now: datetime) -> Reading:
    """Return what the API *name* answered in *response* to the page at the address *page*."""
    trouble = _trouble_with(response)
    return trouble.reading() if trouble else read_answer(name, response.body, address=page, now=now)


def read_pager(response: Response, *, now: datetime, number: int) -> Pager:
    """Return what the page in *response*, the *number*-th of its column, says of the others."""
    return find_pager(response.body, address=response.url, now=now, number=number, charset=_charset(response))


def _trouble_with(response: Response) -> Trouble | None:
    request = response.request
    before = request.meta.get("redirect_urls") if request else None
    if response.status == 304 and request and not request.headers.keys() & _CONDITIONS:
        return Trouble(outcome=Outcome.UNREADABLE, note="HTTP 304 to a question without conditions")
    moved = of_move(before[0], response.url) if before else None
    return moved or of_response(
        response.status,
        content_type=_header(response, "Content-Type"),
        location=_header(response, "Location"),
        body=response.body,
        headers=headers_of(response),
    )


def headers_of(response: Response) -> tuple[tuple[str, str], ...]:
    """Return the headers of *response* as sent, names and values, repeated ones repeated."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )


def _with_wall(reading: Reading, response: Response) -> Reading:
    """Return *reading* of a page that refuses, the product named in its note."""
    words = wall_words(response.status, headers_of(response), response.body)
    return replace(reading, note=one_line(f"{reading.note} ({words})"))


def _cut_short(reading: Reading) -> Reading:
    """Return what is left of *reading* when its page ended early: what it shows, and nothing it lacks."""
    if reading.outcome is Outcome.READ:
        return replace(reading, complete=False, note="the answer was cut short")
    return Reading(outcome=Outcome.UNREACHABLE, note="the answer was cut short")


def _unsettled(reading: Reading) -> Reading:
    """Return what is left of *reading* when its page was still waiting for something: what it shows."""
    if reading.outcome is Outcome.READ:
        return replace(reading, complete=False, note="the rendered page lacks something it asked for")
    return Reading(outcome=Outcome.SHELL, note="the rendered page lacks something it asked for")


def _charset(response: Response) -> str:
    return http_content_type_encoding(_header(response, "Content-Type")) or ""


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
