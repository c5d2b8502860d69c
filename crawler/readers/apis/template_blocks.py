"""Portals built of columns, templates and blocks: one block's markup is the list."""

import re
from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get
from crawler.readers.apis.fragment import read_fragment
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.rows import unreadable
from crawler.readers.bounds import MAX_BYTES
from crawler.readers.decoding import decode
from crawler.readers.reading import Reading

_ID = r"[0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}"
_BLOCK = re.compile(rf"/columns/{_ID}/templates/{_ID}/blocks/{_ID}")


def find(frame: Frame) -> Ask | None:
    """Return the request for the page's one block; None where it names several."""
    blocks = set(_BLOCK.findall(frame.text))
    return get(frame, blocks.pop(), {"page": "1", "fix": "0"}) if len(blocks) == 1 else None


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the block's markup lists."""
    if len(body) > MAX_BYTES:
        return unreadable("the answer is too large")
    return read_fragment(decode(body), address=address, now=now)


API = ListApi(find=find, read=read)
