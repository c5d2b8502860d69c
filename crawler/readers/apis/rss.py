"""RSS 2.0, and the older 1.0 whose items stand beside the channel."""

from dataclasses import replace
from datetime import datetime
from itertools import islice

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.feed_link import feed_of
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.rows import Row, read_rows, unreadable
from crawler.readers.apis.xml_answer import load_xml, named, text_of
from crawler.readers.bounds import MAX_ROWS
from crawler.readers.reading import Reading


def find(frame: Frame) -> Ask | None:
    """Return the request for the column's own feed."""
    return feed_of(frame, "application/rss+xml")


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the feed lists, never complete: a feed may be made by hand, seldom, or of a part."""
    root = load_xml(body, holding="channel")
    if root is None:
        return unreadable("the answer is no feed")
    rows = [
        Row(
            title=text_of(item, "title"),
            href=text_of(item, "link", "guid"),
            dates=(text_of(item, "pubDate"), text_of(item, "date")),
            source=text_of(item, "source", "creator"),
        )
        for item in islice(named(root, "item"), MAX_ROWS)
    ]
    return replace(read_rows(rows, total=None, address=address, now=now), complete=False)


API = ListApi(find=find, read=read)
