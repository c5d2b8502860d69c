"""The selects behind the vital signs, for SQLite and PostgreSQL alike."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, TextClause, case, func, select, text

from records.queries import FINISHED
from records.tables import observations, passes, probes, verdicts
from records.verdict import State

#: The scope of a pass over everything.
EVERYTHING = "[]"

#: How much room a database takes, in bytes, by the name of its kind.
_BYTES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def last_complete_pass(*, until: datetime) -> Select[Any]:
    """Return when the newest pass over everything was finished, no later than *until*."""
    ended = passes.c.finished_at
    whole = (passes.c.state == FINISHED) & (passes.c.scope == EVERYTHING)
    return select(func.max(ended)).where(whole, ended <= until)


def oldest_unknown(pass_id: int) -> Select[Any]:
    """Return since when that is UNKNOWN which by the pass of that number has been so for longest.

    It walks back from the newest verdict of each target that is UNKNOWN to the last that was not.
    """
    now, past, since = verdicts.alias(), verdicts.alias(), verdicts.alias()
    known = (
        select(past.c.pass_id)
        .where(past.c.target == now.c.target, past.c.rulebook == now.c.rulebook)
        .where(past.c.pass_id < pass_id, past.c.state != State.UNKNOWN.value)
        .order_by(past.c.pass_id.desc())
        .limit(1)
        .correlate(now)
        .scalar_subquery()
    )
    begun = (
        select(since.c.judged_at)
        .where(since.c.target == now.c.target, since.c.rulebook == now.c.rulebook)
        .where(since.c.pass_id > func.coalesce(known, 0))
        .order_by(since.c.pass_id)
        .limit(1)
        .correlate(now)
        .scalar_subquery()
    )
    unknown = (now.c.pass_id == pass_id) & (now.c.state == State.UNKNOWN.value)
    return select(func.min(select(begun.label("begun")).where(unknown).subquery().c.begun))


def newest_probes(*, after: int, until: datetime) -> Select[Any]:
    """Return each site's newest try no later than *until*, of those numbered above *after*."""
    new = (probes.c.id > after) & (probes.c.at <= until)
    return select(probes).where(
        probes.c.id.in_(select(func.max(probes.c.id)).where(new).group_by(probes.c.site))
    )


def looks_counted(*, after: int, last: int, bounds: Sequence[float]) -> Select[Any]:
    """Return the looks numbered above *after* up to *last*, counted by target, outcome and time.

    ``place`` says which of *bounds* is the first that a look's seconds do not go beyond,
    their number where there is none such, and None where the seconds are not known.
    """
    seconds = observations.c.seconds
    places = [(seconds <= bound, place) for place, bound in enumerate(bounds)]
    place = case((seconds.is_(None), None), *places, else_=len(bounds)).label("place")
    by = (observations.c.target, observations.c.outcome, place)
    counted = (func.count().label("number"), func.sum(seconds).label("total"))
    return select(*by, *counted).where(observations.c.id > after, observations.c.id <= last).group_by(*by)


def inventory_versions() -> Select[Any]:
    """Return the versions of the inventories that passes were begun with, the newest first."""
    return select(passes.c.inventory).group_by(passes.c.inventory).order_by(func.max(passes.c.id).desc())


def database_bytes(kind: str) -> TextClause:
    """Return what asks a database of that *kind*, sqlite or postgresql, how much room it takes."""
    return text(_BYTES[kind])
