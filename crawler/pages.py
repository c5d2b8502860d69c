"""From Scrapy's response to a reader's answer."""

from dataclasses import replace
from datetime import datetime

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from crawler.outcomes import Trouble, of_move, of_response
from crawler.readers.article import read_article
from crawler.readers.column_list import read_column_list
from crawler.readers.reading import Reading
from records.observation import Entry, Outcome
from records.targets import ReadHints


def read_page(response: Response, *, now: datetime, hints: ReadHints) -> Reading:
    """Return what the page in *response* lists, or the outcome it comes to instead."""
    trouble = _trouble_with(response)
    if trouble is not None:
        return trouble.reading()
    reading = read_column_list(
        response.body, address=response.url, now=now, charset=_charset(response), hints=hints
    )
    return _cut_short(reading) if "dataloss" in response.flags else reading


def read_opened(response: Response, *, now: datetime) -> Entry | None:
    """Return the entry the article in *response* is, or None where it cannot be read."""
    if _trouble_with(response) is not None:
        return None
    reading = read_article(response.body, address=response.url, now=now, charset=_charset(response))
    return next(iter(reading.entries), None)


def _trouble_with(response: Response) -> Trouble | None:
    request = response.request
    before = request.meta.get("redirect_urls") if request else None
    moved = of_move(before[0], response.url) if before else None
    return moved or of_response(
        response.status,
        content_type=_header(response, "Content-Type"),
        location=_header(response, "Location"),
        body=response.body,
    )


def _cut_short(reading: Reading) -> Reading:
    """Return what is left of *reading* when its page ended early: what it shows, and nothing it lacks."""
    if reading.outcome is Outcome.READ:
        return replace(reading, complete=False, note="the answer was cut short")
    return Reading(outcome=Outcome.UNREACHABLE, note="the answer was cut short")


def _charset(response: Response) -> str:
    return http_content_type_encoding(_header(response, "Content-Type")) or ""


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
