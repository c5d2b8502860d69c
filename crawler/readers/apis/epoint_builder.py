"""国泰新点 Epoint webBuilder: a category's page through a REST action, {custom: {infodata}}."""

import re
from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import post_form
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, dig, load, load_text, read_json
from crawler.readers.apis.script import UNKNOWN
from crawler.readers.reading import Reading

_ACTIONS = ("getSecInfoListYzm", "getPageInfoListNew")
_CATEGORY = re.compile(r"/(\d{3,30})(?=/[^/]*$)")
_SHAPE = Shape(
    rows=("custom.infodata", "infodata"),
    total=("custom.count", "custom.total", "total"),
    address=("infourl",),
    date=("infodate", "infodatepx"),
    source=("infosource",),
)


def find(frame: Frame) -> Ask | None:
    """Return the request for the category's first page; None where a log-in token goes with it."""
    action = next((action for action in _ACTIONS if action in frame.script.code), "")
    path = frame.script.address_with(action) if action else ""
    said = frame.script.form_near(action)
    here = _CATEGORY.search(frame.path)
    category = (
        _known(said, "categoryNum") or frame.value("categoryNum", "categorynum") or (here[1] if here else "")
    )
    site = _known(said, "siteGuid") or frame.value("siteGuid", "siteguid")
    if not path or not category or not site or "Bearer" in frame.script.code:
        return None
    form = {
        "siteGuid": site,
        "categoryNum": category,
        "content": "",
        "pageIndex": _known(said, "pageIndex") or "0",
    }
    rest = {"pageSize": "15", "startdate": "", "enddate": "", "xiaqucode": _known(said, "xiaqucode")}
    return post_form(frame, path, form | rest)


def _known(said: dict[str, str], name: str) -> str:
    value = said.get(name, "")
    return "" if value == UNKNOWN else value


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the answer lists; some give ``custom`` as text."""
    answer = load(body)
    custom = dig(answer, "custom")
    if isinstance(custom, str):
        answer = {"custom": load_text(custom)}
    return read_json(answer, _SHAPE, address=address, now=now)


API = ListApi(find=find, read=read)
