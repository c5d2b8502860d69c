"""What one page or answer of a platform says of an account: the answer every platform's reader gives."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from crawler.platforms.text import storable
from crawler.readers.reading import Reading
from records.observation import Entry, Outcome


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who a page says its account is; empty where it does not say."""

    #: As the platform spells them, the one an inventory would hold first: ``gh_…`` and ``biz`` of WeChat,
    #: a ``uid``, a ``sec_uid``, a token, an app's number or package.
    ids: tuple[str, ...] = ()
    name: str = ""
    #: The body that the platform certified (认证主体).
    principal: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one page or answer says. A lower bound is never complete, whatever it lists."""

    reading: Reading
    account: Identity = field(default_factory=Identity)
    #: What the platform says the account is, where it is not in order: ``migrated``, ``migrating``,
    #: ``cancelled``, ``frozen``, ``banned``, ``restricted``; else empty.
    state: str = ""
    #: Where the account has moved to, absolute; empty where nothing says so.
    moved_to: str = ""
    #: Albums of the account that the page names, by their ids.
    albums: tuple[str, ...] = ()
    #: The account's posts in all, where the platform counts them.
    posts: int | None = None


class ReadPlatform(Protocol):
    """Reads any page or answer of one platform; pure, and never raises."""

    def __call__(self, body: bytes, *, address: str = "", seen_at: datetime | None = None) -> Told:
        """Return what *body* says, which came from *address* in the end.

        *seen_at* is the moment it was fetched, aware. Without it no relative time (15小时前) and no day
        without a year (04-24) can be told, and no moment is too late to be believed.
        """


def told_nothing(outcome: Outcome, note: str, *, account: Identity | None = None, state: str = "") -> Told:
    """Return what a page without posts says: its *outcome*, and why in one English line."""
    reading = Reading(outcome=outcome, note=storable(note))
    return Told(reading=reading, account=account or Identity(), state=state)


def told_posts(
    entries: Sequence[Entry],
    *,
    account: Identity | None = None,
    complete: bool = False,
    found_by: str,
    note: str = "",
    posts: int | None = None,
) -> Told:
    """Return what a page that lists posts says: READ with a date, UNDATED without any.

    *complete* says that what it lacks was not posted; it stands only where every entry is dated.
    """
    dated = [entry for entry in entries if entry.published_on]
    if not dated:
        reading = Reading(outcome=Outcome.UNDATED, entries=tuple(entries), note=storable(note))
    else:
        whole = complete and len(dated) == len(entries)
        reading = Reading(
            outcome=Outcome.READ,
            complete=whole,
            entries=tuple(entries),
            found_by=found_by,
            note=storable(note),
        )
    return Told(reading=reading, account=account or Identity(), posts=posts)


def as_partial(told: Told, note: str) -> Told:
    """Return *told* as a lower bound whose newest is not the account's: its entries stay."""
    reading = replace(told.reading, outcome=Outcome.PARTIAL, complete=False, note=storable(note))
    return replace(told, reading=reading)
