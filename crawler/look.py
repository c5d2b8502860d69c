"""One look under way: what it has asked so far, and how it ends in exactly one observation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crawler.clock import Clock
from crawler.readers.reading import READER_VERSION, Reading
from records.observation import Entry, Observation
from records.targets import ReadHints

#: Where a request carries its look.
LOOK = "look"
#: Set on a request whose certificate is not to be verified.
UNVERIFIED = "unverified"


@dataclass(kw_only=True, eq=False)
class Look:
    """A look that is not finished; it travels with its requests and is written to by them."""

    target: str
    #: The addresses to try, in order, until one of them answers.
    addresses: tuple[str, ...]
    clock: Clock
    hints: ReadHints = field(default_factory=ReadHints)
    #: When its first request left; None until then.
    begun_at: datetime | None = None
    #: Seconds of conversation so far; waiting for the host's turn is not counted.
    spent: float = 0.0
    #: Whether every certificate so far was in order.
    verified: bool = True
    #: Stubs followed so far.
    hops: int = 0
    #: Digests of the exchanges kept so far.
    evidence: list[str] = field(default_factory=list)
    #: The list whose articles are being opened, and where it stood.
    listed: Reading | None = None
    listed_at: str = ""
    #: Articles still to open, and those that were read, by address.
    unopened: list[str] = field(default_factory=list)
    opened: dict[str, Entry] = field(default_factory=dict)
    #: Whether its observation has been made.
    ended: bool = False

    def begin(self) -> None:
        """Note that a request is leaving."""
        if self.begun_at is None:
            self.begun_at = self.clock()

    def end(self, reading: Reading, *, address: str = "", how: str = "page") -> Observation:
        """Return the observation of what was read; an unverified look never proves silence."""
        self.ended = True
        return Observation(
            target=self.target,
            seen_at=self.begun_at or self.clock(),
            outcome=reading.outcome,
            complete=reading.complete and self.verified,
            entries=reading.entries,
            evidence=tuple(self.evidence),
            how=how,
            reader=READER_VERSION,
            address=address,
            noted=reading.noted,
            verified=self.verified,
            note=reading.note,
        )


def look_of(meta: Mapping[str, Any]) -> Look | None:
    """Return the look a request or response with that *meta* belongs to; robots.txt has none."""
    look = meta.get(LOOK)
    return look if isinstance(look, Look) else None
