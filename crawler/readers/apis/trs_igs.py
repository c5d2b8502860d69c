"""拓尔思 TRS IGS: the column as a search, {page: {content}}; field names are a library's initials."""

from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get, query_of
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, dig, load, read_json
from crawler.readers.apis.shaped import shape_of
from crawler.readers.reading import Reading

_SIGN = "/igs/front/search"
_FIRST = {"orderDirection": "desc", "pageNumber": "1", "pageSize": "20"}
_SHAPE = Shape(
    rows=("page.content",),
    total=("page.total", "page.totalElements"),
    title=("DOCTITLE", "BT", "title"),
    address=("DOCPUBURL", "URL", "url"),
    date=("PUBDATE", "FBRQ", "DOCRELTIME"),
    source=("FBJG", "LY", "DOCSOURCENAME"),
)


def find(frame: Frame) -> Ask | None:
    """Return the search that the page's script makes, from its first page; None where it filters nothing."""
    address = frame.script.address_with(_SIGN)
    query = query_of(address) or frame.script.form_near(_SIGN)
    filters = (name for name, value in query.items() if name.startswith("filter[") and value)
    if not address or not any(name != "filter[AVAILABLE]" for name in filters):
        return None
    order = {"orderProperty": query.get("orderProperty") or "PUBDATE"}
    return get(frame, address.partition("?")[0], query | _FIRST | order)


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the answer lists, its fields told by their values where no name is known."""
    answer = load(body)
    reading = read_json(answer, _SHAPE, address=address, now=now)
    if any(entry.published_on and entry.title for entry in reading.entries):
        return reading
    shape = shape_of(dig(answer, "page.content"), rows="page.content", total=_SHAPE.total, now=now)
    return read_json(answer, shape, address=address, now=now) if shape else reading


API = ListApi(find=find, read=read)
