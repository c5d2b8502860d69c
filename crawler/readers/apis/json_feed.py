"""JSON Feed: {version, items}."""

from dataclasses import replace
from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.feed_link import feed_of
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, load, read_json, text_at
from crawler.readers.apis.rows import unreadable
from crawler.readers.reading import Reading

_VERSION = "https://jsonfeed.org/version/"
_SHAPE = Shape(
    rows=("items",),
    title=("title", "content_text"),
    address=("url", "external_url"),
    date=("date_published",),
    source=("author.name",),
)


def find(frame: Frame) -> Ask | None:
    """Return the request for the column's own feed."""
    return feed_of(frame, "application/feed+json") or feed_of(frame, "application/json")


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the feed lists, never complete, as ``rss.read``."""
    answer = load(body)
    if not text_at(answer, "version").startswith(_VERSION):
        return unreadable("the answer is no feed")
    return replace(read_json(answer, _SHAPE, address=address, now=now), complete=False)


API = ListApi(find=find, read=read)
