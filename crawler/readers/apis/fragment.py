"""Answers that are pieces of markup: read by the reader of whole pages."""

from dataclasses import replace
from datetime import datetime

from crawler.readers.apis.rows import FOUND_BY, unreadable
from crawler.readers.column_list import read_column_list
from crawler.readers.reading import Reading
from records.observation import Outcome

_TOLD = (Outcome.READ, Outcome.EMPTY, Outcome.UNDATED)


def read_fragment(markup: str, *, address: str, now: datetime) -> Reading:
    """Return what the piece of *markup* lists; of other outcomes than a list's, it is UNREADABLE."""
    page = f'<html><head><meta charset="utf-8"></head><body><div>{markup}</div></body></html>'
    reading = read_column_list(page.encode("utf-8", errors="replace"), address=address, now=now)
    if reading.outcome not in _TOLD:
        return unreadable(reading.note or "the list's interface answered without a list")
    entries = tuple(replace(entry, found_by=_marked(entry.found_by)) for entry in reading.entries)
    return replace(reading, entries=entries, found_by=_marked(reading.found_by) or FOUND_BY, follow="")


def _marked(found_by: str) -> str:
    """Return how a date was found; one that only an address holds stays what it is."""
    return found_by if found_by in ("", "address") else FOUND_BY
