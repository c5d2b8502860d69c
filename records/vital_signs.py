"""How the watching fares, read from the database whenever somebody asks."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Engine

from records import queries, rows, vital_queries
from records.look_counter import LookCounter
from records.probe import Probe
from records.vitals import Vitals


class VitalSigns:
    """Reads them again and again at little cost: what cannot have changed is not asked for twice."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._looks = LookCounter(engine)
        #: The number of a pass with the moment its oldest UNKNOWN began.
        self._oldest_unknown: tuple[int, datetime | None] = (0, None)
        #: The tries that were the newest of their sites, with the number of the last one.
        self._probes: tuple[int, Mapping[str, Probe]] = (0, {})

    def read(self, *, until: datetime) -> Vitals:
        """Return them as they were at *until*; only the looks are all that are kept by now."""
        with self._engine.begin() as db:
            completed_at = db.scalar(vital_queries.last_complete_pass(until=until))
            oldest_unknown_at = self._oldest_unknown_at(db, until)
            probes = self._newest_probes(db, until)
            database_bytes = int(db.scalar(vital_queries.database_bytes(db.dialect.name)) or 0)
        return Vitals(
            completed_at=completed_at,
            oldest_unknown_at=oldest_unknown_at,
            probes=probes,
            looks=self._looks.tally(),
            database_bytes=database_bytes,
        )

    def _oldest_unknown_at(self, db: Connection, until: datetime) -> datetime | None:
        newest = db.execute(queries.newest_pass(until=until)).one_or_none()
        if newest is None:
            return None
        pass_id, known = self._oldest_unknown
        if pass_id != newest.id:
            known = db.scalar(vital_queries.oldest_unknown(newest.id))
            self._oldest_unknown = (newest.id, known)
        return known

    def _newest_probes(self, db: Connection, until: datetime) -> Mapping[str, Probe]:
        last, known = self._probes
        found = db.execute(vital_queries.newest_probes(after=last, until=until)).all()
        if found:
            known = {**known, **{row.site: rows.probe_from(row) for row in found}}
            self._probes = (max(row.id for row in found), known)
        return {site: probe for site, probe in known.items() if probe.at <= until}
