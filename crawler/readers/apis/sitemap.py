"""Sitemaps: when the pages under a column's folder were last touched; a hint and never a proof."""

from dataclasses import replace
from datetime import datetime
from itertools import islice
from urllib.parse import urljoin, urlsplit

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.rows import Row, read_rows, unreadable
from crawler.readers.apis.xml_answer import load_xml, named, text_of
from crawler.readers.reading import Reading

#: A page is touched for many reasons.
_SURE = 0.3
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
    """Return the pages in the folder of *address*, never complete."""
    root = load_xml(body, holding="urlset")
    if root is None:
        return unreadable("the answer is no sitemap")
    try:
        folder = urljoin(address, ".")
    except ValueError:
        return unreadable("the page's address is none")
    pages = ((text_of(one, "loc"), text_of(one, "lastmod")) for one in islice(named(root, "url"), _MAX_PAGES))
    rows = [
        Row(href=location, dates=(touched,), sure=_SURE)
        for location, touched in pages
        if location.startswith(folder) and location not in (folder, address)
    ]
    return replace(read_rows(rows, total=None, address=address, now=now), complete=False)


API = ListApi(find=find, read=read)
