"""Two keys: what accuses after one look has to withstand a second that tries to refute it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitors.finding import Finding, unknown
from monitors.interval import Limit
from monitors.looks import Looks
from monitors.memory import Keys
from records.observation import Entry, Observation
from records.verdict import Certainty, Reason, State, Verdict

#: What only the page itself can show.
_SEEN_ALONE = frozenset({State.GONE, State.BLANK})


@dataclass(frozen=True, kw_only=True)
class Turned:
    """A finding with the keys that were turned on it."""

    finding: Finding
    certainty: Certainty | None = None
    first: int | None = None
    first_at: datetime | None = None
    second: int | None = None
    one_source: bool = False


def turn_keys(
    finding: Finding, family: Sequence[Looks], *, standing: Verdict | None, limit: Limit | None, keys: Keys
) -> Turned:
    """Return *finding* with its keys: suspected after one look, confirmed after two.

    *family* are the looks that the finding needs: the page's own, for a landing page
    its children's too. *standing* is what was last said under the rulebook; the same
    accusation keeps the keys it has, so that it stays while the site is down. A dated
    item inside the *limit*, or another address, that a thorough look found and the
    list does not explain makes it UNKNOWN: a person has to look.
    """
    if not finding.state.adverse:
        return Turned(finding=finding)
    if _is_disputed(finding, family, limit):
        disputed = unknown(
            Reason.DISPUTED,
            rule=finding.rule,
            newest=finding.newest,
            due_on=finding.due_on,
            look=finding.look,
        )
        return Turned(finding=disputed)
    before = standing if standing and _is_same(standing, finding) else None
    first = Turned(
        finding=finding,
        certainty=Certainty.SUSPECTED,
        first=before.first_key if before else _number(finding.look),
        first_at=before.first_key_at if before else _seen_at(finding.look),
    )
    if before and before.certainty is not Certainty.SUSPECTED:
        return replace(
            first,
            certainty=Certainty.CONFIRMED,
            second=before.second_key,
            one_source=before.one_source,
        )
    return _second(first, family, keys)


def _second(first: Turned, family: Sequence[Looks], keys: Keys) -> Turned:
    if not keys.second:
        return replace(first, certainty=Certainty.CONFIRMED)
    looks = [_thorough(looks, first.first_at) for looks in family]
    found = [look for look in looks if look]
    if not found or len(found) < len(looks) or first.first_at is None:
        return first
    soonest = min(look.seen_at for look in found) - first.first_at
    one_source = not all(look.paths for look in found)
    # Other paths can refute that a page is gone or blank, but none can see for itself that it is: one that
    # is not there for an hour, while it is published anew, has its links all the same.
    alone = one_source or first.finding.state in _SEEN_ALONE
    if soonest < (keys.alone_after if alone else keys.after):
        return first
    return replace(first, certainty=Certainty.CONFIRMED, second=_number(found[0]), one_source=one_source)


def _thorough(looks: Looks, after: datetime | None) -> Observation | None:
    """Return the newest thorough look that tells, begun later than *after*."""
    told = [look for look in looks.telling if look.thorough and (after is None or look.seen_at > after)]
    return told[-1] if told else None


def _is_disputed(finding: Finding, family: Sequence[Looks], limit: Limit | None) -> bool:
    newest = [_thorough(looks, None) for looks in family]
    return any(_refutes(look, finding, limit) for look in newest if look)


def _refutes(look: Observation, finding: Finding, limit: Limit | None) -> bool:
    if look.moved_to and finding.state is State.GONE:
        return True
    if finding.state is State.BLANK or limit is None:
        return bool(look.elsewhere)
    return any(_is_inside(entry, limit) for entry in look.elsewhere)


def _is_inside(entry: Entry, limit: Limit) -> bool:
    return entry.published_on is not None and limit.today <= limit.due(entry)


def _is_same(standing: Verdict, finding: Finding) -> bool:
    newest = finding.newest.published_on if finding.newest else None
    return (standing.state, standing.newest_on) == (finding.state, newest)


def _number(look: Observation | None) -> int | None:
    return look.id if look else None


def _seen_at(look: Observation | None) -> datetime | None:
    return look.seen_at if look else None
