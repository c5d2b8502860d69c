"""Everything ``xuncha explain`` tells of a target, section by section."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from crawler.evidence import EvidenceStore
from exporters.evidence.chain import chain_lines
from exporters.evidence.dossier import Dossier
from exporters.explanation import Explanation, explanation_lines
from exporters.explanation import explain as explanation_of
from exporters.looking_back import LookingBack, looking_back_lines
from exporters.standing import standing_lines
from pipeline.dossiers import dossier_of
from pipeline.looking_back import look_back, looking_back_json
from pipeline.owed import obligations
from pipeline.settings import Settings
from records.codec import to_json
from records.observation import Observation
from records.snapshot import Snapshot
from records.store import Store


@dataclass(frozen=True, kw_only=True)
class Case:
    """One target, with everything that is known of it."""

    snapshot: Snapshot
    key: str
    #: By key of column or account.
    looks: Mapping[str, Sequence[Observation]]
    explanation: Explanation
    settings: Settings
    back: LookingBack
    dossier: Dossier

    @classmethod
    def of(
        cls, snapshot: Snapshot, key: str, *, store: Store, settings: Settings, since: date | None = None
    ) -> Self:
        """Return the case of the target *key*, its past *since* a day or over the quarter so far.

        Raises InputError where no rule is about such a target.
        """
        looks = store.looks(until=snapshot.at)
        owed = obligations(snapshot, key, looks, store.incidents(until=snapshot.at))
        explanation = explanation_of(snapshot, key, looks, owed=owed)
        return cls(
            snapshot=snapshot,
            key=key,
            looks=looks,
            explanation=explanation,
            settings=settings,
            back=look_back(store, snapshot, key, since=since, settings=settings),
            dossier=dossier_of(store, EvidenceStore(settings.evidence), snapshot, key),
        )


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of what is told: for people, and for programs."""

    lines: Sequence[str]
    told: Mapping[str, Any]


def _finding(case: Case) -> Section:
    explanation = case.explanation
    verdicts = [json.loads(line) for line in standing_lines([explanation.finding])]
    looks = json.loads(to_json(explanation.looks))
    return Section(
        lines=list(explanation_lines(explanation)),
        told={
            "verdicts": verdicts,
            "looks": looks,
            "below": [finding.target for finding in explanation.below],
            **json.loads(to_json(explanation.owed)),
        },
    )


def _chain(case: Case) -> Section:
    lines = list(chain_lines(case.dossier))
    return Section(lines=lines, told={"chain": lines})


def _past(case: Case) -> Section:
    lines = list(looking_back_lines(case.back, case.snapshot.inventory))
    return Section(lines=lines, told={"past": looking_back_json(case.back)})


#: What is told, in this order. A new section is a function and a line.
SECTIONS: Mapping[str, Callable[[Case], Section]] = {
    "finding": _finding,
    "chain": _chain,
    "past": _past,
}


def explained(case: Case) -> Iterator[str]:
    """Yield the lines of every section for a person."""
    for section in SECTIONS.values():
        yield from section(case).lines


def told(case: Case) -> dict[str, Any]:
    """Return every section for a program, as one object."""
    return {key: value for section in SECTIONS.values() for key, value in section(case).told.items()}
