"""大汉 hanweb jsearchfront: a category of the site's search as a column; rows are pieces of markup."""

from datetime import datetime

from crawler.readers.apis.api import Ask, ListApi
from crawler.readers.apis.asking import post_form
from crawler.readers.apis.fragment import read_fragment
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.json_answer import count_at, dig, load
from crawler.readers.apis.rows import read_rows, unreadable
from crawler.readers.reading import Reading

_SIGN = "cateSearch.do"


def find(frame: Frame) -> Ask | None:
    """Return the request for the category's newest page; None where the page does not name a category."""
    path = frame.script.address_with(_SIGN)
    form = frame.script.form_near(_SIGN)
    site, category = form.get("websiteid", ""), form.get("cateid", "")
    if not path or not site or not category:
        return None
    return post_form(frame, path, form | {"p": "1"})


def read(body: bytes, *, address: str, now: datetime) -> Reading:
    """Return what the pieces of markup in the answer list."""
    answer = load(body)
    pieces = dig(answer, "result")
    if not isinstance(pieces, list):
        return unreadable("the search answered without results")
    if not pieces:
        return read_rows((), total=count_at(answer, "total"), address=address, now=now)
    blocks = "".join(f"<div>{piece}</div>" for piece in pieces if isinstance(piece, str))
    return read_fragment(blocks, address=address, now=now)


API = ListApi(find=find, read=read)
