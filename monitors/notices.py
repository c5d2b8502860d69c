"""Which items a unit is to hear of on a working morning: what falls due soon, and what is late for sure.

DESIGN.md's rule: at most 即将超期 and 超期未更新 by machine for one lapse, and only what is confirmed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from monitors.calendar import last_known_day, working_days_between
from records.civil import civil_date
from records.inventory import Inventory
from records.notice import NoticeItem, NoticeKind
from records.observation import Observation, Outcome
from records.targets import Account, Column, ColumnClass, Target, UnitInColumn
from records.verdict import Certainty, State, Verdict

#: A reminder rests on a look no older than this.
FRESH_WITHIN = timedelta(minutes=30)

#: An item in a kind of notice, so that no lapse is told of twice in the same words.
Said = tuple[str, date, NoticeKind]

_SURE = frozenset({Certainty.CONFIRMED, Certainty.REVIEWED})
#: The look that bears out each accusation. For the others it has to have seen the page: there are servers
#: that say 304 of what was changed.
_BEARS_OUT = {
    State.OVERDUE: frozenset({Outcome.READ, Outcome.EMPTY}),
    State.BLANK: frozenset({Outcome.EMPTY}),
    State.GONE: frozenset({Outcome.GONE}),
}
_ANSWERED = frozenset({Outcome.READ, Outcome.EMPTY, Outcome.PARTIAL})


@dataclass(frozen=True, kw_only=True)
class Lead:
    """How many working days a unit has left when it is reminded."""

    #: For news columns and accounts, whose limits are days.
    news: int = 2
    other: int = 5

    def of(self, target: Target, inventory: Inventory) -> int:
        """Return the working days for *target*."""
        if isinstance(target, Account):
            return self.news
        column = inventory.column(target.column) if isinstance(target, UnitInColumn) else target
        return self.news if column.class_ is ColumnClass.NEWS else self.other


def said_of(item: NoticeItem) -> Said:
    """Return what makes *item* the same in another notice."""
    return (item.target, item.occasion, item.kind)


def items_to_tell(
    inventory: Inventory,
    verdicts: Sequence[Verdict],
    *,
    today: date,
    lead: Lead,
    said: Collection[Said] = (),
) -> Mapping[str, tuple[NoticeItem, ...]]:
    """Return by unit what it is to hear of on *today* by the *verdicts* of the office's own rulebook.

    What was *said* is not said again. A column that several units fill is told to them
    share by share, and a landing page by its children; what accuses is confirmed.
    """
    found: dict[str, list[NoticeItem]] = defaultdict(list)
    for verdict in own_verdicts(inventory, verdicts):
        target = _told_of(inventory, verdict)
        item = _item(target, verdict, inventory, today=today, lead=lead) if target else None
        if target and item and said_of(item) not in said:
            for unit in inventory.answers_for(target):
                found[unit.key].append(item)
    return {unit: tuple(sorted(items, key=_urgency)) for unit, items in found.items()}


def own_verdicts(inventory: Inventory, verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Yield those of *verdicts* that rest on the office's own rulebook: by it alone units are told."""
    own = inventory.rulebooks[0].key if inventory.rulebooks else ""
    return (verdict for verdict in verdicts if verdict.rulebook == own)


def item_of(verdict: Verdict, kind: NoticeKind) -> NoticeItem:
    """Return the item that tells of *verdict* in a notice of *kind*."""
    first_seen = civil_date(verdict.first_key_at or verdict.judged_at)
    return NoticeItem(
        target=verdict.target,
        kind=kind,
        occasion=verdict.due_on or first_seen,
        state=verdict.state,
        newest_on=verdict.newest_on,
        due_on=verdict.due_on,
    )


def is_sure(verdict: Verdict) -> bool:
    """Return whether *verdict* accuses a unit and both keys say so."""
    return verdict.state.adverse and verdict.certainty in _SURE


def seen_freshly(item: NoticeItem, look: Observation | None, *, now: datetime) -> bool:
    """Return whether *look*, the newest at the item's page, bears *item* out and is no older than allowed.

    A look that failed bears nothing out: what was right yesterday may have been mended.
    Nor does one that was told that nothing had changed.
    """
    if look is None or now - look.seen_at > FRESH_WITHIN:
        return False
    if item.kind is NoticeKind.DUE_SOON:
        return look.outcome in _ANSWERED
    return look.outcome in _BEARS_OUT[item.state] and (look.complete or item.state is State.GONE)


def page_of(target: str) -> str:
    """Return the key of the column or account whose looks tell of *target*, a share's column."""
    return target.partition("@")[0]


def _told_of(inventory: Inventory, verdict: Verdict) -> Target | None:
    """Return the target of *verdict* where units hear of it, otherwise None."""
    target = inventory.target(verdict.target)
    if isinstance(target, Column) and _is_told_below(target, verdict, inventory):
        return None
    if isinstance(target, Account) and not target.is_judged:
        return None
    return target


def _is_told_below(column: Column, verdict: Verdict, inventory: Inventory) -> bool:
    """Return whether units hear of *column* by its shares, or by the columns below it while it is there."""
    leads_on = bool(inventory.children(column.key)) and verdict.state is not State.GONE
    return len(column.units) > 1 or leads_on


def _item(
    target: Target, verdict: Verdict, inventory: Inventory, *, today: date, lead: Lead
) -> NoticeItem | None:
    if is_sure(verdict):
        return item_of(verdict, NoticeKind.OVERDUE)
    if verdict.state not in {State.FRESH, State.DUE_SOON} or not verdict.due_on:
        return None
    left = _working_days_left(inventory, today, verdict.due_on)
    if verdict.due_on >= today and left <= lead.of(target, inventory):
        return item_of(verdict, NoticeKind.DUE_SOON)
    return None


def _working_days_left(inventory: Inventory, today: date, due_on: date) -> int:
    """Return the working days after *today* up to *due_on*; those of a year nobody covers do not count.

    So that who cannot be told exactly is reminded too early rather than too late.
    """
    known = min(due_on, last_known_day(today, inventory.calendar))
    return working_days_between(today, known, inventory.calendar)


def _urgency(item: NoticeItem) -> tuple[bool, date, str]:
    return (item.kind is NoticeKind.DUE_SOON, item.due_on or item.occasion, item.target)


def pages_of(items: Mapping[str, Sequence[NoticeItem]]) -> Iterator[str]:
    """Yield the key of each page that *items* rest on, each once."""
    yield from dict.fromkeys(page_of(item.target) for each in items.values() for item in each)
