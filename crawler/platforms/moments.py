"""Moments as platforms write them: epochs, and what Weibo and stores print."""

from datetime import UTC, datetime, timedelta

from crawler.dates.stated import EARLIEST
from records.civil import SHANGHAI, civil_date

#: How far ahead of the look a moment is believed: clocks differ, and nobody posts tomorrow.
AHEAD = timedelta(days=1)


def of_epoch(value: object, *, seen_at: datetime | None = None) -> datetime | None:
    """Return the moment of *value*, seconds since 1970 as a number or its digits, in Asia/Shanghai.

    None for what is no such number, lies before 1990, or more than a day after *seen_at*.
    """
    seconds = _whole(value)
    if seconds is None or not 0 < seconds < 10_000_000_000:
        return None
    return believable(datetime.fromtimestamp(seconds, tz=UTC), seen_at=seen_at)


def believable(moment: datetime, *, seen_at: datetime | None) -> datetime | None:
    """Return the aware *moment* in Asia/Shanghai, or None where no post can be from then."""
    if civil_date(moment) < EARLIEST or (seen_at is not None and moment > seen_at + AHEAD):
        return None
    return moment.astimezone(SHANGHAI)


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) < 20:
        return int(value.strip())
    return None
