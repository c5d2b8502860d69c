"""国泰新点 Epoint: a category through the full-text search, {result: {records, totalcount}}."""

from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import post_json
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, dig, load, load_text, read_json
from crawler.readers.reading import Reading

_SIGN = "getFullTextDataNew"
_ROWS = 20
_SHAPE = Shape(
    rows=("result.records",),
    total=("result.totalcount",),
    title=("title", "titlenew"),
    address=("linkurl",),
    date=("webdate", "infodate", "infodatepx"),
    source=("infosource", "zhuanzai"),
)


def find(frame: Frame) -> Ask | None:
    """Return the search for all of the category, newest first; None where a token has to be got first."""
    path = frame.script.address_with(_SIGN)
    category = frame.value("categorynum", "categoryNum", "cateNum", "equal")
    if not path or not category or "Bearer" in frame.script.code:
        return None
    condition = {"fieldName": "categorynum", "equal": category, "isLike": True, "likeType": 2}
    message = {
        "token": "",
        "pn": 0,
        "rn": _ROWS,
        "sdt": "",
        "edt": "",
        "wd": "",
        "cnum": frame.value("cnum") or "001",
        "sort": '{"webdate":"0"}',
        "condition": [condition],
    }
    return post_json(frame, path, message)


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the answer lists; some wrap it once more, as text in ``content``."""
    answer = load(body)
    wrapped = dig(answer, "content")
    return read_json(
        load_text(wrapped) if isinstance(wrapped, str) else answer, _SHAPE, address=address, now=now
    )


API = ListApi(find=find, read=read)
