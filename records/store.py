"""The one door to the database: passes, observations, verdicts and changes."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Row, func, insert, select

from records import queries, rows, tables
from records.codec import from_json, to_json
from records.engine import open_engine, writing
from records.given import GivenLink
from records.history import History
from records.incident import Incident
from records.inventory import Inventory
from records.observation import Observation
from records.postbox import Postbox
from records.probe import Probe
from records.snapshot import Snapshot
from records.verdict import Change, Review, State, Verdict
from records.vital_signs import VitalSigns
from records.vitals import Vitals

#: An unfinished pass is taken up again for this long; after it the looks are too old to judge by.
RESUME_WITHIN = timedelta(hours=6)

#: How many entries one query asks for: two parameters each, below SQLite's bound.
_CHUNK = 4_000


@dataclass(frozen=True, kw_only=True)
class Pass:
    """One run over the inventory."""

    id: int
    started_at: datetime
    #: Whether an earlier run had begun it and was cut off.
    resumed: bool
    #: Whether it has been judged, so that only the telling is left.
    judged: bool = False


class Store:
    """Everything that is kept, behind methods that each are one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        #: What earlier passes knew and came to.
        self.history = History(engine)
        #: What units were told, and what is on its way.
        self.postbox = Postbox(engine)
        self._vital_signs = VitalSigns(engine)

    @classmethod
    def open(cls, url: str) -> Self:
        """Return the store at *url*, its tables brought to the newest version.

        Raises InputError or OutsideError as ``records.engine.open_engine``.
        """
        return cls(open_engine(url))

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin_pass(
        self, inventory: Inventory, *, now: datetime, reader: str, scope: Sequence[str] = ()
    ) -> Pass:
        """Return the pass to work on at *now*: the one that was cut off, or a new one.

        A pass is taken up again when it was begun not long ago with the same
        inventory, reader and *scope* (keys of targets; empty for all); any other
        unfinished pass is given up.
        """
        wanted = {"inventory": inventory.version, "reader": reader, "scope": json.dumps(sorted(scope))}
        with writing(self._engine) as db:
            for row in db.execute(queries.unfinished_passes()).all():
                same = all(row._mapping[name] == value for name, value in wanted.items())
                if same and timedelta(0) <= now - row.started_at <= RESUME_WITHIN:
                    judged = row.state == queries.JUDGED
                    return Pass(id=row.id, started_at=row.started_at, resumed=True, judged=judged)
                queries.advance(db, row.id, before=row.state, state=queries.ABANDONED)
            content = {"version": inventory.version, "content": to_json(inventory)}
            queries.insert_new(db, tables.inventories, [content])
            new = {**wanted, "state": queries.OPEN, "started_at": now}
            number = db.execute(insert(tables.passes).values(new).returning(tables.passes.c.id)).scalar_one()
            return Pass(id=number, started_at=now, resumed=False)

    def other_pass_is_open(self, *, now: datetime, scope: Sequence[str]) -> bool:
        """Return whether a pass of another *scope* was cut off not long ago and can still be taken up."""
        with self._engine.begin() as db:
            found = db.execute(queries.unfinished_passes()).all()
        own = json.dumps(sorted(scope))
        return any(
            row.scope != own and timedelta(0) <= now - row.started_at <= RESUME_WITHIN for row in found
        )

    def looked_at(self, pass_id: int) -> frozenset[str]:
        """Return the keys of the targets the pass already has an observation of."""
        query = select(tables.observations.c.target).where(tables.observations.c.pass_id == pass_id)
        with self._engine.begin() as db:
            return frozenset(db.scalars(query))

    def inventory_of(self, pass_id: int) -> Inventory:
        """Return the inventory the pass was begun with; LookupError where there is no such pass."""
        with self._engine.begin() as db:
            content = db.scalar(queries.inventory_of(pass_id))
        if content is None:
            raise LookupError(f"there is no pass {pass_id}")
        return from_json(Inventory, content)

    def keep(self, pass_id: int, observation: Observation) -> Observation:
        """Keep *observation* and return it with its number and its entries' first sightings.

        Keeping the same look of a pass twice keeps the first.
        """
        kept = tables.observations.c
        same = (kept.pass_id == pass_id, kept.target == observation.target, kept.how == observation.how)
        with writing(self._engine) as db:
            reading = _keep_entries(db, observation)
            row = rows.observation_row(observation, pass_id=pass_id, reading=reading)
            queries.insert_new(db, tables.observations, [row])
            return _with_sightings(db, db.execute(queries.looks().where(*same)).all())[0]

    def looks(self, *, until: datetime, first_seen: bool = True) -> Mapping[str, tuple[Observation, ...]]:
        """Return each target's looks begun no later than *until*, oldest first, as many as judging needs.

        That is the newest look that proves what it does not show, and all after it;
        where no look ever proved that, the last few. Without *first_seen* it is quicker,
        and entries do not say when they were first seen.
        """
        with self._engine.begin() as db:
            found = db.execute(queries.looks_to_judge_by(until=until)).all()
            looks = (
                _with_sightings(db, found) if first_seen else [rows.observation_from(row) for row in found]
            )
        return _by_target(looks)

    def looks_at(
        self, target: str, *, until: datetime, since: datetime | None = None
    ) -> tuple[Observation, ...]:
        """Return every look at *target* after *since* and no later than *until*, oldest first."""
        with self._engine.begin() as db:
            found = db.execute(queries.looks_at(target, since=since, until=until)).all()
            return tuple(_with_sightings(db, found))

    def known_states(self, *, until: datetime) -> Mapping[tuple[str, str], State]:
        """Return the last state judged no later than *until* that was not UNKNOWN, by target and rulebook."""
        found = self._known(until=until, disputed=False)
        return {key: verdict.state for key, verdict in found.items()}

    def standing(self, *, until: datetime) -> Mapping[tuple[str, str], Verdict]:
        """Return the last verdict judged no later than *until* that told something, by target and rulebook.

        UNKNOWN tells nothing of a target, but that a finding about it is disputed does.
        """
        return self._known(until=until, disputed=True)

    def keep_incidents(self, pass_id: int, incidents: Sequence[Incident]) -> None:
        """Keep what failed during the pass; keeping it again changes nothing."""
        found = [rows.incident_row(incident, pass_id=pass_id) for incident in incidents]
        with writing(self._engine) as db:
            queries.insert_new(db, tables.incidents, found)

    def incidents(self, *, until: datetime) -> tuple[Incident, ...]:
        """Return the incidents that began no later than *until*, oldest first."""
        begun = tables.incidents.c.from_at
        query = select(tables.incidents).where(begun <= until).order_by(begun, tables.incidents.c.host)
        with self._engine.begin() as db:
            return tuple(map(rows.incident_from, db.execute(query)))

    def review(self, review: Review) -> None:
        """Keep a person's decision; what was decided before stays on record."""
        with writing(self._engine) as db:
            db.execute(insert(tables.reviews).values(rows.review_row(review)))

    def last_review(self) -> int:
        """Return the number of the decision that was put on record last; 0 before the first."""
        with self._engine.begin() as db:
            return db.scalar(select(func.max(tables.reviews.c.id))) or 0

    def reviews(self, *, until: datetime, known_to: int | None = None) -> tuple[Review, ...]:
        """Return the decisions made no later than *until*, oldest first.

        *known_to* leaves out what was put on record after the decision of that number.
        """
        kept = tables.reviews.c
        made = kept.reviewed_at <= until
        if known_to is not None:
            made &= kept.id <= known_to
        query = select(tables.reviews).where(made).order_by(kept.reviewed_at, kept.id)
        with self._engine.begin() as db:
            return tuple(map(rows.review_from, db.execute(query)))

    def give_link(self, link: GivenLink) -> bool:
        """Keep *link*; returns False, and changes nothing, where its target has been given it before."""
        kept = tables.given_links
        same = (kept.c.target == link.target) & (kept.c.url == link.url)
        with writing(self._engine) as db:
            known = db.scalar(select(func.count()).select_from(kept).where(same))
            queries.insert_new(db, kept, [rows.given_link_row(link)])
        return not known

    def given_links(self, *, until: datetime) -> Mapping[str, Sequence[GivenLink]]:
        """Return the links that people gave no later than *until* by account, newest first."""
        found: dict[str, list[GivenLink]] = defaultdict(list)
        with self._engine.begin() as db:
            for row in db.execute(queries.given_links_until(until)):
                found[row.target].append(rows.given_link_from(row))
        return dict(found)

    def keep_probe(self, probe: Probe) -> None:
        """Keep one try to open a home page."""
        with writing(self._engine) as db:
            db.execute(insert(tables.probes).values(site=probe.site, at=probe.at, seconds=probe.seconds))

    def probes(self, *, since: datetime, until: datetime) -> tuple[Probe, ...]:
        """Return the tries after *since* and no later than *until*, oldest first."""
        when = tables.probes.c.at
        query = select(tables.probes).where(when > since, when <= until).order_by(when, tables.probes.c.id)
        with self._engine.begin() as db:
            return tuple(map(rows.probe_from, db.execute(query)))

    def judged(
        self,
        pass_id: int,
        *,
        at: datetime,
        verdicts: Sequence[Verdict],
        changes: Sequence[Change],
        judged_with: str = "",
    ) -> None:
        """Keep what the pass was judged to at *at*, all or nothing; once judged it stays so.

        *judged_with* is kept as it is, for whoever judges again.
        """
        judged = [
            rows.verdict_row(each, pass_id=pass_id, position=place) for place, each in enumerate(verdicts)
        ]
        changed = [rows.change_row(change, pass_id=pass_id) for change in changes]
        with writing(self._engine) as db:
            now = {"state": queries.JUDGED, "judged_at": at, "judged_with": judged_with}
            if not queries.advance(db, pass_id, before=queries.OPEN, **now):
                return
            for table, content in ((tables.verdicts, judged), (tables.changes, changed)):
                if content:
                    db.execute(insert(table), content)

    def finished(self, pass_id: int, *, at: datetime) -> None:
        """Close the pass at *at*: it was judged, and what it came to has been told."""
        with writing(self._engine) as db:
            queries.advance(db, pass_id, before=queries.JUDGED, state=queries.FINISHED, finished_at=at)

    def latest_snapshot(self, *, until: datetime | None = None) -> Snapshot | None:
        """Return what the newest pass judged no later than *until* came to, or None before the first."""
        with self._engine.begin() as db:
            row = db.execute(queries.newest_pass(until=until)).one_or_none()
        return self._snapshot(row) if row else None

    def newest_pass(self, *, until: datetime) -> tuple[int, datetime | None]:
        """Return the number of the newest pass judged no later than *until*, and when it was finished.

        0 before the first, None while it is not finished: as long as both stay, so does ``latest_snapshot``.
        """
        with self._engine.begin() as db:
            row = db.execute(queries.newest_pass(until=until)).one_or_none()
        return (row.id, row.finished_at) if row else (0, None)

    def vitals(self, *, until: datetime) -> Vitals:
        """Return how the watching fares at *until*; cheap enough to be asked for at every scrape."""
        return replace(self._vital_signs.read(until=until), post=self.postbox.tally(at=until))

    def newest_verdicts(self, *, until: datetime) -> tuple[Verdict, ...]:
        """Return the verdicts of the newest pass judged no later than *until*, none before the first."""
        newest = queries.newest_pass(until=until).with_only_columns(tables.passes.c.id).scalar_subquery()
        verdicts = tables.verdicts
        query = select(verdicts).where(verdicts.c.pass_id == newest).order_by(verdicts.c.position)
        with self._engine.begin() as db:
            return tuple(map(rows.verdict_from, db.execute(query)))

    def snapshot_of(self, pass_id: int) -> Snapshot:
        """Return what the pass came to; LookupError where it was not judged."""
        with self._engine.begin() as db:
            row = db.execute(queries.judged_pass(pass_id)).one_or_none()
        if row is None:
            raise LookupError(f"there is no judged pass {pass_id}")
        return self._snapshot(row)

    def changes(self, *, since: datetime, until: datetime) -> tuple[Change, ...]:
        """Return the changes after *since* and no later than *until*, oldest first."""
        when = tables.changes.c.changed_at
        query = (
            select(tables.changes).where(when > since, when <= until).order_by(when, tables.changes.c.target)
        )
        with self._engine.begin() as db:
            return tuple(map(rows.change_from, db.execute(query)))

    def _known(self, *, until: datetime, disputed: bool) -> Mapping[tuple[str, str], Verdict]:
        with self._engine.begin() as db:
            found = db.execute(queries.known_verdicts(until=until, disputed=disputed)).all()
        return {(row.target, row.rulebook): rows.verdict_from(row) for row in found}

    def _snapshot(self, row: Row[Any]) -> Snapshot:
        verdicts, changes = tables.verdicts, tables.changes
        judged = select(verdicts).where(verdicts.c.pass_id == row.id).order_by(verdicts.c.position)
        changed = select(changes).where(changes.c.pass_id == row.id).order_by(changes.c.target)
        seen = queries.newest_looks(until=row.judged_at)
        inventory = self.inventory_of(row.id)
        with self._engine.begin() as db:
            return Snapshot(
                at=row.judged_at,
                pass_id=row.id,
                started_at=row.started_at,
                finished_at=row.finished_at,
                inventory=inventory,
                verdicts=tuple(map(rows.verdict_from, db.execute(judged))),
                looks={look.target: look for look in _with_sightings(db, db.execute(seen).all())},
                changes=tuple(map(rows.change_from, db.execute(changed))),
            )


def _keep_entries(db: Connection, observation: Observation) -> str | None:
    if not observation.entries:
        return None
    digest, content = rows.reading_of(observation.entries)
    queries.insert_new(db, tables.readings, [{"digest": digest, "entries": content}])
    seen = {rows.identity(entry) for entry in observation.entries}
    sightings = [
        {"target": observation.target, "entry": entry, "first_seen_at": observation.seen_at}
        for entry in sorted(seen)
    ]
    queries.insert_new(db, tables.sightings, sightings)
    return digest


def _with_sightings(db: Connection, found: Sequence[Row[Any]]) -> list[Observation]:
    """Return the observations of the rows *found*, each entry with the moment it was first seen."""
    first_seen: dict[str, dict[str, datetime]] = defaultdict(dict)
    shown = {(row.target, identity) for row in found for identity, _ in rows.entries_of(row.entries)}
    asked = sorted(shown)
    for start in range(0, len(asked), _CHUNK):
        for target, entry, at in db.execute(queries.sightings_of(asked[start : start + _CHUNK])):
            first_seen[target][entry] = at
    return [rows.observation_from(row, first_seen[row.target]) for row in found]


def _by_target(observations: Iterable[Observation]) -> Mapping[str, tuple[Observation, ...]]:
    grouped: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        grouped[observation.target].append(observation)
    return {target: tuple(looks) for target, looks in grouped.items()}
