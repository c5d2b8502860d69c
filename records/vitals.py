"""How the watching itself fares: what the exporters tell beside the newest snapshot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from records.notice import Fate, NoticeKind, Via
from records.observation import Outcome
from records.outgoing import Channel
from records.probe import Probe

#: What looks at columns are counted under, beside the platforms of the accounts.
PORTAL = "portal"

#: Bounds of the counts of looks by how long they took, in seconds.
SECONDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)


@dataclass(frozen=True, kw_only=True)
class Durations:
    """How long looks took, of those whose time is known."""

    #: How many took no longer than each of SECONDS and longer than the one before; the last, all the longer.
    counts: Sequence[int] = (0,) * (len(SECONDS) + 1)
    #: Seconds of all of them together.
    total: float = 0.0


@dataclass(frozen=True, kw_only=True)
class LookTally:
    """Every look that was ever kept, counted; *platform* is PORTAL for columns, else the account's."""

    #: How many came to what, by outcome and platform.
    outcomes: Mapping[tuple[Outcome, str], int] = field(default_factory=dict)
    durations: Mapping[str, Durations] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PostTally:
    """What was told to people, and what is on its way to them."""

    #: How many messages there are by channel and fate.
    outgoing: Mapping[tuple[Channel, Fate], int] = field(default_factory=dict)
    #: When the oldest message was made that could be sent and is not; None without any.
    waiting_since: datetime | None = None
    #: How many items units were told of, by the unit's key, what was said and how.
    told: Mapping[tuple[str, NoticeKind, Via], int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Vitals:
    """How the watching fares at one moment."""

    #: When the newest pass over everything was finished, aware; None before the first.
    completed_at: datetime | None = None
    #: Since when the target that is UNKNOWN for longest has been so, aware; None where none is UNKNOWN.
    oldest_unknown_at: datetime | None = None
    #: The newest try to open each site's home page, by the site's key.
    probes: Mapping[str, Probe] = field(default_factory=dict)
    looks: LookTally = field(default_factory=LookTally)
    post: PostTally = field(default_factory=PostTally)
    #: How much room the database takes, in bytes.
    database_bytes: int = 0
