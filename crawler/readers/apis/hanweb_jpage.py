"""大汉 hanweb jcms: a datastore whose records come from dataproxy.jsp, as XML that holds markup."""

import html
import re
from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get, post_form
from crawler.readers.apis.fragment import read_fragment
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.rows import unreadable
from crawler.readers.bounds import MAX_BYTES
from crawler.readers.decoding import decode
from crawler.readers.reading import Reading

_SIGN = "dataproxy.jsp"
_NEXT = re.compile(r"<nextgroup>[^\]]{0,100}?[\"'\[>](/?[\w./:-]{0,200}dataproxy\.jsp\?[^\"'<>\]]{1,1000})")
_PAGE = {"startrecord": "1", "endrecord": "60", "perpage": "20"}
#: What the form of a page names; the script adds nothing else.
_PARTS = [
    "col",
    "appid",
    "webid",
    "path",
    "columnid",
    "sourceContentType",
    "unitid",
    "webname",
    "permissiontype",
]


def find(frame: Frame) -> Ask | None:
    """Return the request for the first group; None where the page's datastore already holds it."""
    if _SIGN not in frame.text or "<record>" in frame.text:
        return None
    following = _NEXT.search(frame.text)
    if following:
        return get(frame, html.unescape(following[1]), {"page": "1"})
    said = frame.script.form_near(_SIGN)
    form = {"col": "1"} | {name: said[name] for name in _PARTS if name in said}
    path = frame.script.address_with(_SIGN).partition("?")[0]
    if not path or not {"columnid", "unitid"} <= form.keys():
        return None
    return post_form(frame, f"{path}?{'&'.join(f'{name}={value}' for name, value in _PAGE.items())}", form)


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the datastore *body* lists; it is read as if it stood in the page."""
    if len(body) > MAX_BYTES:
        return unreadable("the answer is too large")
    text = decode(body)
    if "<datastore" not in text:
        return unreadable("the list's interface answered without a datastore")
    return read_fragment(f"<script type='text/xml'>{text}</script>", address=address, now=now)


API = ListApi(find=find, read=read)
