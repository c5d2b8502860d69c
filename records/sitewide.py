"""What fails a whole site (单项否决): how each veto of a rulebook stands for it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from records.rulebook import Veto


class Standing(StrEnum):
    """Whether a veto's number is reached."""

    MET = "met"
    NOT_MET = "not_met"
    #: What is not known could still tip it.
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class SiteVeto:
    """How one veto stands for one site; which of the fields are filled depends on the veto's kind."""

    #: The site's key, and the rulebook's with the version that was used.
    site: str
    rulebook: str
    rulebook_version: str
    veto: Veto
    standing: Standing
    #: TARGETS: the keys of the columns that count, of those only suspected so far, of those that may yet.
    counted: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    #: HOME: the newest entry's day, the column that shows it, and the last day in time.
    newest_on: date | None = None
    newest_in: str = ""
    due_on: date | None = None
    #: PROBES: the first and the last day that count, the tries made, failed, and missing.
    from_on: date | None = None
    until_on: date | None = None
    tries: int = 0
    failed: int = 0
    missing: int = 0
