"""What judging needs beside the looks: what stood before, what failed, what people decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from records.incident import Incident
from records.verdict import Review, Verdict


@dataclass(frozen=True, kw_only=True)
class Keys:
    """When a second look turns a second key; the office's settings."""

    #: The least time between the look that accuses and the thorough one that could not refute it.
    after: timedelta = timedelta(minutes=30)
    #: The same where both saw the target on one path alone.
    alone_after: timedelta = timedelta(hours=4)
    #: Off, one look confirms: only to measure what the second is worth.
    second: bool = True


@dataclass(frozen=True, kw_only=True)
class Memory:
    """Everything judging remembers; empty for a first judgement."""

    #: The last verdict that told something, by target and rulebook.
    standing: Mapping[tuple[str, str], Verdict] = field(default_factory=dict)
    incidents: Sequence[Incident] = ()
    #: Oldest first.
    reviews: Sequence[Review] = ()
    keys: Keys = field(default_factory=Keys)


NOTHING = Memory()
