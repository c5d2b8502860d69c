"""南方 NFCMS postmeta: a whole column in one file, {articles}."""

import re
from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, load, read_json
from crawler.readers.reading import Reading

_FILE = re.compile(r"(?<=[\"'`(=\s])(?:https?:)?/?/?[\w./:-]{0,120}/postmeta/i/\d{1,9}\.json")
_SHAPE = Shape(
    rows=("articles",), total=("total",), date=("publish_time", "date"), source=("publisher",), whole=True
)


def find(frame: Frame) -> Ask | None:
    """Return the request for the column's file, its name whole in the page or put together by its script."""
    if "/postmeta/" not in frame.text:
        return None
    files = set(_FILE.findall(frame.text)) or {frame.script.address_with("/postmeta/i/")}
    return get(frame, files.pop()) if len(files) == 1 and all(files) else None


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the file lists."""
    return read_json(load(body), _SHAPE, address=address, now=now)


API = ListApi(find=find, read=read)
