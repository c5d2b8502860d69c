"""What falls due in the days ahead, and what a coming holiday does to it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Due:
    """One column or account, and the last day on which an update is in time."""

    target: str
    due_on: date
    #: The last working day in time, no earlier than the day looked from; None where there is none or
    #: no calendar tells.
    work_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """A run of days off, and what falls due in it."""

    first_on: date
    last_on: date
    #: The last working day before it.
    before_on: date
    #: What falls due in it, and so has to be updated before it (须节前更新).
    update_before: tuple[Due, ...] = ()
    #: What falls due in it even when updated on ``before_on`` (节前更新后节中仍到期), counted from there.
    still_due: tuple[Due, ...] = ()

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last_on - self.first_on).days + 1


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """The days ahead under the office's own rulebook."""

    #: The day it looks from, and the last day of ``due``; both are included.
    from_on: date
    until_on: date
    #: The last day on which a holiday that is told may begin.
    holidays_until: date
    #: What falls due on these days and is not late yet, the earliest first.
    due: tuple[Due, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    #: The first of these days that no calendar covers: from it on holidays are not known; None for none.
    unknown_from: date | None = None
