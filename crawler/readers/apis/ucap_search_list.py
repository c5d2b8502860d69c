"""开普 UCAP searchList: the column's documents by channel id, {data: {results, total}}."""

import re
from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, load, read_json
from crawler.readers.reading import Reading

#: Followed by the channel, or by what the script adds for it; a search form's address is not.
_PATH = re.compile(
    r"[\"'`]([\w./:-]{0,120}/(?:searchList|common/search|search))/"
    r"(?:[\"']\s{0,9}\+|\$\{|(?P<channel>[\w-]{3,64})[\"'`?])"
)
_TOKEN = re.compile(r"[?&\"'](?:_?token|_?sign|_signature)[\"']?\s{0,3}[=:]", re.IGNORECASE)
_CHANNEL = re.compile(r"[\w-]{3,64}")
_QUERY = {
    "_isAgg": "true",
    "_isJson": "true",
    "_pageSize": "20",
    "_template": "index",
    "_rangeTimeGte": "",
    "_channelName": "",
    "page": "1",
}
#: The text before the epoch: where they disagree, the text is what the site shows.
_SHAPE = Shape(
    rows=("data.results",),
    total=("data.total",),
    date=("publishedTimeStr", "publishedTime"),
    source=("source", "puborg"),
)


def find(frame: Frame) -> Ask | None:
    """Return the request for the channel named in the page's head; None where a token goes with it."""
    channel = frame.metas.get("channelid", "")
    if not _CHANNEL.fullmatch(channel):
        return None
    paths = _PATH.finditer(frame.script.code)
    path = next((path for path in paths if path["channel"] in (None, channel)), None)
    if path and _TOKEN.search(frame.script.code, path.start(), path.start() + 600):
        return None
    return get(frame, f"{path[1] if path else '/searchList'}/{channel}", _QUERY)


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the answer lists."""
    return read_json(load(body), _SHAPE, address=address, now=now)


API = ListApi(find=find, read=read)
