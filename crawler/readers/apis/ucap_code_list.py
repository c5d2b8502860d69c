"""开普 UCAP of the tax offices: getFileListByCodeId, {results: {data: {results, total}}}."""

from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import post_form
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, load, read_json
from crawler.readers.apis.script import UNKNOWN
from crawler.readers.reading import Reading

_SIGN = "getFileListByCodeId"
_SHAPE = Shape(
    rows=("results.data.results",),
    total=("results.data.total",),
    date=("publishedTimeStr", "publishedTime"),
    source=("source",),
)


def find(frame: Frame) -> Ask | None:
    """Return the request for the channel's first page, counted as the page's script counts."""
    path, form = frame.script.address_with(_SIGN), frame.script.form_near(_SIGN)
    channel = form.get("channelId", UNKNOWN)
    if channel == UNKNOWN:
        channel = frame.value("channelId", "channelid")
    if not path or not channel:
        return None
    page = {"page": form["page"] if form.get("page", UNKNOWN) != UNKNOWN else "0", "size": "20"}
    return post_form(frame, path, form | {"channelId": channel} | page)


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the answer lists."""
    return read_json(load(body), _SHAPE, address=address, now=now)


API = ListApi(find=find, read=read)
