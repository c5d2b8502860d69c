"""大汉 hanweb jpaas: units that the api-gateway builds, {success, data: {html}}."""

import json
import re
from collections.abc import Iterator
from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get
from crawler.readers.apis.fragment import read_fragment
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import dig, load, load_text
from crawler.readers.apis.rows import unreadable
from crawler.readers.reading import Reading

_SIGN = "build/unit"
#: How the column's own list is named, surest first.
_LISTS = tuple(re.compile(form, re.IGNORECASE) for form in ("分页|当前栏目", "list|列表", "内容|信息|文章"))
_FRAME = re.compile(r"导航|位置|栏目名|轮播|banner|nav|header|footer|menu", re.IGNORECASE)
_PAGE = json.dumps({"pageNo": 1, "pageSize": 15}, separators=(",", ":"))


def find(frame: Frame) -> Ask | None:
    """Return the request for the unit that is the column's list; None where no unit stands out as it."""
    if _SIGN not in frame.text:
        return None
    units = {str(unit): unit for unit in _units(frame)}
    for form in _LISTS:
        lists = [unit for _, unit in units.values() if form.search(unit.get("tagId", ""))]
        if lists:
            break
    chosen = [(url, unit) for url, unit in units.values() if not lists or unit in lists]
    if len(chosen) != 1:
        return None
    url, unit = chosen[0]
    return get(frame, url, unit | {"paramJson": _PAGE})


def _units(frame: Frame) -> Iterator[tuple[str, dict[str, str]]]:
    for element in frame.root.iter("script"):
        url = element.get("url") or ""
        query = _query(element.get("querydata") or "") if _SIGN in url else {}
        if (
            query
            and query.get("pageType", "column") == "column"
            and not _FRAME.search(query.get("tagId", ""))
        ):
            yield url, {"parseType": element.get("parsetype") or "bulidstatic"} | query


def _query(literal: str) -> dict[str, str]:
    found = load_text(literal.replace("'", '"'))
    if not isinstance(found, dict):
        return {}
    return {name: "null" if value is None else str(value) for name, value in found.items()}


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the unit's markup lists."""
    markup = dig(load(body), "data.html")
    if not isinstance(markup, str) or not markup.strip():
        return unreadable("the api-gateway answered without markup")
    return read_fragment(markup, address=address, now=now)


API = ListApi(find=find, read=read)
