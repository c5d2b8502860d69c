"""The arithmetic of both rulebooks, written here a second time from their text.

Nothing of the product's own judgement is used, so that it can be checked against this.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from practice.county import Account, Column

NOTICE = "fangxian-2023-16"
NATIONAL = "gb-2019-19"


class State(StrEnum):
    """The states of the product, spelt alike."""

    FRESH = "FRESH"
    DUE_SOON = "DUE_SOON"
    OVERDUE = "OVERDUE"
    BLANK = "BLANK"
    GONE = "GONE"
    UNKNOWN = "UNKNOWN"
    WAIVED = "WAIVED"


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How long a target may be silent: calendar months, then days."""

    months: int = 0
    days: int = 0
    #: Days before the last one from which a warning is due.
    warn: int

    def due(self, newest: date) -> date:
        """Return the last day in time after *newest*: 31 August and six months is the end of February."""
        year, month = divmod(newest.year * 12 + newest.month - 1 + self.months, 12)
        day = min(newest.day, monthrange(year, month + 1)[1])
        return date(year, month + 1, day) + timedelta(days=self.days)

    def state(self, newest: date, today: date) -> State:
        """Return how a target stands *today* whose newest entry is of *newest*."""
        left = (self.due(newest) - today).days
        if left < 0:
            return State.OVERDUE
        return State.DUE_SOON if left <= self.warn else State.FRESH


_YEAR = Limit(months=12, warn=10)
_HALF_YEAR = Limit(months=6, warn=10)
_QUARTER = Limit(months=3, warn=10)
_WEEK = Limit(days=7, warn=2)
_TEN_DAYS = Limit(days=10, warn=2)
_FORTNIGHT = Limit(days=14, warn=3)

_TIMELESS = frozenset({"static", "interaction", "topic"})
_YEARLY = frozenset({"annual_report", "site_report", "budget"})


def limit_of(target: Column | Account, rulebook: str) -> Limit | None:
    """Return the limit *rulebook* sets for *target*, or None where it sets none."""
    if isinstance(target, Account):
        return _TEN_DAYS if rulebook == NOTICE else _FORTNIGHT
    return _notice(target) if rulebook == NOTICE else _national(target)


def _notice(column: Column) -> Limit | None:
    if column.class_ in _TIMELESS:
        return None
    if column.class_ == "news":
        return _WEEK
    if column.class_ in _YEARLY:
        return _YEAR
    return _HALF_YEAR if column.class_ == "policy" and column.level == 1 else _QUARTER


def _national(column: Column) -> Limit | None:
    if column.class_ == "news":
        return _FORTNIGHT
    return _HALF_YEAR if column.class_ in {"policy", "notice"} and column.level == 1 else None
