"""The elements of a page by where they begin and end in its text."""

from html.parser import HTMLParser
from itertools import accumulate

#: Where nothing but rows and cells may be put in between.
_TABLE = frozenset({"table", "tbody", "thead", "tfoot", "tr", "ul", "ol", "dl", "li"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "wbr"}
)


def frame_round(text: str, at: int) -> tuple[int, int] | None:
    """Return where the frame of the list round *at* begins and ends, or None where nothing frames it.

    That is the element round the list's own: a heading that names the column may
    be inside, its neighbours are other columns. Never a part of a table or a list.
    """
    finder = _Finder(text, at)
    finder.feed(text)
    finder.close()
    return finder.around[1] if len(finder.around) > 1 else None


class _Finder(HTMLParser):
    """Collects the closed elements round one place, innermost first, below the body."""

    def __init__(self, text: str, at: int) -> None:
        super().__init__(convert_charrefs=False)
        self.around: list[tuple[int, int]] = []
        self._at = at
        self._lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._open: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self._open.append((tag, self._here()))

    def handle_endtag(self, tag: str) -> None:
        if tag not in {name for name, _ in self._open}:
            return
        while self._open:
            name, start = self._open.pop()
            if name == tag:
                self._closed(name, start, self._here() + len(f"</{tag}>"))
                return

    def _closed(self, tag: str, start: int, end: int) -> None:
        inside = {name for name, _ in self._open}
        if start < self._at < end and "body" in inside and not inside & _TABLE and tag not in {"li", "tr"}:
            self.around.append((start, end))

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
