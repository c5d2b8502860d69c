"""How the platform of an account treats whoever looks at it, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from practice.county import Account
from practice.history import History, Item
from practice.yanlian import SHANGHAI


class Standing(StrEnum):
    """What the platform says of the account itself."""

    IN_ORDER = "in order"
    #: Moved to another account, to which the notice leads.
    MIGRATED = "migrated"
    #: 已注销, or on Weibo 该用户不存在.
    CANCELLED = "cancelled"
    #: 已被屏蔽, or on Weibo the sorry page.
    BANNED = "banned"


class Newest(StrEnum):
    """What has become of the account's newest WeChat article."""

    SHOWN = "shown"
    DELETED = "deleted"
    VIOLATING = "violating"
    UNVIEWABLE = "unviewable"


class Refusal(StrEnum):
    """What a list's interface says instead of the list."""

    NONE = "none"
    #: To log in first.
    LOGIN = "log in"
    #: To ask less often.
    RATE = "rate"


class Interface(StrEnum):
    """How the official interface treats the account's owner."""

    OPEN = "open"
    #: The figures of yesterday are late (is_delay).
    DELAYED = "delayed"
    #: 40164, 45009 and 48001.
    UNLISTED = "unlisted"
    QUOTA = "quota"
    UNAUTHORISED = "unauthorised"


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How an account is shown; what is left out is as it should be."""

    #: Of every so many visits so many meet a verification: ``(2, 5)``. A visit a minute, an hour or a day
    #: later is the next; within a minute all are one.
    verifies: tuple[int, int] = (0, 1)
    standing: Standing = Standing.IN_ORDER
    #: The key of the account it has moved to.
    moved_to: str = ""
    newest: Newest = Newest.SHOWN
    #: The name it goes by now; empty for the inventory's.
    called: str = ""
    #: The platform has no post of it at all.
    never_posted: bool = False
    #: It has posts, which are shown to nobody who is not logged in.
    hidden: bool = False
    #: Lists lack so many of its newest posts.
    lacks: int = 0
    refuses: Refusal = Refusal.NONE
    #: Weibo prints times as in 2019: 15分钟前, 昨天 09:30, 04-24.
    relative_times: bool = False
    #: The owner has set the album to show its oldest first.
    oldest_first: bool = False
    interface: Interface = Interface.OPEN
    #: The moment since which its feed stands still, aware.
    feed_still_from: datetime | None = None
    #: Something on each page never comes.
    never_loads: bool = False
    #: How much script an article carries; real ones have 2300 to 4000.
    kilobytes: int = 220

    def __post_init__(self) -> None:
        some, every = self.verifies
        if not 0 <= some <= every or not every:
            raise ValueError(f"no platform verifies {some} of every {every} visits")
        if self.lacks < 0 or self.kilobytes < 0:
            raise ValueError("posts that a list lacks and kilobytes of script are counted from 0")
        if self.feed_still_from and self.feed_still_from.tzinfo is None:
            raise ValueError(f"{self.feed_still_from} has no time zone")

    def verifies_at(self, now: datetime) -> bool:
        """Return whether a visit at *now* meets a verification."""
        some, every = self.verifies
        return (now.date().toordinal() + now.hour + now.minute) % every < some


RIGHT = Manner()

#: What is worth a try, by name.
MANNERS: Mapping[str, Manner] = {
    "right": RIGHT,
    "verifies-some": Manner(verifies=(2, 5)),
    "blocked": Manner(verifies=(1, 1)),
    "log-in": Manner(refuses=Refusal.LOGIN),
    "rate": Manner(refuses=Refusal.RATE),
    "newest-deleted": Manner(newest=Newest.DELETED),
    "newest-violating": Manner(newest=Newest.VIOLATING),
    "newest-unviewable": Manner(newest=Newest.UNVIEWABLE),
    "renamed": Manner(called="演练新声"),
    "migrated": Manner(standing=Standing.MIGRATED),
    "cancelled": Manner(standing=Standing.CANCELLED),
    "banned": Manner(standing=Standing.BANNED),
    "never-posted": Manner(never_posted=True),
    "hidden": Manner(hidden=True),
    "stale-list": Manner(lacks=10),
    "oldest-first": Manner(oldest_first=True),
    "relative-times": Manner(relative_times=True),
    "delayed-api": Manner(interface=Interface.DELAYED),
    "unlisted-api": Manner(interface=Interface.UNLISTED),
    "quota-api": Manner(interface=Interface.QUOTA),
    "unauthorised-api": Manner(interface=Interface.UNAUTHORISED),
    "dead-feed": Manner(feed_still_from=datetime(2026, 7, 30, tzinfo=SHANGHAI)),
    "never-loads": Manner(never_loads=True),
}


def manner_of(account: Account, now: datetime, manners: Mapping[str, Manner]) -> Manner:
    """Return how *account* is shown at *now*: by *manners*, or as the county itself has it."""
    if account.key in manners:
        return manners[account.key]
    if account.gone_from and now.date() >= account.gone_from:
        return MANNERS["cancelled"]
    return MANNERS["blocked"] if account.blocked else RIGHT


def listed(history: History, account: Account, manner: Manner, now: datetime) -> tuple[Item, ...]:
    """Return the posts that a list of the account shows at *now*, newest first."""
    if manner.never_posted:
        return ()
    return history.published(account.key, now)[manner.lacks :]
