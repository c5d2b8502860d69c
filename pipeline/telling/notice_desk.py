"""What waits for the units beside what is so: notices queued, brought up to date, or taken back.

A notice keeps its key, and so its Message-ID, however often it is written anew; what is no
longer so is left out of it, and nothing that a unit has heard is said to it again by machine.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from monitors.notices import (
    Lead,
    Said,
    is_sure,
    item_of,
    items_to_tell,
    own_verdicts,
    page_of,
    said_of,
    seen_freshly,
)
from records.civil import civil_date
from records.notice import Fate, Notice, NoticeItem, NoticeKind, Via
from records.outgoing import Outgoing
from records.postbox import Postbox
from records.snapshot import Snapshot

_log = logging.getLogger(__name__)

#: Notices older than this are not asked for what they said: their lapses are long over.
_MEMORY = timedelta(days=800)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A notice with the people it is for, and the messages that carry it; none without an address."""

    notice: Notice
    messages: Sequence[Outgoing] = ()


#: Writes a notice as it stands at a snapshot.
Write = Callable[[Notice, Snapshot], Letter]


@dataclass(kw_only=True)
class Round:
    """What one round came to, each by the notice's key or the unit's."""

    queued: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    #: Units with something to hear, and no address in the inventory.
    without_address: list[str] = field(default_factory=list)
    #: What was held back, since no fresh look bore it out.
    held_back: list[NoticeItem] = field(default_factory=list)


class NoticeDesk:
    """The postbox beside a snapshot, at one moment."""

    def __init__(
        self, postbox: Postbox, snapshot: Snapshot, *, lead: Lead, write: Write, now: datetime
    ) -> None:
        self._postbox, self._lead, self._write = postbox, lead, write
        self.snapshot, self._now = snapshot, now
        self.round = Round()

    def wanted(self) -> Mapping[str, Sequence[NoticeItem]]:
        """Return by unit what it is to hear of and has not heard, seen freshly or not."""
        return self._due(said=said_before(self._postbox, now=self._now))

    def queue_due(self) -> Round:
        """Queue what is due and seen freshly; bring what waits up to date; return what was done."""
        wanted = self.wanted()
        waiting = self._postbox.open_notices()
        by_unit = {notice.unit: notice for notice in waiting if not notice.by}
        for unit in dict.fromkeys([*wanted, *by_unit]):
            items = wanted.get(unit, ())
            fresh = self._fresh(items)
            self.round.held_back += [item for item in items if item not in fresh]
            if unit in by_unit:
                self._go_on(by_unit[unit], items, fresh)
            elif fresh:
                self._begin(unit, fresh)
        for notice in waiting:
            if notice.by:
                items = self._still_so(notice)
                self._go_on(notice, items, self._fresh(items))
        return self.round

    def take_back(self) -> Round:
        """Leave out of what waits whatever is no longer so, all of it if need be; nothing is added."""
        for notice in self._postbox.open_notices():
            items = self._still_so(notice)
            if len(items) < len(notice.items):
                self._go_on(notice, items, self._fresh(items))
        return self.round

    def _begin(self, unit: str, items: Sequence[NoticeItem]) -> None:
        day = civil_date(self._now)
        notice = Notice(
            key=f"notice.{day}.{unit}", unit=unit, via=Via.MAIL, items=tuple(items), made_at=self._now
        )
        letter = self._write(notice, self.snapshot)
        if not letter.messages:
            self.round.without_address.append(unit)
            _log.warning("%s: %s items to hear of and no address; fill in its contacts", unit, len(items))
        elif self._postbox.queue(letter.messages, notice=letter.notice):
            self.round.queued.append(notice.key)

    def _go_on(self, notice: Notice, items: Sequence[NoticeItem], fresh: Sequence[NoticeItem]) -> None:
        """Bring the waiting *notice* up to what is so now: *items* of which *fresh* may be said."""
        if not items:
            self._take_back(notice, why="nothing in it is so any more")
            return
        if self._postbox.uncertain(notice.key):
            # It may have got through: under the same Message-ID nothing new may come.
            first = {said_of(item) for item in notice.items}
            fresh = [item for item in fresh if said_of(item) in first]
        if not fresh:
            # It may say what was mended, and nothing bears out the rest: the next round writes it anew.
            self._postbox.hold(notice.key, at=self._now)
            return
        letter = self._write(replace(notice, items=tuple(fresh)), self.snapshot)
        if not letter.messages:
            self._take_back(notice, why="nobody of the unit can be written to any more")
        elif self._postbox.renew(letter.notice, letter.messages, now=self._now):
            self.round.renewed.append(notice.key)

    def _take_back(self, notice: Notice, *, why: str) -> None:
        if self._postbox.withdraw(notice.key, at=self._now, why=why):
            self.round.withdrawn.append(notice.key)

    def _fresh(self, items: Iterable[NoticeItem]) -> tuple[NoticeItem, ...]:
        looks = self.snapshot.looks
        return tuple(
            item for item in items if seen_freshly(item, looks.get(page_of(item.target)), now=self._now)
        )

    def _due(self, *, said: frozenset[Said] = frozenset()) -> Mapping[str, Sequence[NoticeItem]]:
        today = civil_date(self._now)
        snapshot = self.snapshot
        return items_to_tell(snapshot.inventory, snapshot.verdicts, today=today, lead=self._lead, said=said)

    def _still_so(self, notice: Notice) -> tuple[NoticeItem, ...]:
        """Return the items of *notice* that the verdicts still bear out."""
        so = {said_of(item) for items in self._due().values() for item in items}
        sure = filter(is_sure, own_verdicts(self.snapshot.inventory, self.snapshot.verdicts))
        so |= {said_of(item_of(verdict, NoticeKind.URGED)) for verdict in sure}
        return tuple(item for item in notice.items if said_of(item) in so)


def said_before(postbox: Postbox, *, now: datetime) -> frozenset[Said]:
    """Return what was said to units by mail or message and not taken back; what waits is not said yet."""
    return frozenset(
        said_of(item)
        for notice in postbox.notices(since=now - _MEMORY, until=now)
        if notice.via.by_machine and notice.fate in {Fate.SENT, Fate.GIVEN_UP}
        for item in notice.items
    )
