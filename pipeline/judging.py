"""Judging one pass: what failed during it, then a verdict for every target, and what that changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from monitors.changes import changes
from monitors.incidents import find_incidents
from monitors.judge import judge_all
from monitors.looks import Looks
from monitors.memory import Keys, Memory
from pipeline.judged_with import JudgedWith
from records.incident import Incident
from records.inventory import Inventory
from records.observation import Observation, Outcome
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
    mine = store.looked_at(begun.id)
    newest = [found[-1] for key, found in looks.items() if key in mine]
    return find_incidents(
        newest,
        hosts={look.target: inventory.host(look.target) for look in newest},
        before=_said_before(looks, mine),
        from_at=begun.started_at,
        until_at=now,
    )


def _said_before(looks: Mapping[str, Sequence[Observation]], mine: frozenset[str]) -> Mapping[str, Outcome]:
    """Return what each target said of itself before its newest look."""
    said = {key: Looks(found[:-1] if key in mine else found).said_last for key, found in looks.items()}
    return {key: outcome for key, outcome in said.items() if outcome}
