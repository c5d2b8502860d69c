"""What is told at one scrape."""

from dataclasses import dataclass
from datetime import date

from records.snapshot import Snapshot
from records.vitals import Vitals


@dataclass(frozen=True, kw_only=True)
class Scrape:
    """What is told at one scrape."""

    snapshot: Snapshot
    vitals: Vitals
    #: The day up to which working days are known, the last of them.
    calendar_ends_on: date
