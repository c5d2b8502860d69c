"""Failures of the look itself: of one host, of our own line, of the clock. No target answers for them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from records.civil import require_aware


class IncidentKind(StrEnum):
    """What failed."""

    #: Many targets of one host, all at once.
    HOST = "host"
    #: Every host: our own connection.
    LINE = "line"
    #: Our clock, or the servers'.
    CLOCK = "clock"


@dataclass(frozen=True, kw_only=True)
class Incident:
    """Something that failed during one pass, and accuses nobody."""

    kind: IncidentKind
    #: The host, for HOST; empty for the others.
    host: str = ""
    #: The first and the last moment of the pass's looks, aware.
    from_at: datetime
    until_at: datetime
    #: What was seen, in one English line for the engineer.
    note: str = ""

    def __post_init__(self) -> None:
        require_aware(self.from_at)
        require_aware(self.until_at)

    def covers(self, host: str, moment: datetime) -> bool:
        """Return whether a look at *host* begun at *moment* fell into it."""
        return self.host in ("", host) and self.from_at <= moment <= self.until_at
