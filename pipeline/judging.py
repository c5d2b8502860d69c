"""Judging one pass: what failed during it, then a verdict for every target, and what that changes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from monitors.changes import changes
from monitors.incidents import find_incidents
from monitors.judge import judge_all
from monitors.looks import Looks, unaffected
from monitors.memory import Keys, Memory
from pipeline.judged_with import JudgedWith
from records.incident import Incident, IncidentKind
from records.inventory import Inventory
from records.observation import Observation
from records.store import Pass, Store


def judge_pass(store: Store, begun: Pass, inventory: Inventory, *, now: datetime, keys: Keys) -> None:
    """Judge the pass *begun* at *now*, once all its looks are kept; judging it again changes nothing."""
    looks = store.looks(until=now)
    store.keep_incidents(begun.id, _incidents(store, begun, inventory, looks, now=now))
    judged_with = JudgedWith(keys=keys, last_review=store.last_review())
    memory = Memory(
        standing=store.standing(until=now),
        incidents=store.incidents(until=now),
        reviews=store.reviews(until=now, known_to=judged_with.last_review),
        keys=keys,
    )
    verdicts = judge_all(inventory, looks, now=now, memory=memory)
    known = store.known_states(until=now)
    store.judged(
        begun.id,
        at=now,
        verdicts=verdicts,
        changes=changes(known, verdicts),
        judged_with=judged_with.to_json(),
    )


def _incidents(
    store: Store,
    begun: Pass,
    inventory: Inventory,
    looks: Mapping[str, Sequence[Observation]],
    *,
    now: datetime,
) -> tuple[Incident, ...]:
    """Return what failed during the pass *begun*.

    What each target said before is asked of the looks that no earlier incident explains:
    a host that is gone from one pass to the next is one incident after another, and
    accuses nobody on its second day either.
    """
    mine = store.looked_at(begun.id)
    newest = [found[-1] for key, found in looks.items() if key in mine]
    earlier = store.incidents(until=now)
    before = {
        key: Looks(unaffected(found[:-1] if key in mine else found, inventory.host(key), earlier)).said_last
        for key, found in looks.items()
    }
    pages = {column.key for column in inventory.columns} | {one.key for one in inventory.accounts}
    return find_incidents(
        newest,
        hosts={look.target: inventory.host(look.target) for look in newest},
        before={key: outcome for key, outcome in before.items() if outcome},
        excused=_excused(looks, mine, inventory, earlier) if mine < pages else (),
        from_at=begun.started_at,
        until_at=now,
    )


def _excused(
    looks: Mapping[str, Sequence[Observation]],
    mine: Collection[str],
    inventory: Inventory,
    incidents: Sequence[Incident],
) -> frozenset[str]:
    """Return those of *mine* whose look before this pass's an incident explains."""
    of_hosts = [incident for incident in incidents if incident.kind is IncidentKind.HOST]
    return frozenset(
        key
        for key in mine
        if len(looks[key]) > 1 and not unaffected(looks[key][-2:-1], inventory.host(key), of_hosts)
    )
