"""Whose fault: many targets of one host failing together say something of the host, not of the targets."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from statistics import median

from records.incident import Incident, IncidentKind
from records.observation import Observation, Outcome

#: Targets of one host that have to fail together, and the share of all it was asked for.
FEWEST, SHARE = 3, 1 / 3
#: The share that is enough where all of them turned blank or gone at once: a site that publishes itself anew
#: may show only the lists of one template empty.
TURNED_SHARE = 0.15
#: The share of a host's looks that have to fail for the host to count as out of reach.
OUT_OF_REACH = 0.8
#: Seconds by which our clock and the servers' may differ.
CLOCK_SECONDS = 300.0

#: Outcomes that say the look failed, and those that would accuse a target.
_FAILED = frozenset(
    {Outcome.UNREACHABLE, Outcome.BLOCKED, Outcome.MAINTENANCE, Outcome.UNREADABLE, Outcome.SHELL}
)
_ACCUSING = frozenset({Outcome.EMPTY, Outcome.GONE})
_SHOWED = frozenset({Outcome.READ, Outcome.UNCHANGED, Outcome.UNDATED, Outcome.LANDING})


def find_incidents(
    looks: Iterable[Observation],
    *,
    hosts: Mapping[str, str],
    before: Mapping[str, Outcome],
    excused: Collection[str] = (),
    from_at: datetime,
    until_at: datetime,
) -> tuple[Incident, ...]:
    """Return what failed during the pass whose *looks* these are, from its first moment to its last.

    *hosts* are by target, and so is *before*: what each target last said of itself.
    Only who showed something *before* and is now blank or gone counts against its
    host; a column that has long been empty says nothing of it. A clock is judged by
    the median host, so that one server's wrong clock is no wrong clock of ours.

    *excused* are the targets that an incident of their host excused at the look before: a
    pass over a few of them cannot see its end otherwise than by their being back.
    """
    by_host: dict[str, list[Observation]] = defaultdict(list)
    for look in looks:
        by_host[hosts.get(look.target, "")].append(look)
    found = [*_hosts(by_host, before, excused), *_line(by_host), *_clock(by_host)]
    return tuple(
        Incident(kind=kind, host=host, from_at=from_at, until_at=until_at, note=note)
        for kind, host, note in found
    )


_Found = tuple[IncidentKind, str, str]


def _hosts(
    by_host: Mapping[str, Sequence[Observation]], before: Mapping[str, Outcome], excused: Collection[str]
) -> Iterator[_Found]:
    for host, looks in by_host.items():
        failed = sum(look.outcome in _FAILED for look in looks)
        turned = sum(look.outcome in _ACCUSING and before.get(look.target) in _SHOWED for look in looks)
        count = failed + turned
        together = turned >= FEWEST and turned >= TURNED_SHARE * len(looks)
        if together or (count >= FEWEST and turned and count >= SHARE * len(looks)):
            yield IncidentKind.HOST, host, f"{turned} of {len(looks)} turned blank or gone, {failed} failed"
        elif failed >= FEWEST and failed >= OUT_OF_REACH * len(looks):
            yield IncidentKind.HOST, host, f"{failed} of {len(looks)} looks failed"
        elif any(look.outcome in _ACCUSING and look.target in excused for look in looks):
            yield IncidentKind.HOST, host, "what turned blank or gone with its neighbours is so still"


def _line(by_host: Mapping[str, Sequence[Observation]]) -> Iterator[_Found]:
    out = [
        sum(look.outcome is Outcome.UNREACHABLE for look in looks) >= OUT_OF_REACH * len(looks)
        for looks in by_host.values()
    ]
    if len(out) > 1 and all(out):
        yield IncidentKind.LINE, "", f"none of {len(out)} hosts could be reached: our own line"


def _clock(by_host: Mapping[str, Sequence[Observation]]) -> Iterator[_Found]:
    told = [[look.skew for look in looks if look.skew is not None] for looks in by_host.values()]
    of_hosts = [median(skews) for skews in told if skews]
    ahead = median(of_hosts) if of_hosts else 0.0
    if abs(ahead) > CLOCK_SECONDS:
        yield IncidentKind.CLOCK, "", f"the servers' clocks are {ahead:+.0f} s off ours"
