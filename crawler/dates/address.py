"""Dates that stand in an item's address: often the day of import, so the weakest witness."""

import re
from datetime import date

from crawler.dates.partial import Parts
from crawler.dates.stated import believed

_DAY_FORMS = (
    re.compile(r"/t(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)_"),
    re.compile(r"/(?P<year>(?:19|20)\d\d)[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)[/_-]"),
    re.compile(r"/(?P<year>(?:19|20)\d\d)/?(?P<month>\d\d)(?P<day>\d\d)[/_.]"),
)
_MONTH_FORM = re.compile(r"/(?P<year>(?:19|20)\d\d)[-/]?(?P<month>0[1-9]|1[0-2])/")


def address_date(address: str, *, not_after: date) -> date | None:
    """Return the date *address* carries (…/202101/t20210108_1.html), or None."""
    for form in _DAY_FORMS:
        match = form.search(address)
        if match:
            year, month, day = (int(match[part]) for part in ("year", "month", "day"))
            return believed(year, month, day, not_after=not_after)
    return None


def year_from_address(parts: Parts, address: str, *, not_after: date) -> date | None:
    """Return the full date of a month and day whose *address* carries the same ones, or the same month."""
    on = address_date(address, not_after=not_after)
    if on:
        return on if (on.month, on.day) == (parts.month, parts.day) else None
    match = _MONTH_FORM.search(address)
    if not match or int(match["month"]) != parts.month:
        return None
    return believed(int(match["year"]), parts.month, parts.day, not_after=not_after)
