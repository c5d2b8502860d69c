"""Bytes to text: pages name their encoding in four places and are wrong in all of them."""

import codecs
import re
from collections.abc import Iterator

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
#: How far into a page its meta element is looked for.
_HEAD_BYTES = 4096
#: The names that are believed. Simplified Chinese sets are one family, and gb18030 holds
#: them all; iso-8859-1 and the like are what servers send by default, and decode anything.
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "unicode": "utf-8",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}


def decode(body: bytes, charset: str = "") -> str:
    """Return *body* as text; never raises, since a few bad bytes must not hide a page.

    The first of byte-order mark, *charset* (the header's), meta element and utf-8
    that fits every byte wins, else gb18030. Bytes that are proper utf-8 are never
    taken for gb18030, whatever is declared: the reverse happens only by wonder.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, errors="replace")
    names = list(_declared(body, charset))
    if "gb18030" in names:
        names.insert(names.index("gb18030"), "utf-8")
    for name in (*names, "utf-8", "gb18030"):
        text = _strictly(body, name)
        if text is not None:
            return text
    likely = names[0] if names else "utf-8"
    attempts = (body.decode(name, errors="replace") for name in (likely, "utf-8", "gb18030"))
    return min(attempts, key=lambda text: text.count("\ufffd"))


def _declared(body: bytes, charset: str) -> Iterator[str]:
    meta = _META.search(body, 0, _HEAD_BYTES)
    for name in (charset, meta[1].decode("ascii", errors="replace") if meta else ""):
        codec = _CODECS.get(name.strip("\"' ").lower())
        if codec:
            yield codec


def _strictly(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except UnicodeError:
        return None
