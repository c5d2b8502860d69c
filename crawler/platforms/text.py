"""Text as platforms send it, made plain: a title or a name that can be stored and shown."""

import html
import re

_BREAK = re.compile(r"<br[^<>]{0,20}>|</p>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
#: Control characters, and those without width that stand at the end of some texts.
_UNSEEN = dict.fromkeys((*range(32), 127, 0x200B, 0xFEFF))
#: Characters of a text that are looked at, and that are kept.
_LOOKED_AT, _MAX_TEXT = 20_000, 300


def plain(text: str) -> str:
    """Return *text* without markup, on one line, fit to be stored, at most 300 characters."""
    bare = html.unescape(_TAG.sub("", _BREAK.sub(" ", text[:_LOOKED_AT])))
    return storable(bare)[:_MAX_TEXT]


def storable(text: str) -> str:
    """Return *text* on one line, without what no file, database or terminal takes."""
    whole = text.encode("utf-8", errors="ignore").decode()
    return " ".join(whole.split()).translate(_UNSEEN).strip()
