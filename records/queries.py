"""The selects behind the store, for SQLite and PostgreSQL alike."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from records.observation import Outcome
from records.tables import inventories, observations, passes, readings, sightings, verdicts
from records.verdict import Reason, State

#: Looks that are kept in mind of a target which never proved its silence: a landing page, a blank one.
LOOKS_WITHOUT_PROOF = 40

#: A pass goes from open to judged to finished; one that was left too long is abandoned.
OPEN, JUDGED, FINISHED, ABANDONED = "open", "judged", "finished", "abandoned"


def unfinished_passes() -> Select[Any]:
    """Return the passes that were begun and neither told nor given up."""
    return select(passes).where(passes.c.state.in_([OPEN, JUDGED])).order_by(passes.c.id)


def judged_pass(pass_id: int) -> Select[Any]:
    """Return the pass of that number, where it has been judged."""
    return select(passes).where(passes.c.id == pass_id, passes.c.state.in_([JUDGED, FINISHED]))


def newest_pass(*, until: datetime | None) -> Select[Any]:
    """Return the pass that was judged last, no later than *until* where that is given."""
    query = select(passes).where(passes.c.state.in_([JUDGED, FINISHED]))
    if until is not None:
        query = query.where(passes.c.judged_at <= until)
    return query.order_by(passes.c.judged_at.desc(), passes.c.id.desc()).limit(1)


def judged_since(*, since: datetime | None) -> Select[Any]:
    """Return the passes judged at *since* or later, in the order they were judged in."""
    query = select(passes).where(passes.c.state.in_([JUDGED, FINISHED]))
    if since is not None:
        query = query.where(passes.c.judged_at >= since)
    return query.order_by(passes.c.id)


def inventory_of(pass_id: int) -> Select[Any]:
    """Return the content of the inventory that the pass was begun with."""
    return (
        select(inventories.c.content)
        .join(passes, passes.c.inventory == inventories.c.version)
        .where(passes.c.id == pass_id)
    )


def looks() -> Select[Any]:
    """Return all looks, each with the entries of its reading."""
    return select(observations, readings.c.entries).outerjoin(readings)


def looks_at(target: str, *, since: datetime | None, until: datetime) -> Select[Any]:
    """Return every look at *target* after *since* and no later than *until*, oldest first."""
    when = observations.c.seen_at
    query = looks().where(observations.c.target == target, when <= until)
    if since is not None:
        query = query.where(when > since)
    return query.order_by(when, observations.c.id)


def looks_to_judge_by(*, until: datetime, known_to: int | None = None) -> Select[Any]:
    """Return each target's newest complete READ no later than *until* and all looks since, oldest first.

    Of a target that never answered so, the last few looks. *known_to* leaves out what
    was kept in passes after that one.
    """
    seen = observations.c.seen_at <= until
    if known_to is not None:
        seen &= observations.c.pass_id <= known_to
    complete = and_(observations.c.complete, observations.c.outcome == Outcome.READ.value)
    answered = (
        select(observations.c.target, func.max(observations.c.seen_at).label("seen_at"))
        .where(seen, complete)
        .group_by(observations.c.target)
        .subquery()
    )
    newest_first = (observations.c.seen_at.desc(), observations.c.id.desc())
    place = func.row_number().over(partition_by=observations.c.target, order_by=newest_first)
    ranked = select(observations.c.id, place.label("place")).where(seen).subquery()
    since = observations.c.seen_at >= answered.c.seen_at
    few = answered.c.seen_at.is_(None) & (ranked.c.place <= LOOKS_WITHOUT_PROOF)
    return (
        looks()
        .join(ranked, ranked.c.id == observations.c.id)
        .outerjoin(answered, answered.c.target == observations.c.target)
        .where(seen, since | few)
        .order_by(observations.c.seen_at, observations.c.id)
    )


def known_verdicts(*, until: datetime, disputed: bool, before: int | None = None) -> Select[Any]:
    """Return the last verdict no later than *until* that was not UNKNOWN, by target and rulebook.

    With *disputed* one that is UNKNOWN because it is disputed counts too. *before*
    leaves out the verdicts of that pass and of later ones.
    """
    told = verdicts.c.state != State.UNKNOWN.value
    if disputed:
        told |= verdicts.c.reason == Reason.DISPUTED.value
    known = told & (verdicts.c.judged_at <= until)
    if before is not None:
        known &= verdicts.c.pass_id < before
    newest = (
        select(verdicts.c.target, verdicts.c.rulebook, func.max(verdicts.c.pass_id).label("pass_id"))
        .where(known)
        .group_by(verdicts.c.target, verdicts.c.rulebook)
        .subquery()
    )
    same = [verdicts.c[name] == newest.c[name] for name in ("pass_id", "target", "rulebook")]
    return select(verdicts).join(newest, and_(*same))


def newest_looks(*, until: datetime) -> Select[Any]:
    """Return each target's newest look no later than *until*."""
    seen = observations.c.seen_at <= until
    newest = select(func.max(observations.c.id)).where(seen).group_by(observations.c.target)
    return looks().where(observations.c.id.in_(newest)).order_by(observations.c.id)


def sightings_of(targets: Sequence[str]) -> Select[Any]:
    """Return when each entry of *targets* was first seen."""
    return select(sightings).where(sightings.c.target.in_(targets))


def insert_new(db: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the *rows* that are not there yet, by whichever unique key they have."""
    dialect = postgresql if db.dialect.name == "postgresql" else sqlite
    if rows:
        db.execute(dialect.insert(table).on_conflict_do_nothing(), rows)


def advance(db: Connection, pass_id: int, *, before: str, **values: object) -> bool:
    """Set *values* on the pass where its state is still *before*; returns whether it was."""
    found = (passes.c.id == pass_id) & (passes.c.state == before)
    return db.execute(update(passes).where(found).values(**values)).rowcount == 1
