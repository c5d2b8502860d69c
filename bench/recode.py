"""Pages in another encoding than they were saved in, which they name, leave out or lie about."""

import re

_NAMED = re.compile(r"(<meta[^>]*?charset\s*=\s*[\"\']?\s*)[\w-]+", re.IGNORECASE)
_ELEMENT = re.compile(r"<meta[^>]*?charset[^>]*>", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_BOM = "\ufeff"
OTHER = "gb18030"


def text_of(body: bytes, encoding: str) -> str:
    """Return *body* as text from which `bytes_of` makes the same bytes again."""
    return body.decode(encoding, errors="surrogateescape")


def bytes_of(text: str, encoding: str) -> bytes:
    """Return *text* as bytes; what *encoding* has no letter for becomes a question mark."""
    try:
        return text.encode(encoding, errors="surrogateescape")
    except UnicodeEncodeError:
        return text.encode(encoding, errors="replace")


def declared(body: bytes, encoding: str) -> bytes:
    """Return *body* in GB18030, and saying so."""
    return _in_other(_naming(text_of(body, encoding), OTHER))


def undeclared(body: bytes, encoding: str) -> bytes:
    """Return *body* in GB18030, without a word about it."""
    return _in_other(_ELEMENT.sub("", text_of(body, encoding)))


def lying(body: bytes, encoding: str) -> bytes:
    """Return *body* in GB18030 that calls itself UTF-8."""
    return _in_other(_naming(text_of(body, encoding), "utf-8"))


def _in_other(text: str) -> bytes:
    return _XML.sub("", text.removeprefix(_BOM)).encode(OTHER, errors="replace")


def _naming(text: str, name: str) -> str:
    if _NAMED.search(text):
        return _NAMED.sub(rf"\g<1>{name}", text)
    head = _HEAD.search(text)
    at = head.end() if head else 0
    return f'{text[:at]}<meta charset="{name}">{text[at:]}'
