"""Everything ``xuncha explain`` tells of a target, section by section."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from exporters.explanation import Explanation, explanation_lines
from exporters.explanation import explain as explanation_of
from exporters.standing import standing_lines
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

    @classmethod
    def of(cls, snapshot: Snapshot, key: str, *, store: Store, settings: Settings) -> Self:
        """Return the case of the target *key*; InputError where no rule is about such a target."""
        looks = store.looks(until=snapshot.at)
        owed = obligations(snapshot, key, looks, store.incidents(until=snapshot.at))
        explanation = explanation_of(snapshot, key, looks, owed=owed)
        return cls(snapshot=snapshot, key=key, looks=looks, explanation=explanation, settings=settings)


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
        told={"verdicts": verdicts, "looks": looks, **json.loads(to_json(explanation.owed))},
    )


#: What is told, in this order. A new section is a function and a line.
SECTIONS: Mapping[str, Callable[[Case], Section]] = {
    "finding": _finding,
}


def explained(case: Case) -> Iterator[str]:
    """Yield the lines of every section for a person."""
    for section in SECTIONS.values():
        yield from section(case).lines


def told(case: Case) -> dict[str, Any]:
    """Return every section for a program, as one object."""
    return {key: value for section in SECTIONS.values() for key, value in section(case).told.items()}
