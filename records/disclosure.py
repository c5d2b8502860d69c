"""Files held to the 20 working days of 主动公开: 成文日期 against 发布日期."""

from dataclasses import dataclass

from records.observation import Entry


@dataclass(frozen=True, kw_only=True)
class LateFile:
    """A file that was published later than it should have been."""

    entry: Entry
    #: The key of the unit that answers for it; empty where the file names none of the column's.
    unit: str
    #: Working days from the day it was made to the day it was published.
    working_days: int


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """How the files of one column were made public in a period."""

    target: str
    #: The working days allowed.
    limit: int
    #: Those that were late, the latest first in each unit.
    late: tuple[LateFile, ...]
    #: Files that could be judged, and those that could not: no day of making, or a year without a calendar.
    judged: int
    unknown: int
