"""Removing evidence that is older than the office keeps it and that nothing still needs."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from crawler.evidence import EvidenceStore
from records.civil import parse_moment
from records.errors import OutsideError
from records.snapshot import Snapshot
from records.store import Store

_log = logging.getLogger(__name__)

#: How long the contents of messages are kept once they ended; that they were sent stays on record.
KEEP_CONTENTS = timedelta(days=30)


def clean_up(
    store: Store, evidence: EvidenceStore, snapshot: Snapshot, *, now: datetime, keep: timedelta
) -> int:
    """Remove the evidence of looks begun longer than *keep* before *now*; returns how many exchanges went.

    The contents of messages that ended KEEP_CONTENTS ago go with it.

    What stays all the same: the evidence of every verdict that stands in *snapshot*, and
    of the looks that its targets are judged by. Exchanges go first and bodies that no
    exchange names after them, so that one that is killed leaves no exchange without its
    body; the next one finds the mark it left and goes on. To be called while no look is
    under way.
    """
    store.postbox.forget_contents(before=now - KEEP_CONTENTS)
    expired = list(_expired(store, evidence, snapshot, before=now - keep))
    if not expired and not evidence.is_being_cleaned:
        return 0
    with evidence.cleaning():
        for digest in expired:
            evidence.remove_exchange(digest)
        try:
            evidence.remove_unnamed_bodies()
        except OutsideError as error:
            _log.warning("no body was removed, for one may be that exchange's: %s", error)
    return len(expired)


def _expired(store: Store, evidence: EvidenceStore, snapshot: Snapshot, *, before: datetime) -> Iterator[str]:
    old, kept = set[str](), set[str]()
    for _number, seen_at, digests in store.history.evidence():
        (old if seen_at < before else kept).update(digests)
    if old:
        kept |= _needed(store, snapshot)
    for digest in evidence.exchanges():
        if digest not in kept and (digest in old or _is_older(evidence, digest, before)):
            yield digest


def _is_older(evidence: EvidenceStore, digest: str, before: datetime) -> bool:
    """Return whether an exchange of no look on record, one that was cut off, is older than *before*."""
    try:
        return parse_moment(evidence.exchange(digest).moment) < before
    except OutsideError:
        return False


def _needed(store: Store, snapshot: Snapshot) -> frozenset[str]:
    """Return the exchanges behind what stands of the watched targets, and behind what they are judged by."""
    watched = {target.key for target in snapshot.inventory.targets()}
    standing = store.standing(until=snapshot.at).values()
    numbers: set[int | None] = set()
    for verdict in (*snapshot.verdicts, *standing):
        if verdict.target in watched:
            numbers |= {*verdict.rests_on, verdict.first_key, verdict.second_key}
    looks = store.history.looks_numbered({number for number in numbers if number is not None})
    found = {digest for look in looks.values() for digest in look.evidence}
    for key, judged_by in store.looks(until=snapshot.at).items():
        if key in watched:
            found |= {digest for look in judged_by for digest in look.evidence}
    return frozenset(found)
