"""Full dates: the year, the month and the day all stand there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from crawler.dates.plain import plain
from records.civil import SHANGHAI, civil_date

#: No portal is older; an earlier date is a law's, a birthday or a slip.
EARLIEST = date(1990, 1, 1)

_TIME = r"(?:[\sT,]{0,3}(?P<hour>[01]?\d|2[0-3])[:时](?P<minute>[0-5]\d)(?:[:分](?P<second>[0-5]\d))?)?"
_FULL = re.compile(
    r"(?<!\d)(?<!\d[./-])(?P<year>(?:19|20)\d\d)"
    r"(?:\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})(?!\d)\s?日?"
    r"|\s?(?P<sep>[-/.])\s?(?P<month2>\d{1,2})\s?(?P=sep)\s?(?P<day2>\d{1,2})(?!\d|[-/.]\d))" + _TIME
)
_NUMERALS = "〇一二三四五六七八九"
_CHINESE = re.compile(
    rf"(?P<year>[{_NUMERALS}]{{4}})年(?P<month>[十{_NUMERALS}]{{1,3}})月(?P<day>[十{_NUMERALS}]{{1,3}})日"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A date, and where in the plain text it stands."""

    on: date
    #: The moment, where a time stands beside it.
    at: datetime | None = None
    start: int = 0
    end: int = 0


def last_believed(now: datetime) -> date:
    """Return the last day a page's date is believed on: tomorrow, since clocks and editors differ."""
    return civil_date(now) + timedelta(days=1)


def believed(year: int, month: int, day: int, *, not_after: date) -> date | None:
    """Return that day, or None where there is none or it lies before 1990 or after *not_after*."""
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    return on if EARLIEST <= on <= not_after else None


def find_date(text: str, *, not_after: date) -> date | None:
    """Return the first full date that *text* states, or None; one after *not_after* is not believed."""
    return next((stated.on for stated in find_dates(plain(text), not_after=not_after)), None)


def find_dates(text: str, *, not_after: date) -> Iterator[Stated]:
    """Yield the full dates of the plain *text*, in its order."""
    # A year begins with 19 or 20: looking for that first is far cheaper than the form.
    for match in _FULL.finditer(text) if "20" in text or "19" in text else ():
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        on = believed(int(match["year"]), int(month), int(day), not_after=not_after)
        if on:
            yield Stated(on=on, at=_moment(on, match), start=match.start(), end=match.end())
    if "年" in text:
        yield from _chinese_dates(text, not_after=not_after)


def compact_date(text: str, *, not_after: date) -> date | None:
    """Return the date of a *text* that is eight digits and nothing else (20210108), or None."""
    match = _COMPACT.fullmatch(text)
    if not match:
        return None
    return believed(int(match["year"]), int(match["month"]), int(match["day"]), not_after=not_after)


def _chinese_dates(text: str, *, not_after: date) -> Iterator[Stated]:
    for match in _CHINESE.finditer(text):
        year = int("".join(str(_NUMERALS.index(digit)) for digit in match["year"]))
        on = believed(year, _number(match["month"]), _number(match["day"]), not_after=not_after)
        if on:
            yield Stated(on=on, start=match.start(), end=match.end())


def _number(numeral: str) -> int:
    """Return the value of a Chinese *numeral* up to 99, or 0 for one that is malformed."""
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    unit = _NUMERALS.index(ones) if ones else 0
    return unit + (10 * (_NUMERALS.index(tens) if tens else 1) if ten else 0)


def _moment(on: date, match: re.Match[str]) -> datetime | None:
    if not match["hour"]:
        return None
    clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    return datetime.combine(on, clock, tzinfo=SHANGHAI)
