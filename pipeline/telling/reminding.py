"""What people do about reminders: put on record that they told a unit, and ask for a 催办."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitors.notices import is_sure, item_of, own_verdicts
from pipeline.kept import kept_store, newest_snapshot
from pipeline.people import name_of_person
from pipeline.settings import Settings
from pipeline.telling.notice_desk import Write
from records.errors import InputError
from records.notice import Notice, NoticeItem, NoticeKind, Via
from records.snapshot import Snapshot
from records.verdict import State, Verdict

_ONE_MOMENT = timedelta(seconds=1)


def record_told(
    settings: Settings, keys: Sequence[str], *, via: Via, by: str, note: str, now: datetime
) -> tuple[Notice, ...]:
    """Keep that *by* told the units of the targets *keys* in the group or by telephone; one notice a unit.

    Raises InputError for a target that is neither late nor falls due, a way that is the
    machine's own, or a missing name.
    """
    if via.by_machine:
        raise InputError(f"--via: {via} is sent by the program itself; write 群内 or 电话")
    name = name_of_person(by)
    snapshot = newest_snapshot(settings, until=now)
    notices = tuple(
        Notice(
            key=f"told.{now:%Y%m%dT%H%M%S%f}.{unit}",
            unit=unit,
            via=via,
            items=items,
            made_at=now,
            by=name,
            note=note.strip(),
        )
        for unit, items in _by_unit(snapshot, keys, _told_item)
    )
    with kept_store(settings) as store:
        for notice in notices:
            store.postbox.record(notice)
    return notices


def urge(
    settings: Settings, keys: Sequence[str], *, by: str, note: str, write: Write, now: datetime
) -> tuple[Notice, ...]:
    """Queue a 催办 for the units of the targets *keys*, one notice a unit; the next round sends it.

    That is on a working morning, after a fresh look that still bears it out. Raises
    InputError for a target that is not late for sure, a unit without an address, or a missing name.
    """
    name = name_of_person(by)
    snapshot = newest_snapshot(settings, until=now)
    notices = []
    with kept_store(settings) as store:
        for unit, items in _by_unit(snapshot, keys, _urged_item):
            notice = Notice(
                key=f"urge.{now:%Y%m%dT%H%M%S}.{unit}",
                unit=unit,
                via=Via.MAIL,
                items=items,
                made_at=now,
                by=name,
                note=note.strip(),
            )
            letter = write(notice, snapshot)
            if not letter.messages:
                raise InputError(f"{unit}: nobody to write to; give a contact of it a mail in units.yaml")
            held = [replace(one, content=b"", not_after=now - _ONE_MOMENT) for one in letter.messages]
            if store.postbox.queue(held, notice=letter.notice):
                notices.append(letter.notice)
    return tuple(notices)


def _by_unit(
    snapshot: Snapshot, keys: Sequence[str], item: Callable[[Verdict], NoticeItem]
) -> Iterator[tuple[str, tuple[NoticeItem, ...]]]:
    """Yield each unit that answers for one of *keys* with its items."""
    inventory = snapshot.inventory
    verdicts = {verdict.target: verdict for verdict in own_verdicts(inventory, snapshot.verdicts)}
    found: dict[str, list[NoticeItem]] = defaultdict(list)
    for key in dict.fromkeys(keys):
        if key not in verdicts:
            raise InputError(f"{key}: no target of that key; `xuncha status` lists what there is")
        for unit in inventory.answers_for(inventory.target(key)):
            found[unit.key].append(item(verdicts[key]))
    yield from ((unit, tuple(items)) for unit, items in found.items())


def _told_item(verdict: Verdict) -> NoticeItem:
    if verdict.state.adverse:
        return item_of(verdict, NoticeKind.OVERDUE)
    if verdict.state in {State.FRESH, State.DUE_SOON} and verdict.due_on:
        return item_of(verdict, NoticeKind.DUE_SOON)
    raise InputError(f"{verdict.target}: is neither late nor due ({verdict.state}); there is nothing to tell")


def _urged_item(verdict: Verdict) -> NoticeItem:
    if not is_sure(verdict):
        raise InputError(
            f"{verdict.target}: is not late for sure ({verdict.state}); only what both keys say is urged"
        )
    return item_of(verdict, NoticeKind.URGED)
