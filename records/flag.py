"""What the office may want to ask about an entry; no verdict changes by it, and no unit hears of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from records.observation import Entry


class FlagKind(StrEnum):
    """What is odd."""

    #: The printed day cannot be the one it came out on (发布日期存疑).
    BACKDATED = "backdated"
    #: Many at once, printed with days far apart (集中发布).
    BURST = "burst"
    #: The same article in several columns.
    REPEATED = "repeated"
    #: Printed with a day that had not come yet.
    FUTURE = "future"


@dataclass(frozen=True, kw_only=True)
class Flag:
    """One thing that is odd about entries of a target."""

    kind: FlagKind
    target: str
    entries: tuple[Entry, ...]
    #: The look that shows it.
    seen_at: datetime
    #: An earlier complete look that did not list them; None where the flag needs none.
    absent_at: datetime | None = None
    #: The other columns that have it too.
    others: tuple[str, ...] = ()
