"""Sitemaps: the pages under a column's folder, by when they were touched; each says when it was published."""

from datetime import datetime
from itertools import islice
from urllib.parse import urljoin, urlsplit

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.rows import Row, read_rows, unreadable
from crawler.readers.apis.xml_answer import load_xml, named, text_of
from crawler.readers.reading import Reading

#: The protocol's own limit for one file.
_MAX_PAGES = 50_000


def find(frame: Frame) -> Ask | None:
    """Return the request for the sitemap that the page of a folder links to."""
    if urlsplit(frame.folder).path == "/":
        return None
    for link in frame.root.iter("link"):
        if (link.get("rel") or "").lower() == "sitemap" and link.get("href"):
            return get(frame, link.get("href") or "")
    return None


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return the pages in the folder of *address*, those touched last first, without a date of their own.

    A page is touched for many reasons, and a date of an edit would call a column fresh that is not.
    """
    root = load_xml(body, holding="urlset")
    if root is None:
        return unreadable("the answer is no sitemap")
    try:
        folder = urljoin(address, ".")
    except ValueError:
        return unreadable("the page's address is none")
    pages = ((text_of(one, "loc"), text_of(one, "lastmod")) for one in islice(named(root, "url"), _MAX_PAGES))
    inside = [(location, touched) for location, touched in pages if _is_inside(location, folder, address)]
    rows = [Row(href=location) for location, _ in sorted(inside, key=lambda page: page[1], reverse=True)]
    return read_rows(rows, total=None, address=address, now=now)


def _is_inside(location: str, folder: str, address: str) -> bool:
    return location.startswith(folder) and location not in (folder, address)


API = ListApi(find=find, read=read)
