"""The State Council's site: a whole column in one file named in capitals, a bare array."""

import re
from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, load, read_json
from crawler.readers.reading import Reading

_FILE = re.compile(r"[\"'`]([\w./:-]{0,200}\b[A-Z][A-Z_]{3,40}\.json)(?:\?[^\"'`]{0,100})?[\"'`]")
_SHAPE = Shape(rows=("",), title=("TITLE",), address=("URL",), date=("DOCRELPUBTIME",), whole=True)


def find(frame: Frame) -> Ask | None:
    """Return the request for the file that the page's script names; None where it names several."""
    files = set(_FILE.findall(frame.script.code))
    return get(frame, files.pop()) if len(files) == 1 else None


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the file lists."""
    return read_json(load(body), _SHAPE, address=address, now=now)


API = ListApi(find=find, read=read)
