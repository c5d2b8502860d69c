"""The peer: what ten lines of script make of a page."""

import re
from datetime import date

_UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")


def newest_date(body: bytes, *, now: date) -> date | None:
    """Return the newest full date in the visible text of *body* that is not after *now*, or None."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("gb18030", errors="replace")
    found = (_day(*match.groups()) for match in _FULL_DATE.finditer(_UNSEEN.sub(" ", text)))
    return max((day for day in found if day and day <= now), default=None)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
