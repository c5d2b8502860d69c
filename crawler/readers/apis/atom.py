"""Atom: the entries of a feed."""

from dataclasses import replace
from datetime import datetime
from itertools import islice

from lxml import etree

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.feed_link import feed_of
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.rows import Row, read_rows, unreadable
from crawler.readers.apis.xml_answer import load_xml, named, own, text_of
from crawler.readers.bounds import MAX_ROWS
from crawler.readers.reading import Reading


def find(frame: Frame) -> Ask | None:
    """Return the request for the column's own feed."""
    return feed_of(frame, "application/atom+xml")


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the feed lists, by ``published``; ``updated`` is when an entry was last touched."""
    root = load_xml(body, holding="feed")
    if root is None:
        return unreadable("the answer is no feed")
    rows = [_row(entry) for entry in islice(named(root, "entry"), MAX_ROWS)]
    return replace(read_rows(rows, total=None, address=address, now=now), complete=False)


def _row(entry: etree._Element) -> Row:
    authors = (text_of(author, "name") for author in own(entry, "author"))
    return Row(
        title=text_of(entry, "title"),
        href=_link(entry),
        dates=(text_of(entry, "published"),),
        source=next(authors, ""),
    )


def _link(entry: etree._Element) -> str:
    links = [link for link in own(entry, "link") if link.get("rel", "alternate") == "alternate"]
    return next((link.get("href") or "" for link in links), "")


API = ListApi(find=find, read=read)
