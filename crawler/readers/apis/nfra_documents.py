"""The financial regulator's document lists: SelectDocByItemIdAndChild, {data: {rows}}."""

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, load, read_json, text_at
from crawler.readers.reading import Reading

_LIVE = "/cbircweb/DocInfo/SelectDocByItemIdAndChild"
_KEPT = "/cn/static/data/DocInfo/SelectDocByItemIdAndChild/data_itemId={},pageIndex=1,pageSize=18.json"
_SIGNS = ("DocInfo", "ng-app", "ng-controller")
_NUMBER = re.compile(r"\d{1,9}")


def find(frame: Frame) -> Ask | None:
    """Return the request for the item that the page's address names."""
    item = parse_qs(urlsplit(frame.address).query).get("itemId", [""])[0]
    if not _NUMBER.fullmatch(item) or not any(sign in frame.text for sign in _SIGNS):
        return None
    if frame.path.startswith("/cn/"):
        return get(frame, _KEPT.format(item))
    return get(frame, _LIVE, {"itemId": item, "pageSize": "18", "pageIndex": "1"})


def _link(row: Mapping[str, object], names: tuple[str, ...]) -> str:
    number = text_at(row, *names)
    return f"ItemDetail.html?docId={number}" if _NUMBER.fullmatch(number) else ""


_SHAPE = Shape(
    rows=("data.rows",),
    total=("data.total",),
    title=("docTitle", "docSubtitle"),
    address=("docId",),
    date=("publishDate",),
    source=("docSource",),
    link=_link,
)


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the answer lists; an item's page stands beside the list's."""
    return read_json(load(body), _SHAPE, address=address, now=now)


API = ListApi(find=find, read=read)
