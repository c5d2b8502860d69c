"""The State Council's policy library: search-gov/data, {searchVO: {listVO}}."""

from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get, query_of
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, dig, load, read_json
from crawler.readers.reading import Reading

_SIGN = "search-gov/data"
_SHAPE = Shape(
    rows=("searchVO.listVO", "listVO"),
    total=("searchVO.totalCount", "totalCount"),
    date=("pubtimeStr", "pubtime"),
    source=("puborg", "source"),
)


def find(frame: Frame) -> Ask | None:
    """Return the search of the library that the page's script names, all of it, newest first."""
    address = frame.script.address_with(_SIGN)
    query = query_of(address) or frame.script.form_near(_SIGN)
    if not address or not query.get("t"):
        return None
    return get(frame, address.partition("?")[0], query | {"q": "", "sort": "pubtime", "p": "1", "n": "20"})


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the answer lists; where it has categories, only a single one is this column's."""
    answer = load(body)
    categories = dig(answer, "searchVO.catMap")
    if isinstance(categories, dict) and len(categories) == 1:
        answer = {"searchVO": next(iter(categories.values()))}
    return read_json(answer, _SHAPE, address=address, now=now)


API = ListApi(find=find, read=read)
