"""What a page may cost: looked at on the bytes and the text, before anything is parsed."""

import re

#: Decompressed bytes of one page.
MAX_BYTES = 8_000_000
#: Elements open at once. Real pages stay below 60; the parser itself gives up at 2,048.
MAX_DEPTH = 500
#: Tags of one page; the largest real column pages have some 10,000.
MAX_TAGS = 50_000
#: Rows read from one list.
MAX_ROWS = 2_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
#: Elements that hold nothing, or that the next one of their kind closes.
_VOID = "area base br col embed frame hr img input keygen link meta param source track wbr"
_CLOSED_BY_THE_NEXT = "p li dt dd tr td th option optgroup thead tbody tfoot colgroup html head body"
_UNCOUNTED = frozenset(f"{_VOID} {_CLOSED_BY_THE_NEXT}".split())


def fault_of(body: bytes) -> str:
    """Return why *body* is not even decoded, or an empty string."""
    if not body.strip():
        return "the page is empty"
    if len(body) > MAX_BYTES:
        return f"the page has more than {MAX_BYTES} bytes"
    if body.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")):
        return "the answer is a document or a picture, not a page"
    return ""


def shape_fault_of(text: str) -> str:
    """Return why *text* is not parsed, or an empty string: one pass over its tags, no parser.

    Most pages are spared the pass: they open fewer elements than may be open at once.
    """
    brackets = text.count("<")
    if brackets <= MAX_TAGS and brackets - text.count("</") <= MAX_DEPTH:
        return ""
    depth = 0
    for count, tag in enumerate(_TAG.finditer(text)):
        if count >= MAX_TAGS:
            return f"the page has more than {MAX_TAGS} tags"
        if tag[2].lower() in _UNCOUNTED:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MAX_DEPTH:
            return f"the page is nested more than {MAX_DEPTH} deep"
    return ""
