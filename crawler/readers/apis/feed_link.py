"""Feeds that a page offers for itself, told from those of the whole site."""

from urllib.parse import urlsplit

from crawler.readers.apis.api import Ask
from crawler.readers.apis.asking import get
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.rows import absolute

_SHORTEST_NAME = 2


def feed_of(frame: Frame, kind: str) -> Ask | None:
    """Return the request for the page's feed of the media type *kind*; None unless it is the column's own.

    Its address stands in the page's folder, or its title names the column.
    """
    for link in frame.root.iter("link"):
        if "alternate" not in (link.get("rel") or "").lower() or (link.get("type") or "").lower() != kind:
            continue
        address = absolute(frame.here, link.get("href") or "")
        if address and (_stands_here(frame, address) or _names_column(frame, link.get("title") or "")):
            return get(frame, address)
    return None


def _stands_here(frame: Frame, address: str) -> bool:
    return urlsplit(frame.folder).path != "/" and address.startswith(frame.folder)


def _names_column(frame: Frame, title: str) -> bool:
    return len(frame.column_name) >= _SHORTEST_NAME and frame.path != "/" and frame.column_name in title
