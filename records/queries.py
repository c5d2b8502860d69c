"""The selects behind the store, for SQLite and PostgreSQL alike."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, select, tuple_, union_all, update
from sqlalchemy.dialects import postgresql, sqlite

from records.observation import Outcome
from records.tables import given_links, inventories, observations, passes, readings, sightings, verdicts
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
    answered = _answered(until=until, known_to=known_to).subquery()
    never = observations.c.target.in_(select(answered.c.target).where(answered.c.seen_at.is_(None)))
    newest_first = (observations.c.seen_at.desc(), observations.c.id.desc())
    place = func.row_number().over(partition_by=observations.c.target, order_by=newest_first)
    ranked = select(observations.c.id, place.label("place")).where(seen, never).subquery()
    few = select(ranked.c.id).where(ranked.c.place <= LOOKS_WITHOUT_PROOF)
    since = (
        select(observations.c.id)
        .join(answered, answered.c.target == observations.c.target)
        .where(seen, observations.c.seen_at >= answered.c.seen_at)
    )
    return (
        looks()
        .where(observations.c.id.in_(union_all(since, few)))
        .order_by(observations.c.seen_at, observations.c.id)
    )


def _answered(*, until: datetime, known_to: int | None) -> Select[Any]:
    """Return each target with the moment of its newest complete READ no later than *until*, or None.

    It walks back from the newest look of each, so that years of them cost no more than one.
    """
    targets = select(observations.c.target).distinct().subquery()
    past = observations.alias()
    kept = past.c.seen_at <= until
    if known_to is not None:
        kept &= past.c.pass_id <= known_to
    newest = (
        select(past.c.seen_at)
        .where(past.c.target == targets.c.target, kept)
        .where(past.c.complete, past.c.outcome == Outcome.READ.value)
        .order_by(past.c.seen_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(targets.c.target, newest.label("seen_at"))


def known_verdicts(*, until: datetime, disputed: bool, before: int | None = None) -> Select[Any]:
    """Return the last verdict no later than *until* that was not UNKNOWN, by target and rulebook.

    With *disputed* one that is UNKNOWN because it is disputed counts too. *before* leaves
    out the verdicts of that pass and of later ones. It walks back from the newest verdict
    of each target, so that years of them cost no more than one.
    """
    pairs = _judged_pairs(until=until).subquery()
    past = verdicts.alias()
    told = past.c.state != State.UNKNOWN.value
    if disputed:
        told |= past.c.reason == Reason.DISPUTED.value
    told &= past.c.judged_at <= until
    if before is not None:
        told &= past.c.pass_id < before
    newest = (
        select(past.c.pass_id)
        .where(past.c.target == pairs.c.target, past.c.rulebook == pairs.c.rulebook)
        .where(told)
        .order_by(past.c.pass_id.desc())
        .limit(1)
        .scalar_subquery()
    )
    same = [verdicts.c[name] == pairs.c[name] for name in ("target", "rulebook")]
    return select(verdicts).join(pairs, and_(*same, verdicts.c.pass_id == newest))


def _judged_pairs(*, until: datetime) -> Select[Any]:
    """Return each target and rulebook judged by *until*: a pass judges all that its inventory has."""
    newest = select(func.max(passes.c.id)).where(passes.c.judged_at <= until).group_by(passes.c.inventory)
    return select(verdicts.c.target, verdicts.c.rulebook).where(verdicts.c.pass_id.in_(newest)).distinct()


def newest_looks(*, until: datetime) -> Select[Any]:
    """Return each target's newest look no later than *until*."""
    seen = observations.c.seen_at <= until
    newest = select(func.max(observations.c.id)).where(seen).group_by(observations.c.target)
    return looks().where(observations.c.id.in_(newest)).order_by(observations.c.id)


def sightings_of(entries: Sequence[tuple[str, str]]) -> Select[Any]:
    """Return when each of *entries*, by target and identity, was first seen."""
    return select(sightings).where(tuple_(sightings.c.target, sightings.c.entry).in_(entries))


def given_links_until(until: datetime) -> Select[Any]:
    """Return the links given no later than *until*, the newest of each target first."""
    given = given_links.c
    query = select(given_links).where(given.given_at <= until)
    return query.order_by(given.target, given.given_at.desc(), given.id.desc())


def insert_new(db: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the *rows* that are not there yet, by whichever unique key they have."""
    dialect = postgresql if db.dialect.name == "postgresql" else sqlite
    if rows:
        db.execute(dialect.insert(table).on_conflict_do_nothing(), rows)


def advance(db: Connection, pass_id: int, *, before: str, **values: object) -> bool:
    """Set *values* on the pass where its state is still *before*; returns whether it was."""
    found = (passes.c.id == pass_id) & (passes.c.state == before)
    return db.execute(update(passes).where(found).values(**values)).rowcount == 1
