"""What the looks at one target tell, taken together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from records.civil import civil_date
from records.incident import Incident, IncidentKind
from records.observation import Entry, Observation, Outcome

#: A page of these kinds was there and had something on it.
_SHOWN = frozenset({Outcome.READ, Outcome.UNCHANGED, Outcome.UNDATED, Outcome.LANDING})


def tells(look: Observation) -> bool:
    """Return whether *look* says something of its target; a failed look says something of us alone.

    A page that is blank or gone accuses, so it tells only when the look was complete
    or the server proved who it is. A lower bound tells where it shows a dated post.
    """
    if look.outcome is Outcome.PARTIAL:
        return look.newest is not None
    if look.outcome is Outcome.EMPTY:
        return look.complete
    if look.outcome is Outcome.GONE:
        return look.verified
    return look.outcome in _SHOWN


def unaffected(
    looks: Sequence[Observation], host: str, incidents: Sequence[Incident]
) -> Sequence[Observation]:
    """Return *looks* at a target of *host* without those that an incident explains.

    A page that turned blank or gone together with its neighbours says something of
    their host; by a wrong clock nothing can be counted at all.
    """
    return [look for look in looks if not any(_explains(each, host, look) for each in incidents)]


def _explains(incident: Incident, host: str, look: Observation) -> bool:
    concerned = incident.kind is IncidentKind.CLOCK or look.outcome in {Outcome.EMPTY, Outcome.GONE}
    return concerned and incident.covers(host, look.seen_at)


@dataclass(frozen=True)
class Looks:
    """The looks at one target, oldest first, from the last that proved what it does not show."""

    all: Sequence[Observation]

    @cached_property
    def telling(self) -> Sequence[Observation]:
        """Those that say something of the target."""
        return [look for look in self.all if tells(look)]

    @property
    def last(self) -> Observation | None:
        """The newest look, telling or not."""
        return self.all[-1] if self.all else None

    @property
    def lists(self) -> bool:
        """Whether the target last showed a list, and not that it is blank, gone or a mere entrance."""
        return self.said_last in {Outcome.READ, Outcome.UNCHANGED, Outcome.UNDATED}

    @property
    def said_last(self) -> Outcome | None:
        """The outcome of the newest look that tells."""
        return self.telling[-1].outcome if self.telling else None

    @cached_property
    def newest(self) -> Entry | None:
        """The newest dated entry that any of them showed."""
        found = [look.newest for look in self.telling if look.newest]
        return max(found, key=lambda entry: entry.published_on or date.min, default=None)

    def proof_after(self, due: date) -> Observation | None:
        """Return the look that proves that nothing came by *due*: complete, and begun after that day.

        A page that later listed things without dates takes the proof back.
        """
        proof = None
        for look in self.telling:
            if look.outcome is Outcome.UNDATED:
                proof = None
            elif look.complete and look.outcome is Outcome.READ and civil_date(look.seen_at) > due:
                proof = look
        return proof

    def silent_after(self, due: date) -> bool:
        """Return whether a look begun after *due* answered that nothing came, in whatever way."""
        answers = (look for look in self.telling[-1:] if civil_date(look.seen_at) > due)
        blank = any(look.outcome in {Outcome.EMPTY, Outcome.GONE, Outcome.LANDING} for look in answers)
        return blank or self.proof_after(due) is not None
