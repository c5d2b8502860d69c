"""Which targets may be asked conditionally: those of whom UNCHANGED would be answer enough."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from crawler.evidence import EvidenceStore
from crawler.readers.reading import READER_VERSION
from crawler.validators import NONE, Validators, may_be_unchanged, validators_of
from records.civil import civil_date
from records.errors import OutsideError
from records.inventory import Inventory
from records.observation import Observation, Outcome
from records.store import Store
from records.verdict import State, Verdict

_AT_EASE = frozenset({State.FRESH, State.DUE_SOON, State.WAIVED})


def conditional(
    store: Store, evidence: EvidenceStore, inventory: Inventory, *, now: datetime
) -> Mapping[str, Validators]:
    """Return the validators to send by target, for the looks of a pass at *now*.

    A target is left out where anything about it or its family is late, unknown or
    past its due date: UNCHANGED proves no silence, and what accuses has to be seen.
    So is one whose evidence is missing: the next look then brings it anew.
    """
    verdicts = store.newest_verdicts(until=now)
    if not verdicts:
        return {}
    pressing = _pressing(verdicts, inventory, today=civil_date(now))
    found = {
        key: _validators(looks, evidence)
        for key, looks in store.looks(until=now, first_seen=False).items()
        if key not in pressing
    }
    return {key: validators for key, validators in found.items() if validators != NONE}


def _validators(looks: Sequence[Observation], evidence: EvidenceStore) -> Validators:
    """Return the validators of the page that was read last; none where a later look saw anything else."""
    read, *later = looks
    same = all(look.outcome is Outcome.UNCHANGED for look in later)
    if not same or not may_be_unchanged(read, reader=READER_VERSION):
        return NONE
    try:
        return validators_of(evidence.exchange(read.evidence[0]))
    except OutsideError:
        return NONE


def _pressing(verdicts: Iterable[Verdict], inventory: Inventory, *, today: date) -> frozenset[str]:
    """Return the keys of the pages that have to be seen whole, with their parents and children."""
    keys = {verdict.target.partition("@")[0] for verdict in verdicts if not _is_at_ease(verdict, today)}
    families = set(keys)
    for column in inventory.columns:
        if column.key in keys and column.parent:
            families |= {column.parent, *(child.key for child in inventory.children(column.parent))}
        if column.parent in keys:
            families.add(column.key)
    return frozenset(families)


def _is_at_ease(verdict: Verdict, today: date) -> bool:
    return verdict.state in _AT_EASE and (verdict.due_on is None or today <= verdict.due_on)
