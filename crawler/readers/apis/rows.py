"""Rows of an answer as entries, and what they prove together."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from crawler.dates.stated import last_believed
from crawler.readers.apis.dated import date_of
from crawler.readers.bounds import MAX_ROWS
from crawler.readers.lists.order import proves_silence
from crawler.readers.reading import Reading
from records.observation import Entry, Outcome

#: How every entry of an API was found.
FOUND_BY = "api"
_TAG = re.compile(r"<[^<>]{0,300}>")
_MAX_TITLE = 300


@dataclass(frozen=True, kw_only=True)
class Row:
    """One item of an answer, as it says it."""

    title: str = ""
    href: str = ""
    #: The fields that may hold its date, the shown one first; the first that is a date counts.
    dates: Sequence[object] = ()
    source: str = ""
    sure: float = 1.0


def read_rows(rows: Sequence[Row], *, total: int | None, address: str, now: datetime) -> Reading:
    """Return the reading of an answer's *rows*, the newest page of *total* (None: not told).

    Without rows it is EMPTY only where the answer itself counts none. It is complete
    where every row is dated and they run from new to old, or are all there are.
    """
    if not rows:
        return _without_rows(total)
    entries = tuple(_entries(rows[:MAX_ROWS], address, now))
    days = [entry.published_on for entry in entries]
    if not any(days):
        return Reading(outcome=Outcome.UNDATED, entries=entries, found_by=FOUND_BY)
    is_all = total is not None and len(entries) >= total
    complete = proves_silence(days, (0,), only_page=is_all)
    return Reading(outcome=Outcome.READ, complete=complete, entries=entries, found_by=FOUND_BY)


def unreadable(note: str) -> Reading:
    """Return the reading of an answer that is not what was asked for."""
    return Reading(outcome=Outcome.UNREADABLE, found_by=FOUND_BY, note=note)


def _without_rows(total: int | None) -> Reading:
    if total == 0:
        return Reading(outcome=Outcome.EMPTY, complete=True, found_by=FOUND_BY)
    return unreadable("the list's interface answered without a list")


def _entries(rows: Sequence[Row], address: str, now: datetime) -> Iterator[Entry]:
    not_after = last_believed(now)
    for row in rows:
        stated = next(filter(None, (date_of(value, not_after=not_after) for value in row.dates)), None)
        yield Entry(
            title=_plain(row.title),
            address=absolute(address, row.href),
            published_on=stated.on if stated else None,
            published_at=stated.at if stated else None,
            source=_plain(row.source),
            found_by=FOUND_BY if stated else "",
            sure=row.sure if stated else 0.0,
        )


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", _storable(text[: _MAX_TITLE * 4]))).split())[:_MAX_TITLE]


def _storable(text: str) -> str:
    """Return *text* without what no file or database takes: half characters and NUL."""
    return text.encode("utf-8", errors="ignore").decode().replace("\0", "")


def absolute(address: str, href: str) -> str:
    """Return the http(s) address that *href* leads to from *address*, or an empty string."""
    href = _storable(href).strip()
    if not href:
        return ""
    try:
        joined = urljoin(address, href)
    except ValueError:
        return ""
    return joined if joined.startswith(("http://", "https://")) else ""
