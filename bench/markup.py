"""Where something is put into a page's markup; all of it on the text, so that nothing else of it changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_END = "</body"
_ROW_TAGS = ("li", "tr", "dd", "ul")
#: How many rows above the newest one are gone through for the first of the list.
_MOST_ROWS = 500


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a list in the text of its page."""

    tag: str
    start: int
    end: int


def put_on_top(text: str, markup: str) -> str:
    """Return *text* with *markup* as the first thing a visitor sees."""
    body = _BODY.search(text)
    at = body.end() if body else 0
    return text[:at] + markup + text[at:]


def put_below(text: str, markup: str) -> str:
    """Return *text* with *markup* as the last thing a visitor sees."""
    end = text.lower().rfind(_END)
    at = end if end >= 0 else len(text)
    return text[:at] + markup + text[at:]


def row_that_shows(text: str, day: date) -> Row | None:
    """Return the first row with a link that shows *day* with its year, or None where there is none."""
    lowered = text.lower()
    form = rf"(?<!\d){day.year}\s*[-/.年]\s*0?{day.month}\s*[-/.月]\s*0?{day.day}(?!\d)"
    for match in re.finditer(form, text):
        rows = list(_rows_around(lowered, match.start()))
        if rows:
            return max(rows, key=lambda row: row.start)
    return None


def first_row(text: str, row: Row) -> Row:
    """Return the first of the linked rows that stand directly one after the other down to *row*."""
    lowered = text.lower()
    for _ in range(_MOST_ROWS):
        above = lowered[: row.start].rstrip()
        if not above.endswith(f"</{row.tag}>"):
            break
        start = _last_opening(above, row.tag)
        if start < 0 or "<a" not in above[start:]:
            break
        row = Row(tag=row.tag, start=start, end=len(above))
    return row


def _rows_around(lowered: str, at: int) -> Iterator[Row]:
    if lowered.rfind("<", 0, at) > lowered.rfind(">", 0, at):
        return
    for tag in _ROW_TAGS:
        start, closing = _last_opening(lowered[:at], tag), f"</{tag}>"
        end = lowered.find(closing, at) + len(closing)
        inside = lowered[start:end]
        if start >= 0 and end > at and inside.count(closing) == 1 and "<a" in inside:
            yield Row(tag=tag, start=start, end=end)


def _last_opening(lowered: str, tag: str) -> int:
    return max(lowered.rfind(f"<{tag}{after}") for after in "> \t\r\n")
