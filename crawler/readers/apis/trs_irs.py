"""拓尔思 TRS IRS: the column as a table of the site's own, {data: {list}}; field names are generated."""

import re
from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import post_json
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import count_at, dig, load, load_text
from crawler.readers.apis.json_answer import read_json as read_shaped
from crawler.readers.apis.rows import read_rows, unreadable
from crawler.readers.apis.shaped import shape_of
from crawler.readers.reading import Reading

_SIGN = "/irs/front/list"
_TOTAL = ("data.pager.total", "data.total", "data.totalCount")
_ROWS = 20
_BARE_NAME = re.compile(r"([{,]\s{0,40})([A-Za-z_]\w{0,40})\s{0,5}:")


def find(frame: Frame) -> Ask | None:
    """Return the request that the page's configuration describes; None where any of it is not plain data."""
    path, code = frame.script.address_with(_SIGN), frame.script.code
    table, owner = frame.value("tableName"), _owner(frame)
    filters = {name: _data(code, name) for name in ("searchFields", "customFilter") if name in code}
    if not path or not table or not owner or None in filters.values():
        return None
    order = [{"sortField": "save_time", "sortOrder": "DESC"}]
    message = {"tableName": table, "pageNo": 1, "pageSize": _ROWS, "sorts": order}
    return post_json(frame, path, owner | message | filters)


def _owner(frame: Frame) -> dict[str, object]:
    """Return what says whose table it is: some sites send a code, some a number, some both."""
    code, tenant = frame.value("code"), frame.value("tenantId")
    number = int(tenant) if tenant.isdecimal() else tenant
    return ({"code": code} if code else {}) | ({"tenantId": number} if tenant else {})


def _data(code: str, name: str) -> object:
    """Return the object or array that *code* gives *name*, or None where it is no plain JSON."""
    at = re.search(rf"\b{name}[\"']?\s{{0,5}}[:=]\s{{0,5}}(?=[\[{{])", code)
    if not at:
        return None
    depth = 0
    for sign in re.finditer(r"[\[\]{}]", code[at.end() : at.end() + 5_000]):
        depth += 1 if sign[0] in "[{" else -1
        if depth == 0:
            literal = code[at.end() : at.end() + sign.end()].replace("'", '"')
            return load_text(_BARE_NAME.sub(r'\1"\2":', literal))
    return None


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the answer lists, its fields told by their values."""
    answer = load(body)
    rows = dig(answer, "data.list")
    if rows == []:
        return read_rows((), total=count_at(answer, *_TOTAL), address=address, now=now)
    shape = shape_of(rows, rows="data.list", total=_TOTAL, now=now)
    if not shape:
        return unreadable("no field of the answer's rows looks like a title or an address")
    return read_shaped(answer, shape, address=address, now=now)


API = ListApi(find=find, read=read)
