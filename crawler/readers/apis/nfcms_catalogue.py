"""南方 NFCMS, gkmlpt: the open-information catalogue by column and site, {articles}."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import Shape, load, read_json
from crawler.readers.reading import Reading

#: The column that holds all others: what the catalogue's front page lists.
_ALL = "0"
_NUMBER = re.compile(r"\d{1,9}")
_INDEX = re.compile(r"^(.{0,200}/gkmlpt)(/index|/policy|/)?$")
#: Not created_at: it is when the record was typed in or moved.
_SHAPE = Shape(
    rows=("articles",),
    total=("total",),
    date=("display_publish_time", "publish_time", "date", "first_publish_time"),
    source=("publisher",),
)


def find(frame: Frame) -> Ask | None:
    """Return the request for the column in the address's fragment, or that the page's configuration names."""
    index = _INDEX.match(frame.path)
    if not index or "_CONFIG" not in frame.text:
        return None
    fragment = urlsplit(frame.address).fragment
    column = fragment if _NUMBER.fullmatch(fragment) else frame.value("COLUMN_ID", "COLUMN", "columnId")
    if not column and index[2] != "/policy":
        column = _ALL
    site = frame.value("SID", "SITE_ID", "siteId", "sid")
    if not _NUMBER.fullmatch(column) or not _NUMBER.fullmatch(site):
        return None
    return get(frame, f"{index[1]}/api/all/{column}", {"page": "1", "sid": site})


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the answer lists."""
    return read_json(load(body), _SHAPE, address=address, now=now)


API = ListApi(find=find, read=read)
