"""What units were told and what is on its way, kept so that a kill loses nothing and doubles nothing."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from records import notice_rows, queries, tables
from records.engine import writing
from records.notice import Fate, Notice, NoticeKind, Via
from records.outgoing import Attempt, Channel, Outgoing
from records.vitals import PostTally

#: How long one try to send may take before somebody else may try.
LEASE = timedelta(minutes=10)
_ONE_MOMENT = timedelta(seconds=1)

_kept = tables.outgoing.c


class Postbox:
    """The outbox and the record of notices; each method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def queue(self, messages: Sequence[Outgoing], *, notice: Notice | None = None) -> bool:
        """Keep *messages*, and the *notice* they carry, to be sent.

        False, and nothing changed, where one of their keys is kept already.
        """
        with writing(self._engine) as db:
            known = select(func.count()).where(_kept.key.in_([message.key for message in messages]))
            if db.scalar(known):
                return False
            if notice:
                _put_down(db, notice)
            db.execute(insert(tables.outgoing), [notice_rows.outgoing_row(one) for one in messages])
            return True

    def record(self, notice: Notice) -> None:
        """Put on record that a person told a unit."""
        with writing(self._engine) as db:
            _put_down(db, notice)

    def claim(self, *, now: datetime) -> Outgoing | None:
        """Return the next message to send at *now*, taken so that nobody else sends it; None without one.

        It stays taken for LEASE: who dies on the way leaves it to the next.
        """
        free = or_(_kept.claimed_until.is_(None), _kept.claimed_until < now)
        in_time = or_(_kept.not_after.is_(None), _kept.not_after >= now)
        waiting = (_kept.fate == Fate.WAITING.value) & (_kept.next_at <= now)
        query = select(tables.outgoing).where(waiting, free, in_time).order_by(_kept.next_at, _kept.id)
        with writing(self._engine) as db:
            row = db.execute(query.limit(1).with_for_update(skip_locked=True)).one_or_none()
            if row is None:
                return None
            taken = {"claimed_until": now + LEASE, "attempts": row.attempts + 1, "uncertain": True}
            db.execute(update(tables.outgoing).where(_kept.id == row.id).values(**taken))
            return notice_rows.outgoing_from(row)

    def tried(self, key: str, attempt: Attempt, *, at: datetime) -> None:
        """Keep what came of a try to send the message *key* at *at*."""
        with writing(self._engine) as db:
            row = db.execute(select(tables.outgoing).where(_kept.key == key)).one()
            taken_by = [*json.loads(row.taken_by), *attempt.taken_by]
            fate = Fate.WAITING
            if not attempt.left:
                fate = Fate.SENT
            elif attempt.next_at is None:
                fate = Fate.SENT if taken_by else Fate.GIVEN_UP
            values = {
                "recipients": json.dumps(attempt.left),
                "taken_by": json.dumps(taken_by),
                "fate": fate.value,
                "next_at": attempt.next_at or row.next_at,
                "claimed_until": None,
                "uncertain": attempt.uncertain,
                "trouble": attempt.trouble,
                "ended_at": None if fate is Fate.WAITING else at,
            }
            db.execute(update(tables.outgoing).where(_kept.id == row.id).values(**values))

    def renew(self, notice: Notice, messages: Sequence[Outgoing], *, now: datetime) -> bool:
        """Put *notice* and *messages* in the place of what waits under their keys, to be sent from *now* on.

        False, and nothing changed, where one of them is being sent or somebody has it already.
        """
        with writing(self._engine) as db:
            if _is_any(db, notice.key, _being_sent(now) | _told()):
                return False
            row = notice_rows.notice_row(notice)
            kept = tables.notices.c
            db.execute(update(tables.notices).where(kept.key == notice.key).values(people=row["people"]))
            items = tables.notice_items
            db.execute(items.delete().where(items.c.notice == notice.key))
            db.execute(insert(items), notice_rows.item_rows(notice))
            for message in messages:
                _put(db, message, now=now)
            return True

    def withdraw(self, notice: str, *, at: datetime, why: str) -> bool:
        """Take back what of the *notice* of that key nobody has; False where it is being sent, or all is."""
        with writing(self._engine) as db:
            if _is_any(db, notice, _being_sent(at)):
                return False
            values = {"fate": Fate.WITHDRAWN.value, "ended_at": at, "trouble": why}
            mine = (_kept.notice == notice) & (_kept.fate == Fate.WAITING.value)
            return db.execute(update(tables.outgoing).where(mine).values(**values)).rowcount > 0

    def hold(self, notice: str, *, at: datetime) -> bool:
        """Let what waits of the *notice* of that key wait until it is renewed; False while it is sent."""
        with writing(self._engine) as db:
            if _is_any(db, notice, _being_sent(at)):
                return False
            mine = (_kept.notice == notice) & (_kept.fate == Fate.WAITING.value)
            held = update(tables.outgoing).where(mine).values(not_after=at - _ONE_MOMENT)
            return db.execute(held).rowcount > 0

    def try_again(self, key: str, *, at: datetime) -> bool:
        """Let the message *key* that was given up be tried from *at* on; False where there is none."""
        given_up = (_kept.key == key) & (_kept.fate == Fate.GIVEN_UP.value)
        values = {"fate": Fate.WAITING.value, "next_at": at, "ended_at": None, "not_after": None}
        with writing(self._engine) as db:
            return db.execute(update(tables.outgoing).where(given_up).values(**values)).rowcount == 1

    def notices(self, *, since: datetime, until: datetime) -> tuple[Notice, ...]:
        """Return the notices made after *since* and no later than *until*, oldest first."""
        made = tables.notices.c.made_at
        with self._engine.begin() as db:
            return _notices(db, (made > since) & (made <= until))

    def open_notices(self) -> tuple[Notice, ...]:
        """Return the notices of which a message still waits, oldest first."""
        waiting = select(_kept.notice).where(_kept.fate == Fate.WAITING.value, _kept.notice.is_not(None))
        with self._engine.begin() as db:
            return _notices(db, tables.notices.c.key.in_(waiting))

    def may_send_notices(self, *, now: datetime) -> bool:
        """Return whether a message of a notice waits that may be sent at *now*."""
        in_time = or_(_kept.not_after.is_(None), _kept.not_after >= now)
        waiting = (_kept.fate == Fate.WAITING.value) & _kept.notice.is_not(None)
        with self._engine.begin() as db:
            return bool(db.scalar(select(func.count()).where(waiting, in_time)))

    def uncertain(self, notice: str) -> bool:
        """Return whether a message of that *notice* may have got through without our hearing of it."""
        query = select(func.count()).where(_kept.notice == notice, _kept.uncertain)
        with self._engine.begin() as db:
            return bool(db.scalar(query))

    def messages(self, *, fate: Fate | None = None) -> tuple[Outgoing, ...]:
        """Return what is or was on its way, oldest first; of one *fate* if given."""
        query = select(tables.outgoing).order_by(_kept.id)
        if fate:
            query = query.where(_kept.fate == fate.value)
        with self._engine.begin() as db:
            return tuple(map(notice_rows.outgoing_from, db.execute(query)))

    def tally(self, *, at: datetime) -> PostTally:
        """Return what was told and what is on its way, in numbers, as it is at *at*."""
        fates = select(_kept.channel, _kept.fate, func.count()).group_by(_kept.channel, _kept.fate)
        in_time = or_(_kept.not_after.is_(None), _kept.not_after >= at)
        oldest = select(func.min(_kept.made_at)).where(_kept.fate == Fate.WAITING.value, in_time)
        with self._engine.begin() as db:
            return PostTally(
                outgoing={(Channel(way), Fate(fate)): count for way, fate, count in db.execute(fates)},
                waiting_since=db.scalar(oldest),
                told={
                    (row.unit, NoticeKind(row.kind), Via(row.via)): row.items
                    for row in db.execute(_told_items())
                },
            )

    def forget_contents(self, *, before: datetime) -> int:
        """Empty the contents of what ended before *before*, its record kept; returns of how many."""
        old = (_kept.ended_at < before) & (func.length(_kept.content) > 0)
        with writing(self._engine) as db:
            return db.execute(update(tables.outgoing).where(old).values(content=b"")).rowcount


def _being_sent(now: datetime) -> ColumnElement[bool]:
    return _kept.claimed_until >= now


def _told() -> ColumnElement[bool]:
    return (_kept.fate == Fate.SENT.value) | (_kept.taken_by != "[]")


def _told_items() -> Select[Any]:
    """Return how many items units were told of: those of a notice somebody took, or that a person told."""
    notices, items = tables.notices.c, tables.notice_items.c
    of = (notices.unit, items.kind, notices.via)
    sent = exists().where(_kept.notice == notices.key, _kept.fate == Fate.SENT.value)
    by_machine = notices.via.in_([via.value for via in Via if via.by_machine])
    return (
        select(*of, func.count().label("items"))
        .join_from(tables.notice_items, tables.notices)
        .where(or_(~by_machine, sent))
        .group_by(*of)
    )


def _is_any(db: Connection, notice: str, what: ColumnElement[bool]) -> bool:
    """Return whether *what* holds for a message of *notice*."""
    return bool(db.scalar(select(func.count()).where(_kept.notice == notice, what)))


def _put_down(db: Connection, notice: Notice) -> None:
    db.execute(insert(tables.notices).values(notice_rows.notice_row(notice)))
    db.execute(insert(tables.notice_items), notice_rows.item_rows(notice))


def _put(db: Connection, message: Outgoing, *, now: datetime) -> None:
    """Write *message* over the one that waits under its key, or as a new one."""
    row = notice_rows.outgoing_row(message)
    fresh = {name: row[name] for name in ("recipients", "subject", "content", "not_after")}
    waiting = (_kept.key == message.key) & (_kept.fate == Fate.WAITING.value)
    done = db.execute(update(tables.outgoing).where(waiting).values(**fresh, next_at=now))
    if not done.rowcount:
        queries.insert_new(db, tables.outgoing, [row])


def _notices(db: Connection, where: ColumnElement[bool]) -> tuple[Notice, ...]:
    kept, items = tables.notices, tables.notice_items
    asked = select(kept).where(where).order_by(kept.c.made_at, kept.c.key)
    found = db.execute(asked).all()
    keys = select(kept.c.key).where(where)
    of: dict[str, list[Row[Any]]] = {row.key: [] for row in found}
    for row in db.execute(select(items).where(items.c.notice.in_(keys)).order_by(items.c.position)):
        of[row.notice].append(row)
    sent: dict[str, list[Row[Any]]] = {row.key: [] for row in found}
    fates = select(_kept.notice, _kept.fate, _kept.ended_at, _kept.trouble).where(_kept.notice.in_(keys))
    for row in db.execute(fates.order_by(_kept.id)):
        sent[row.notice].append(row)
    return tuple(notice_rows.notice_from(row, of[row.key], sent[row.key]) for row in found)
