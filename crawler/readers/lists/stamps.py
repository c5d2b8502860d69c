"""Dates that stand in attributes: in data-time and its like, in a time element's own, in a title."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from crawler.dates.plain import plain
from crawler.dates.stated import believed, find_dates
from crawler.readers.outline import Node, Outline
from crawler.readers.signs import is_own_day
from records.civil import SHANGHAI, civil_date

#: What such an attribute is called; a deadline's has another name.
_NAME = re.compile(
    r"datetime|data-(?:pub\w{0,6}|publish\w{0,4}|release|create\w?|news|art\w{0,4}|item|row)?[-_]?"
    r"(?:time|date|timestamp|datetime|stamp|epoch|ts)"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_SECONDS = 10
#: What a title attribute must hold before it is looked at, and how far before a date its label may begin.
_A_YEAR = re.compile(r"(?:19|20)\d\d\s?[-/.年]")
_LABEL_REACH = 6
_LONGEST_TITLE = 300
_SINCE = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class Stamps:
    """The dates that the page's attributes carry, by the element they stand in."""

    def __init__(self, outline: Outline, *, not_after: date) -> None:
        found = (_stamp(outline.nodes[index], not_after) for index in outline.carriers)
        dated = [pair for pair in found if pair]
        self._nodes: Sequence[int] = [index for index, _ in dated]
        self._dates: Mapping[int, date] = dict(dated)

    def __bool__(self) -> bool:
        return bool(self._nodes)

    def first(self, start: int, end: int) -> date | None:
        """Return the first date in an element from *start* to before *end*, or None."""
        at = bisect_left(self._nodes, start)
        return self._dates[self._nodes[at]] if at < len(self._nodes) and self._nodes[at] < end else None


def _stamp(node: Node, not_after: date) -> tuple[int, date] | None:
    attributes = ((str(name), str(value)) for name, value in node.element.attrib.items())
    moments = filter(None, (_moment(value.strip()) for name, value in attributes if _NAME.fullmatch(name)))
    days = (civil_date(moment) for moment in moments)
    on = next((day for day in days if believed(day.year, day.month, day.day, not_after=not_after)), None)
    on = on or _titled(node.element.get("title") or "", not_after)
    return (node.index, on) if on else None


def _titled(value: str, not_after: date) -> date | None:
    """Return the date that a title attribute is, or labels as the day the item appeared."""
    if len(value) > _LONGEST_TITLE or not _A_YEAR.search(value):
        return None
    value = plain(value)
    for stated in find_dates(value, not_after=not_after):
        before = value[: stated.start].rstrip(": ")
        if not before + value[stated.end :].strip() or is_own_day(before[-_LABEL_REACH:]):
            return stated.on
    return None


def _moment(value: str) -> datetime | None:
    """Return the moment of *value*; without a zone it is taken as Shanghai's."""
    if _EPOCH.fullmatch(value):
        seconds = int(value) // (1 if len(value) == _SECONDS else 1000)
        return _SINCE + timedelta(seconds=seconds)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
