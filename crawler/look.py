"""One look under way: what it has asked so far, and how it ends in exactly one observation."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from crawler.clock import Clock
from crawler.readers.reading import READER_VERSION, Reading
from records.observation import AccountSays, Entry, Observation
from records.targets import ReadHints

#: Where a request carries its look.
LOOK = "look"
#: Set on a request whose certificate is not to be verified.
UNVERIFIED = "unverified"
#: Where a request carries the step of the ladder that makes it, and the first step of all.
STEP = "step"
PAGE = "page"
#: Where a request carries the picture that a browser took of its answer.
PICTURE = "picture"
#: What a thorough look asks of every cache on the way.
UNCACHED = {"Cache-Control": "no-cache"}
#: The steps whose request is made by a browser: a page filled by its scripts, and a visit whose scripts'
#: answers are heard.
RENDERED, VISIT = "rendered", "visit"
#: What stands in evidence for a secret.
HIDDEN = "HIDDEN-SECRET"
#: Where a visit's request carries what is wanted of it, and the answers its page heard.
WISH, HEARD = "wish", "heard"


@dataclass(kw_only=True, eq=False)
class Look:
    """A look that is not finished; it travels with its requests and is written to by them."""

    target: str
    #: The addresses to try, in order, until one of them answers.
    addresses: tuple[str, ...]
    clock: Clock
    hints: ReadHints = field(default_factory=ReadHints)
    #: What the answer to its first request was called last time; empty for an unconditional look.
    validators: tuple[str, str] = ("", "")
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
    #: Steps of the ladder tried for the source that is being asked.
    climbed: set[str] = field(default_factory=set)
    #: The step that answered.
    how: str = PAGE
    #: Requests that left, by the step they were made for.
    requests: Counter[str] = field(default_factory=Counter)
    #: It tries to refute what is said of its target, on other paths too.
    thorough: bool = False
    #: The day its list is followed back to, page by page; None for no further than it has to be.
    back_to: date | None = None
    #: Its articles are held to a time from the day they were made, which they may have to be asked for.
    disclosure: bool = False
    #: What evidence is not to hold, and what stands there for it.
    hidden: dict[str, str] = field(default_factory=dict)
    #: Those of the other paths that answered.
    paths: list[str] = field(default_factory=list)
    #: What they show as the target's own that its list does not hold, and where it has moved to.
    elsewhere: list[Entry] = field(default_factory=list)
    moved_to: str = ""
    #: What the platform said of the account.
    says: AccountSays | None = None
    #: Seconds by which the first server that told was ahead of our clock.
    skew: float | None = None
    #: What its target's own page came to, and the address it was read at, once other paths are tried.
    settled: tuple[Reading, str] | None = None
    #: Whether its observation has been made.
    ended: bool = False

    @property
    def headers(self) -> Mapping[str, str]:
        """What each of its requests asks of the caches on the way."""
        return UNCACHED if self.thorough else {}

    def begin(self, step: str = PAGE) -> None:
        """Note that a request is leaving, and for which step of the ladder."""
        self.requests[step] += 1
        if self.begun_at is None:
            self.begun_at = self.clock()

    def end(self, reading: Reading, *, address: str = "") -> Observation:
        """Return the observation of what was read; an unverified look never proves silence."""
        self.ended = True
        return Observation(
            target=self.target,
            seen_at=self.begun_at or self.clock(),
            outcome=reading.outcome,
            complete=reading.complete and self.verified,
            entries=reading.entries,
            evidence=tuple(self.evidence),
            how=self.how,
            reader=READER_VERSION,
            address=address,
            noted=reading.noted,
            verified=self.verified,
            note=self._note(reading.note),
            thorough=self.thorough,
            paths=tuple(self.paths),
            elsewhere=tuple(self.elsewhere),
            moved_to=self.moved_to,
            skew=self.skew,
            seconds=self._seconds(),
            account=self.says,
        )

    def _seconds(self) -> float | None:
        """Return how long it took so far, other looks' turns included; None where nothing was asked."""
        if self.begun_at is None:
            return None
        # Never below nothing: a clock that is set right may go back.
        return max(0.0, round((self.clock() - self.begun_at).total_seconds(), 3))

    def _note(self, note: str) -> str:
        """Return *note* with the requests of each step, where there was more than one step."""
        asked = ", ".join(f"{step} {count}" for step, count in self.requests.items())
        return "; ".join(filter(None, (note, f"requests: {asked}"))) if len(self.requests) > 1 else note


def look_of(meta: Mapping[str, Any]) -> Look | None:
    """Return the look a request or response with that *meta* belongs to; robots.txt has none."""
    look = meta.get(LOOK)
    return look if isinstance(look, Look) else None
