"""Civil time: the office lives in Asia/Shanghai, and its rules count days there."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def civil_date(moment: datetime) -> date:
    """Return the day on which *moment* (aware) falls in Asia/Shanghai."""
    require_aware(moment)
    return moment.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """Return the first instant of *day* in Asia/Shanghai, aware."""
    return datetime.combine(day, time.min, tzinfo=SHANGHAI)


def require_aware(moment: datetime) -> None:
    """Raise ValueError when *moment* has no time zone: such a moment means nothing."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")


def parse_moment(text: str) -> datetime:
    """Return the moment *text* names, aware, in Asia/Shanghai unless it says otherwise.

    A bare date means nine in the morning, when an office opens. Raises ValueError
    for anything but a date or an ISO 8601 moment.
    """
    if len(text) == len("2026-11-23"):
        return datetime.combine(date.fromisoformat(text), time(9), tzinfo=SHANGHAI)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
