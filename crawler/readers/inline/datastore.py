"""Lists kept as records in a script of type text/xml (大汉 hanweb)."""

import html
import re

from crawler.readers.inline.scripts import replace_scripts

#: What a cheap look at the text must find before this form is tried.
SIGN = "<datastore"
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,7})\s*</totalrecord>")


def unfold(text: str) -> str:
    """Return *text* with each datastore replaced by its records' own markup, a block each.

    An empty store says so in words, as its total does.
    """
    return replace_scripts(text, _markup)


def _markup(code: str) -> str | None:
    if SIGN not in code:
        return None
    records = [_unwrap(piece.partition("</record>")[0]) for piece in code.split("<record>")[1:]]
    total = _TOTAL.search(code)
    if not records:
        return '<p data-written="datastore">共0条记录</p>' if total and not int(total[1]) else None
    blocks = "".join(f"<div>{record}</div>" for record in records)
    pages = "<p>共1页</p>" if total and int(total[1]) == len(records) else "<p>下一页</p>"
    return f'<div data-written="datastore">{blocks}</div>{pages}'


def _unwrap(record: str) -> str:
    _, opened, data = record.partition("<![CDATA[")
    return data.partition("]]>")[0] if opened else html.unescape(record)
