"""开普 UCAP, older: info/getInfoCommon, {infolist}."""

from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, load, read_json
from crawler.readers.reading import Reading

_SIGN = "getInfoCommon"
_SHAPE = Shape(
    rows=("infolist",), total=("total", "totalcount", "count"), address=("link", "url"), date=("pubtime",)
)


def find(frame: Frame) -> Ask | None:
    """Return the request for the channel's first page; None where no channel is named."""
    path = frame.script.address_with(_SIGN).partition("?")[0]
    said = frame.script.form_near(_SIGN)
    channel = frame.value("channelid", "channelId") or said.get("channelid", "")
    if not path or not channel:
        return None
    return get(frame, path, {"pagesize": "15", "currpage": "1", "channelid": channel})


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the answer lists."""
    return read_json(load(body), _SHAPE, address=address, now=now)


API = ListApi(find=find, read=read)
