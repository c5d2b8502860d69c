"""What a clerk who knows everything would write of each target: an answer to check the product against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from practice.county import Account, Column, County
from practice.families import ROWLESS, Family
from practice.history import History, Item, history_of
from practice.limits import NATIONAL, NOTICE, Limit, State, limit_of
from practice.yanlian import SHANGHAI

#: The hour a bare date stands for.
OPENING = time(9)

#: Platforms whose accounts are shown and held to no limit.
_SHOWN_ONLY = frozenset({"channels", "app"})
#: Lists whose dates cannot be had without a guess at the year.
_UNSEEN = frozenset({Family.MONTH_DAY})
#: Lists that can prove an update but not silence: only some of their undated rows are opened.
_UNPROVEN = _UNSEEN | {Family.PICTURES}


@dataclass(frozen=True, kw_only=True)
class Truth:
    """How one target stands under one rulebook."""

    #: What an honest monitor can say that reads first pages, and has a browser and the APIs.
    state: State
    #: What it would say if it saw everything; differs only where *state* is UNKNOWN.
    known: State
    #: The newest entry such a monitor has in sight, and the last day in time after it.
    newest_on: date | None = None
    due_on: date | None = None

    def allows(self, state: str) -> bool:
        """Return whether *state* is right: the honest answer or the full one."""
        return state in {self.state, self.known}


def truth(county: County, day: date | datetime) -> Mapping[tuple[str, str], Truth]:
    """Return the truth at *day* (a bare date means nine in the morning) by target and rulebook.

    Keys are those of ``County.target_keys``: a unit's share of a shared column is ``column@unit``.
    Faults are not reckoned with, they pass.
    """
    now = day if isinstance(day, datetime) else datetime.combine(day, OPENING, tzinfo=SHANGHAI)
    return truth_by(history_of(county), now)


def truth_by(history: History, now: datetime) -> Mapping[tuple[str, str], Truth]:
    """Return the truth at *now*, aware, for a county whose *history* is at hand."""
    clerk = Clerk(history, now)
    keys = tuple(history.county.target_keys())
    return {(key, rulebook): clerk.judge(key, rulebook) for key in keys for rulebook in (NOTICE, NATIONAL)}


class Clerk:
    """Someone who knows the whole history, at one moment."""

    def __init__(self, history: History, now: datetime) -> None:
        self.county = history.county
        self.now = now
        self.today = now.astimezone(SHANGHAI).date()
        self._history = history

    def judge(self, key: str, rulebook: str) -> Truth:
        """Return how the target *key* stands under *rulebook*."""
        place, _, unit = key.partition("@")
        target = self.county.place(place)
        plain = self._whatever_the_time(target, key)
        if plain:
            return Truth(state=plain, known=plain)
        limit = limit_of(target, rulebook)
        if isinstance(target, Account):
            return self._account(target, limit)
        if limit is None:
            return Truth(state=State.FRESH, known=State.FRESH)
        if target.family is Family.LANDING:
            return self._landing(target, limit)
        return self._share(target, unit, limit) if unit else self._column(target, limit)

    def _items(self, target: Column | Account) -> Sequence[Item]:
        return self._history.published(target.key, self.now)

    def _gone(self, target: Column | Account) -> bool:
        return target.gone_from is not None and self.today >= target.gone_from

    def _whatever_the_time(self, target: Column | Account, key: str) -> State | None:
        """Return the state that needs no arithmetic, or None."""
        if self._excused(target, key) or (isinstance(target, Account) and target.platform in _SHOWN_ONLY):
            return State.WAIVED
        if self._gone(target):
            return State.GONE
        return self._blank(target) if isinstance(target, Column) else None

    def _excused(self, target: Column | Account, key: str) -> bool:
        """Return whether a waiver holds today, or the site is closed with leave."""
        waivers = [one for one in self.county.waivers if one.target in {key, target.key}]
        site = target.site if isinstance(target, Column) else ""
        days = [(one.first, one.last) for one in waivers]
        days += [(one.first, one.last) for one in self.county.closings if one.site == site]
        return any(first <= self.today <= last for first, last in days)

    def _blank(self, column: Column) -> State | None:
        """Return how a column stands that has nothing in it; a note counts as 已备注, not as blank."""
        if column.family is Family.NOTE:
            return State.WAIVED
        never = column.family not in ROWLESS and not self._items(column)
        return State.BLANK if never or column.family is Family.NONE else None

    def _account(self, account: Account, limit: Limit | None) -> Truth:
        posts = self._items(account)
        if limit is None or not posts:
            return Truth(state=State.OVERDUE, known=State.OVERDUE)
        seen = self._dated(posts[0].on, limit)
        return Truth(state=State.UNKNOWN, known=seen.known) if account.blocked else seen

    def _column(self, column: Column, limit: Limit) -> Truth:
        seen = self._dated(self._items(column)[0].on, limit)
        if column.family in _UNSEEN:
            return Truth(state=State.UNKNOWN, known=seen.known)
        if column.family in _UNPROVEN and seen.state is State.OVERDUE:
            return Truth(state=State.UNKNOWN, known=seen.known, newest_on=seen.newest_on, due_on=seen.due_on)
        return seen

    def _share(self, column: Column, unit: str, limit: Limit) -> Truth:
        """Return how *unit* stands by its own entries on the list's first page.

        A unit with none there is silent for certain only if the page goes back past the limit.
        """
        first_page = self._items(column)[: column.rows]
        own = [item for item in first_page if item.unit == unit]
        if own:
            return self._dated(own[0].on, limit)
        ever = [item for item in self._items(column) if item.unit == unit]
        known = limit.state(ever[0].on, self.today) if ever else State.OVERDUE
        reaches = limit.state(first_page[-1].on, self.today) is State.OVERDUE
        return Truth(state=State.OVERDUE if reaches else State.UNKNOWN, known=known)

    def _landing(self, landing: Column, limit: Limit) -> Truth:
        """Return how a landing page stands by the newest entry of its children."""
        children = [
            one for one in self.county.children(landing.key) if not self._gone(one) and self._items(one)
        ]
        newest = [self._items(one)[0].on for one in children]
        in_sight = [self._items(one)[0].on for one in children if one.family not in _UNSEEN]
        if not in_sight:
            known = limit.state(max(newest), self.today) if newest else State.UNKNOWN
            return Truth(state=State.UNKNOWN, known=known)
        seen = self._dated(max(in_sight), limit)
        if seen.state is State.OVERDUE and any(one.family in _UNPROVEN for one in children):
            return Truth(state=State.UNKNOWN, known=limit.state(max(newest), self.today))
        return seen

    def _dated(self, newest: date, limit: Limit) -> Truth:
        state = limit.state(newest, self.today)
        return Truth(state=state, known=state, newest_on=newest, due_on=limit.due(newest))
