"""A fixed date by which something has to be published (法定公开期限), and how a column stands by it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from records.verdict import Reason


class DeadlineState(StrEnum):
    """How a column stands by one fixed date."""

    MET = "MET"
    MISSED = "MISSED"
    DUE_SOON = "DUE_SOON"
    PENDING = "PENDING"
    UNKNOWN = "UNKNOWN"
    WAIVED = "WAIVED"


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """One date of one rule for one unit's publication in one column."""

    #: The key of the column, or of the unit's share of it.
    target: str
    #: The key of the unit that answers for it.
    unit: str
    rulebook: str
    rule: str
    clause: str
    title: str
    #: The last day in time.
    due_on: date
    state: DeadlineState
    #: The approval it is counted from; None for a day of the year.
    approved_on: date | None = None
    #: What was published: its date and title, where something was.
    published_on: date | None = None
    published_title: str = ""
    #: Days between the due date and the publication, or today where there is none; for MISSED alone.
    days_late: int | None = None
    #: Why it could not be told; for UNKNOWN alone.
    doubt: Reason | None = None
    #: When the look that proves it began; None where nothing had to be proved.
    seen_at: datetime | None = None
