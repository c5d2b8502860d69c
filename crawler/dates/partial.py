"""Date forms that only their neighbours can complete: no year, two-digit years, parts in several nodes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.dates.stated import believed

#: What may stand around a date that fills its node: brackets, dashes, dots.
_EDGE = r"[\s\[\](){}<>【】〔〕|·•,;:/~-]*"
_SHORT = re.compile(rf"{_EDGE}(?P<a>\d\d)(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<c>\d{{1,2}}){_EDGE}")
_YEAR_LAST = re.compile(
    rf"{_EDGE}(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<year>(?:19|20)\d\d){_EDGE}"
)
_MONTH_DAY = re.compile(
    rf"{_EDGE}(?P<month>0?[1-9]|1[0-2])(?:[-/.]|月)(?P<day>3[01]|[12]\d|0?[1-9])日?{_EDGE}"
)
_YEAR_MONTH = re.compile(rf"{_EDGE}(?P<year>(?:19|20)\d\d)(?:[-/.]|年) ?(?P<month>0?[1-9]|1[0-2])月?{_EDGE}")
_YEAR = re.compile(rf"{_EDGE}(?P<year>(?:19|20)\d\d)年?{_EDGE}")
_MONTH = re.compile(rf"{_EDGE}(?P<month>0?[1-9]|1[0-2])月{_EDGE}")
_DAY = re.compile(rf"{_EDGE}(?P<day>3[01]|[12]\d|0?[1-9])日?{_EDGE}")
#: The longest text that can be a date's part; longer ones are not tried.
LONGEST_PART = 16
_CENTURY = 100


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What one node says of a date; 0 stands for what it leaves out."""

    year: int = 0
    month: int = 0
    day: int = 0


_PART_FORMS = (_MONTH_DAY, _YEAR_MONTH, _YEAR, _MONTH, _DAY)


def read_parts(text: str) -> Parts | None:
    """Return the parts of a date that fill the plain *text*, or None."""
    if len(text) > LONGEST_PART:
        return None
    for form in _PART_FORMS:
        match = form.fullmatch(text)
        if match:
            return Parts(**{name: int(value) for name, value in match.groupdict().items()})
    return None


def combine(parts: Sequence[Parts], *, not_after: date) -> date | None:
    """Return the date that *parts* make together, each of year, month and day given exactly once."""
    given = [[part.year for part in parts], [part.month for part in parts], [part.day for part in parts]]
    if any(sum(map(bool, values)) != 1 for values in given):
        return None
    return believed(sum(given[0]), sum(given[1]), sum(given[2]), not_after=not_after)


def only_day(parts: Parts, earliest: date, latest: date) -> date | None:
    """Return the one day of that month and day from *earliest* to *latest*, or None for none or several."""
    years = range(earliest.year, latest.year + 1)
    days = [believed(year, parts.month, parts.day, not_after=latest) for year in years]
    within = [on for on in days if on and on >= earliest]
    return within[0] if len(within) == 1 else None


Order = Callable[[re.Match[str], date], date | None]


def short_dates(texts: Sequence[str], *, not_after: date) -> list[date | None]:
    """Return the dates of a list's nodes where every one of *texts* is of a single short form.

    A form is taken only where the whole list fits it: 20-09-22 (year first) or
    09/26/2018 (month or day first, and only where a number above 12 settles which).
    """
    matches = [_SHORT.fullmatch(text) for text in texts]
    if all(matches):
        return _all_or_none([_year_first(match, not_after) for match in matches if match])
    matches = [_YEAR_LAST.fullmatch(text) for text in texts]
    found = [match for match in matches if match]
    if len(found) < len(texts) or not found:
        return [None] * len(texts)
    firsts, seconds = [int(match["a"]) for match in found], [int(match["b"]) for match in found]
    if (max(firsts) > 12) == (max(seconds) > 12):
        return [None] * len(texts)
    month, day = ("a", "b") if max(seconds) > 12 else ("b", "a")
    return _all_or_none(
        [
            believed(int(match["year"]), int(match[month]), int(match[day]), not_after=not_after)
            for match in found
        ]
    )


def is_short(text: str) -> bool:
    """Return whether the plain *text* is a date whose order or century its list has to settle."""
    return bool(_SHORT.fullmatch(text) or _YEAR_LAST.fullmatch(text))


def _year_first(match: re.Match[str], not_after: date) -> date | None:
    year = not_after.year // _CENTURY * _CENTURY + int(match["a"])
    if year > not_after.year:
        year -= _CENTURY
    return believed(year, int(match["b"]), int(match["c"]), not_after=not_after)


def _all_or_none(dates: list[date | None]) -> list[date | None]:
    return dates if all(dates) else [None] * len(dates)
