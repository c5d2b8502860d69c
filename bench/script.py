"""The peers everybody writes first: what ten lines of script make of a page."""

import re
from collections.abc import Iterator
from datetime import date

_UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")


def newest_date(body: bytes, *, now: date) -> date | None:
    """Return the newest full date in the visible text of *body* that is not after *now*, or None."""
    return max(_visible_dates(body, now), default=None)


def first_date(body: bytes, *, now: date) -> date | None:
    """Return the first full date in the visible text of *body* that is not after *now*, or None."""
    return next(_visible_dates(body, now), None)


def text_of(body: bytes) -> str:
    """Return *body* as text: UTF-8, else GB18030, as everybody does it."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", errors="replace")


def dates_in(text: str) -> Iterator[date]:
    """Yield the full dates of *text*, in its order."""
    found = (_day(*match.groups()) for match in _FULL_DATE.finditer(text))
    return (day for day in found if day)


def _visible_dates(body: bytes, now: date) -> Iterator[date]:
    return (day for day in dates_in(_UNSEEN.sub(" ", text_of(body))) if day <= now)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
