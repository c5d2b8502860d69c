"""Gathering what stands behind a finding from the database and the evidence."""

from collections.abc import Iterator

from crawler.evidence import DamagedEvidence, EvidenceStore, MissingEvidence
from exporters.evidence.dossier import Dossier, Witness, looks_behind
from exporters.finding import Finding
from exporters.findings import findings
from records.errors import InputError
from records.observation import Observation
from records.snapshot import Snapshot
from records.store import Store


def dossier_of(store: Store, evidence: EvidenceStore, snapshot: Snapshot, key: str) -> Dossier:
    """Return all that stands behind what *snapshot* says of the target *key*.

    What is missing or damaged is named in it. Raises InputError where no rule is about
    such a target.
    """
    for finding in findings(snapshot).all:
        if finding.target == key:
            return _dossier(store, evidence, snapshot, finding)
    raise InputError(f"{key}: no such target, or no rule is about it; `xuncha status` lists the keys")


def dossiers_of_unit(
    store: Store, evidence: EvidenceStore, snapshot: Snapshot, unit: str
) -> tuple[Dossier, ...]:
    """Return a dossier for each target of the *unit* (its key) with a confirmed adverse verdict, late first.

    Raises InputError for an unknown unit.
    """
    if unit not in {known.key for known in snapshot.inventory.units}:
        raise InputError(f"--unit: no unit has the key {unit!r}; `xuncha check` lists them")
    answers = (finding for finding in findings(snapshot).all if unit in {each.key for each in finding.units})
    found = (_dossier(store, evidence, snapshot, finding) for finding in answers)
    return tuple(dossier for dossier in found if dossier.confirmed)


def _dossier(store: Store, evidence: EvidenceStore, snapshot: Snapshot, finding: Finding) -> Dossier:
    looks = store.history.looks_numbered(looks_behind(finding))
    about = (review for review in store.reviews(until=snapshot.at) if review.target == finding.target)
    return Dossier(
        finding=finding,
        looks=looks,
        witnesses={number: tuple(_witnesses(evidence, look)) for number, look in looks.items()},
        reviews=tuple(about),
    )


def _witnesses(evidence: EvidenceStore, look: Observation) -> Iterator[Witness]:
    for digest in look.evidence:
        yield _witness(evidence, digest, look.id or 0)


def _witness(evidence: EvidenceStore, digest: str, look: int) -> Witness:
    exchange = None
    try:
        exchange = evidence.exchange(digest)
        body = evidence.read(exchange.body) if exchange.body else b""
    except (MissingEvidence, DamagedEvidence) as error:
        missing = isinstance(error, MissingEvidence)
        return Witness(digest=digest, look=look, exchange=exchange, fault=str(error), missing=missing)
    return Witness(digest=digest, look=look, exchange=exchange, body=body)
