"""The date of one field of an answer, whatever form it has."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from crawler.dates.plain import plain
from crawler.dates.stated import EARLIEST, Stated, compact_date, find_dates
from records.civil import SHANGHAI, civil_date

_SECONDS = re.compile(r"\d{9,10}")
_MILLISECONDS = re.compile(r"\d{12,13}")
_COMPACT = re.compile(r"(\d{8})(?:\d{6})?")
_ZONED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)")
_BY_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d.{0,20}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Longer texts are no dates.
_MAX_TEXT = 60


def date_of(value: object, *, not_after: date) -> Stated | None:
    """Return the date a field's *value* states, or None; one after *not_after* is not believed.

    A text without a time zone is a civil time of Asia/Shanghai. Numbers are seconds
    or milliseconds since 1970.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(int(value)) if isinstance(value, float) and abs(value) < 1e14 else str(value)
    text = text.strip()
    if len(text) > _MAX_TEXT:
        return None
    moment = _moment(text)
    if moment:
        # The farthest years overflow on their way to Shanghai.
        on = civil_date(moment) if EARLIEST.year - 1 <= moment.year <= not_after.year + 1 else date.min
        return Stated(on=on, at=moment.astimezone(SHANGHAI)) if EARLIEST <= on <= not_after else None
    compact = _COMPACT.fullmatch(text)
    if compact:
        day = compact_date(compact[1], not_after=not_after)
        return Stated(on=day) if day else None
    return next(find_dates(plain(text), not_after=not_after), None)


def _moment(text: str) -> datetime | None:
    if _SECONDS.fullmatch(text):
        return _EPOCH + timedelta(seconds=int(text))
    if _MILLISECONDS.fullmatch(text):
        return _EPOCH + timedelta(milliseconds=int(text))
    try:
        if _ZONED.fullmatch(text):
            return datetime.fromisoformat(text)
        if _BY_MAIL.fullmatch(text):
            moment = parsedate_to_datetime(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    except ValueError:
        return None
    return None
