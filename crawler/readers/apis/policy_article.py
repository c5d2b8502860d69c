"""Interpretations on a province's shared platform: api/home/article?id=, one article an answer."""

from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get, query_of
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, dig, load, read_json, text_at
from crawler.readers.apis.rows import unreadable
from crawler.readers.apis.script import UNKNOWN
from crawler.readers.reading import Reading

_SIGN = "api/home/article"
#: Where the answer may keep the article: at its root, or under one of these.
_INSIDE = ("data", "result", "article")
_SHAPE = Shape(
    rows=("rows",),
    title=("art_title",),
    address=("art_url", "url"),
    date=("pub_time",),
    source=("pub_unite", "pub_unit"),
    whole=True,
)


def find(frame: Frame) -> Ask | None:
    """Return the request for the article whose number the script or else the page's address names."""
    asked = frame.script.address_with(_SIGN)
    numbers = (query_of(asked).get("id", ""), query_of(frame.address).get("id", ""))
    number = next((one for one in numbers if one and UNKNOWN not in one), "")
    return get(frame, asked.partition("?")[0], {"id": number}) if asked and number else None


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return the one entry that the answer is."""
    value = load(body)
    article = next((found for found in (dig(value, path) for path in _INSIDE) if found), value)
    if not text_at(article, *_SHAPE.title):
        return unreadable("the interface answered without an article")
    return read_json({"rows": [article]}, _SHAPE, address=address, now=now)


API = ListApi(find=find, read=read)
