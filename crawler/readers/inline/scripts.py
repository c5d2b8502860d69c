"""The script elements of a page's text, found in one pass and without a parser."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crawler.readers.bounds import MAX_BYTES

_OPEN = re.compile(r"<script\b[^>]{0,1000}>", re.IGNORECASE)
_CLOSE = re.compile(r"</script[^>]{0,100}>", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Script:
    """One script element: where it stands, and what it says."""

    start: int
    end: int
    code: str


def scripts_in(text: str) -> Iterator[Script]:
    """Yield the closed script elements of *text*; linear, whatever is left open."""
    opened = _OPEN.search(text)
    while opened:
        closed = _CLOSE.search(text, opened.end())
        if not closed:
            return
        yield Script(start=opened.start(), end=closed.end(), code=text[opened.end() : closed.start()])
        opened = _OPEN.search(text, closed.end())


def replace_scripts(text: str, replacement: Callable[[str], str | None]) -> str:
    """Return *text* with each script's element replaced by what *replacement* makes of its code.

    None leaves the element as it stands, and so does having added as much as a page may hold.
    """
    pieces: list[str] = []
    done = added = 0
    for script in scripts_in(text):
        markup = replacement(script.code) if added < MAX_BYTES else None
        if markup is not None:
            added += len(markup)
            pieces += (text[done : script.start], markup)
            done = script.end
    return "".join((*pieces, text[done:])) if pieces else text
