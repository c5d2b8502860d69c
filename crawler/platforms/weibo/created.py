"""Weibo's ``created_at``: a full moment since 2021 or so, before that whatever its pages printed."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from crawler.dates.plain import plain
from crawler.dates.relative import relative_date
from crawler.dates.stated import Stated, believed, last_believed
from crawler.platforms.moments import believable
from records.civil import SHANGHAI, civil_date

#: By their names in English, whatever the machine's language is.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FULL = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2})"
    r" (?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)"
    r" (?P<sign>[+-])(?P<east>[01]\d)(?P<past>[0-5]\d) (?P<year>(?:19|20)\d\d)"
)
_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_MONTH_DAY = re.compile(r"(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_AGO = re.compile(r"(?P<count>\d{1,3}) ?(?P<unit>秒|分|个?小时)")
_UNITS = {"秒": "seconds", "分": "minutes", "时": "hours"}
#: Longer texts are no dates.
_LONGEST = 40


def created(value: object, *, seen_at: datetime | None) -> Stated | None:
    """Return the day that a ``created_at`` tells, with the moment where it tells more than the day.

    Relative forms (15小时前) and a day without a year need *seen_at*, the moment of the
    fetch; their moment is as exact as the unit they count in. All in Asia/Shanghai.
    None for anything else, and for what lies more than a day after *seen_at*.
    """
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = plain(value)
    full = _FULL.fullmatch(text)
    if full:
        return _stated(_moment(full), seen_at)
    day = _DAY.fullmatch(text)
    if day:
        on = _civil(int(day["year"]), day, last_believed(seen_at) if seen_at else date.max)
        return Stated(on=on) if on else None
    return _told_from(seen_at, text) if seen_at else None


def _told_from(seen_at: datetime, text: str) -> Stated | None:
    match = _MONTH_DAY.fullmatch(text)
    if match:
        today = civil_date(seen_at)
        on = _civil(today.year, match, today) or _civil(today.year - 1, match, today)
        return Stated(on=on) if on else None
    told = relative_date(text, now=seen_at)
    if told is None:
        return None
    at = told.at or _moment_ago(text, seen_at)
    return _stated(at, seen_at) if at else replace(told, end=0)


def _moment_ago(text: str, seen_at: datetime) -> datetime | None:
    if text == "刚刚":
        return seen_at
    ago = _AGO.match(text)
    return seen_at - timedelta(**{_UNITS[ago["unit"][-1]]: int(ago["count"])}) if ago else None


def _moment(match: re.Match[str]) -> datetime | None:
    offset = timedelta(hours=int(match["east"]), minutes=int(match["past"]))
    zone = timezone(-offset if match["sign"] == "-" else offset)
    day, hour, minute, second = (int(match[name]) for name in ("day", "hour", "minute", "second"))
    try:
        month = _MONTHS.index(match["month"]) + 1
        return datetime(int(match["year"]), month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _stated(moment: datetime | None, seen_at: datetime | None) -> Stated | None:
    at = believable(moment, seen_at=seen_at) if moment else None
    return Stated(on=civil_date(at), at=at.astimezone(SHANGHAI)) if at else None


def _civil(year: int, match: re.Match[str], not_after: date) -> date | None:
    return believed(year, int(match["month"]), int(match["day"]), not_after=not_after)
