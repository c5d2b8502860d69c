"""What earlier passes saw, knew and came to: for judging again, and for keeping what is still needed."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from records import queries, rows, tables
from records.incident import Incident
from records.observation import Observation
from records.verdict import Verdict

#: How many numbers one query asks for: below SQLite's bound on parameters.
_CHUNK = 500


@dataclass(frozen=True, kw_only=True)
class PastPass:
    """One pass that was judged."""

    id: int
    judged_at: datetime
    #: The version of the readers.
    reader: str
    #: What it was judged by beside the looks, as it was handed in; empty where that was not kept.
    judged_with: str


class History:
    """Earlier passes, each as it was: nothing that was kept later is told of it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def passes(self, *, since: datetime | None = None) -> tuple[PastPass, ...]:
        """Return the passes judged at *since* or later, all of them without it, in their order."""
        with self._engine.begin() as db:
            found = db.execute(queries.judged_since(since=since)).all()
        return tuple(
            PastPass(id=row.id, judged_at=row.judged_at, reader=row.reader, judged_with=row.judged_with)
            for row in found
        )

    def looks_to_judge_by(self, past: PastPass) -> Mapping[str, tuple[Observation, ...]]:
        """Return the looks that *past* was judged by, as ``Store.looks`` gave them at that moment.

        Without the entries' first sightings, which judging does not ask for.
        """
        query = queries.looks_to_judge_by(until=past.judged_at, known_to=past.id)
        grouped: dict[str, list[Observation]] = defaultdict(list)
        with self._engine.begin() as db:
            for row in db.execute(query):
                grouped[row.target].append(rows.observation_from(row, {}))
        return {target: tuple(looks) for target, looks in grouped.items()}

    def looks_of(self, past: PastPass) -> tuple[Observation, ...]:
        """Return the looks of the pass itself, in the order in which they were kept."""
        kept = tables.observations.c
        query = queries.looks().where(kept.pass_id == past.id).order_by(kept.id)
        with self._engine.begin() as db:
            return tuple(rows.observation_from(row, {}) for row in db.execute(query))

    def looks_numbered(self, numbers: Collection[int]) -> Mapping[int, Observation]:
        """Return the looks of those *numbers*, by number; one that is not there is left out."""
        wanted, found = sorted(numbers), dict[int, Observation]()
        with self._engine.begin() as db:
            for start in range(0, len(wanted), _CHUNK):
                some = tables.observations.c.id.in_(wanted[start : start + _CHUNK])
                for row in db.execute(queries.looks().where(some)):
                    found[row.id] = rows.observation_from(row, {})
        return found

    def standing(self, past: PastPass, *, before: int) -> Mapping[tuple[str, str], Verdict]:
        """Return what stood at the moment of *past* by the passes before the one numbered *before*."""
        query = queries.known_verdicts(until=past.judged_at, disputed=True, before=before)
        with self._engine.begin() as db:
            return {(row.target, row.rulebook): rows.verdict_from(row) for row in db.execute(query)}

    def incidents(self, past: PastPass) -> tuple[Incident, ...]:
        """Return the incidents that *past* knew of, oldest first."""
        kept = tables.incidents.c
        known = (kept.from_at <= past.judged_at) & (kept.pass_id <= past.id)
        query = select(tables.incidents).where(known).order_by(kept.from_at, kept.host)
        with self._engine.begin() as db:
            return tuple(map(rows.incident_from, db.execute(query)))

    def verdicts_of(self, past: PastPass) -> tuple[Verdict, ...]:
        """Return what *past* came to, in its order."""
        kept = tables.verdicts.c
        query = select(tables.verdicts).where(kept.pass_id == past.id).order_by(kept.position)
        with self._engine.begin() as db:
            return tuple(map(rows.verdict_from, db.execute(query)))

    def evidence(self) -> Iterator[tuple[int, datetime, tuple[str, ...]]]:
        """Yield of every look its number, its moment and the digests of its exchanges, oldest first."""
        kept = tables.observations.c
        query = select(kept.id, kept.seen_at, kept.evidence).order_by(kept.seen_at)
        with self._engine.begin() as db:
            for row in db.execute(query):
                yield row.id, row.seen_at, tuple(json.loads(row.evidence))
