"""What one look at one target saw."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from records.civil import require_aware

#: How a look was made that a named person made with her own eyes; no reader had a part in it.
PERSON = "person"
_LOOKED = "looked at by "


class Outcome(StrEnum):
    """What a look can come to; pages and platforms map into this and nothing else exists."""

    #: Shows dated entries; of an account: posted, or the newest post is older than the window.
    READ = "READ"
    #: Answered 304 after a READ: supports FRESH, never an adverse verdict.
    UNCHANGED = "UNCHANGED"
    #: A recognised list frame with nothing in it, or a page that says so.
    EMPTY = "EMPTY"
    #: Lists items but no date can be had, articles included.
    UNDATED = "UNDATED"
    #: Leads to sub-columns.
    LANDING = "LANDING"
    #: A lower-bound source with nothing in the window.
    PARTIAL = "PARTIAL"
    #: Filled by a script or an API, and could not be filled.
    SHELL = "SHELL"
    #: A page of the right kind that we do not understand.
    UNREADABLE = "UNREADABLE"
    #: A verification, WAF, log-in or rate-limit page.
    BLOCKED = "BLOCKED"
    #: Announces maintenance or a temporary closing.
    MAINTENANCE = "MAINTENANCE"
    #: Failed by DNS, TCP, TLS, 5xx or time-out.
    UNREACHABLE = "UNREACHABLE"
    #: 404, 410 or a page that says the same; of an account: cancelled, migrated, frozen.
    GONE = "GONE"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One item of a list: an article of a column, a post of an account."""

    title: str
    #: The item's own address, absolute; empty where the list gives none.
    address: str = ""
    #: The day it shows as its date, or None where it shows none.
    published_on: date | None = None
    #: The moment, where it shows one.
    published_at: datetime | None = None
    #: The unit named as its source or publisher (来源, 发布机构), or empty.
    source: str = ""
    #: The day it was made (成文日期, 生成日期), where that is shown too.
    written_on: date | None = None
    #: Where the date came from: ``rows``, ``label``, ``script``, ``address``, …
    found_by: str = ""
    #: How sure the date is, from 0 to 1.
    sure: float = 1.0
    #: When any look first saw it; None until the store has said so.
    first_seen_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AccountSays:
    """What a platform said of an account beside its posts; empty where it did not say."""

    #: Its identities, as the platform spells them.
    ids: tuple[str, ...] = ()
    name: str = ""
    #: The body that the platform certified (认证主体).
    principal: str = ""
    #: ``migrated``, ``migrating``, ``cancelled``, ``frozen``, ``banned``, ``restricted``; empty in order.
    state: str = ""
    moved_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One look at one target. A failed look is an observation too, never an exception."""

    target: str
    #: When the look began, aware.
    seen_at: datetime
    outcome: Outcome
    #: Whether the absence of an entry proves silence.
    complete: bool = False
    #: What it listed, in the page's order.
    entries: tuple[Entry, ...] = ()
    #: Digests of the exchanges kept as evidence, in the order they were made.
    evidence: tuple[str, ...] = ()
    #: The step of the ladder that answered: ``page``, ``articles``, …
    how: str = "page"
    #: The reader's version.
    reader: str = ""
    #: The address that answered in the end.
    address: str = ""
    #: An EMPTY page explains itself (已备注).
    noted: bool = False
    #: Whether the TLS certificate was in order; True for plain http.
    verified: bool = True
    #: What happened, in one English line for the engineer; empty when nothing needs saying.
    note: str = ""
    #: It asked unconditionally and on other paths too, to refute what the list alone says: a second key.
    thorough: bool = False
    #: The other paths of a thorough look that answered: ``home``, ``newest``, ``rendered``, …
    paths: tuple[str, ...] = ()
    #: What those paths show as the target's own, and its list does not hold.
    elsewhere: tuple[Entry, ...] = ()
    #: Where another path says that the target has moved to; empty where none does.
    moved_to: str = ""
    #: What the platform said of the account; None for a column, and where it said nothing.
    account: AccountSays | None = None
    #: Seconds by which the server's clock was ahead of ours; None where it did not say.
    skew: float | None = None
    #: Seconds from its first request to its end by our clock; None where nothing was asked, or not kept.
    seconds: float | None = None
    #: The number the store gave it; None until it is kept.
    id: int | None = None

    def __post_init__(self) -> None:
        require_aware(self.seen_at)

    @property
    def looked_by(self) -> str:
        """The name of the person who looked; empty for a look of ours."""
        return self.note.removeprefix(_LOOKED) if self.how == PERSON else ""

    @property
    def newest(self) -> Entry | None:
        """The entry with the latest date, or None when no entry has one."""
        dated = [entry for entry in self.entries if entry.published_on]
        return max(dated, key=lambda entry: entry.published_on or date.min, default=None)


def note_of(person: str) -> str:
    """Return the note of a look that *person* made, from which ``looked_by`` has the name."""
    return f"{_LOOKED}{person}"
