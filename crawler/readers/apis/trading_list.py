"""Public resources trading (公共资源交易): getTradList, {data: {records}}."""

from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import post_form
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, load, read_json
from crawler.readers.reading import Reading

_SIGN = "getTradList"
_PAGE_NAMES = ("PAGENUMBER", "pageNumber", "pageNo")
_SHAPE = Shape(
    rows=("data.records",),
    total=("data.total",),
    date=("publishTime",),
    source=("transactionSourcesPlatformText",),
)


def find(frame: Frame) -> Ask | None:
    """Return the request with the form that the page's script sends, from its first page."""
    path, form = frame.script.address_with(_SIGN), frame.script.form_near(_SIGN)
    if not path or not form:
        return None
    return post_form(frame, path, form | {name: "1" for name in _PAGE_NAMES if name in form})


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the answer lists."""
    return read_json(load(body), _SHAPE, address=address, now=now)


API = ListApi(find=find, read=read)
