"""龙讯 Lonsun: a label's markup from site/label/8888."""

import re
from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import get, query_of
from crawler.readers.apis.fragment import read_fragment
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.rows import unreadable
from crawler.readers.bounds import MAX_BYTES, shape_fault_of
from crawler.readers.decoding import decode
from crawler.readers.inline.scripts import replace_scripts
from crawler.readers.reading import Reading

_SIGN = "site/label/8888"
_PAGES = re.compile(r"pageCount\s{0,5}[:=]\s{0,5}[\"']?(\d{1,6})")


def find(frame: Frame) -> Ask | None:
    """Return the request for the first page of the label; None where its site is not named."""
    address = frame.script.address_with(_SIGN)
    if not address:
        return None
    said = query_of(address)
    query = (said or frame.script.form_near(_SIGN)) | {"IsAjax": "1", "dataType": "html", "pageIndex": "1"}
    if not query.get("siteId") or "labelName" not in query:
        return None
    return get(frame, address.partition("?")[0], query)


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the label's markup lists; a pageCount in its script stands for its pager."""
    text = decode(body) if len(body) <= MAX_BYTES else ""
    fault = shape_fault_of(text)
    if fault or not text:
        return unreadable(fault or "the answer is empty or too large")
    pages = _PAGES.search(text)
    pager = f"<p>共{pages[1]}页</p>" if pages and int(pages[1]) else ""
    return read_fragment(replace_scripts(text, lambda _: "") + pager, address=address, now=now)


API = ListApi(find=find, read=read)
