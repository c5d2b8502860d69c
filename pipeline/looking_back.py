"""Looking back at a period: what the store holds of one target, put to the judges of the past."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from apscheduler.triggers.cron import CronTrigger

from exporters.looking_back import LookingBack, UnderRulebook
from monitors.calendar import working_days_between
from monitors.coverage import coverage_of
from monitors.covering import rules_for
from monitors.disclosure import CountDays, disclosure_of
from monitors.excuses import excused_days
from monitors.flags import flags_of, repeated
from monitors.interval import Limit
from monitors.own_entries import belongs_to
from monitors.past import Listed, entries_of, listed_by, listed_together, past_of
from pipeline.settings import Settings
from records.civil import SHANGHAI, civil_date
from records.codec import to_json
from records.disclosure import Disclosure
from records.errors import CalendarError
from records.flag import Flag
from records.inventory import Holidays
from records.observation import Observation
from records.past import Span
from records.rulebook import Rulebook
from records.snapshot import Snapshot
from records.store import Store
from records.targets import Account, Column, Target, Unit, UnitInColumn

_MONTHS_A_QUARTER = 3


def look_back(
    store: Store, snapshot: Snapshot, key: str, *, since: date | None, settings: Settings
) -> LookingBack:
    """Return what the looks kept up to *snapshot* tell of the target *key* since that day.

    Without *since* it is the quarter so far; a later one than the snapshot is its own day.
    """
    today = civil_date(snapshot.at)
    period = Span(from_on=min(since or quarter_of(today), today), until_on=today)

    def looks_at(page: str) -> Sequence[Observation]:
        return store.looks_at(page, until=snapshot.at)

    return _Backward(snapshot, key, period, looks_at, settings).all()


def looking_back_json(back: LookingBack) -> object:
    """Return *back* as what ``json`` can write."""
    return json.loads(to_json(back)) | {
        "figures": [
            {
                "rulebook": under.rulebook,
                "days_told": under.past.days_told,
                "days_excused": under.past.days_excused,
                "days_unknown": under.past.days_unknown,
                "in_time": under.past.in_time,
                "days_over": [lapse.days_over for lapse in under.past.lapses],
            }
            for under in back.under
        ]
    }


def quarter_of(day: date) -> date:
    """Return the first day of the quarter that *day* is in."""
    return date(day.year, day.month - (day.month - 1) % _MONTHS_A_QUARTER, 1)


def planned_days(crontab: str, *, since: datetime, until: datetime) -> tuple[date, ...]:
    """Return the days on which *crontab* plans a pass from *since* to *until*."""
    return tuple(dict.fromkeys(civil_date(moment) for moment in _moments(crontab, since, until)))


def _moments(crontab: str, since: datetime, until: datetime) -> Iterator[datetime]:
    cron = CronTrigger.from_crontab(crontab, timezone=SHANGHAI)
    moment = cron.get_next_fire_time(None, since)
    while moment is not None and moment <= until:
        yield moment
        moment = cron.get_next_fire_time(moment, moment)


def by_calendar(calendar: Sequence[Holidays]) -> CountDays:
    """Return what counts working days, and gives None for a span with a year that nobody covers."""

    def count(first: date, last: date) -> int | None:
        try:
            return working_days_between(first, last, calendar)
        except CalendarError:
            return None

    return count


class _Backward:
    """One target and what was seen of it."""

    def __init__(
        self,
        snapshot: Snapshot,
        key: str,
        period: Span,
        looks_at: Callable[[str], Sequence[Observation]],
        settings: Settings,
    ) -> None:
        self._snapshot, self._inventory = snapshot, snapshot.inventory
        self._period, self._settings = period, settings
        self._target: Target = self._inventory.target(key)
        self._page: Column | Account = (
            self._inventory.column(self._target.column)
            if isinstance(self._target, UnitInColumn)
            else self._target
        )
        self._looks_at, self._looks = looks_at, looks_at(self._page.key)

    @property
    def _unit(self) -> Unit | None:
        target = self._target
        return self._inventory.unit(target.unit) if isinstance(target, UnitInColumn) else None

    def all(self) -> LookingBack:
        listed = self._listed_below(self._page.key) or listed_by(self._looks, share_of=self._unit)
        return LookingBack(
            period=self._period,
            under=tuple(self._under(rulebook, listed) for rulebook in self._rulebooks()),
            flags=self._flags(),
            disclosure=self._disclosure(),
        )

    def _listed_below(self, key: str) -> Listed | None:
        """Return what the lists below the landing page *key* show together; None for any other target."""
        children = self._inventory.children(key) if isinstance(self._target, Column) else ()
        if not children:
            return None
        parts = (self._listed_below(child.key) or listed_by(self._looks_at(child.key)) for child in children)
        return listed_together(list(parts))

    def _rulebooks(self) -> Sequence[Rulebook]:
        """Return the rulebooks that limit the time between updates here; else the first alone."""
        rulebooks = self._inventory.rulebooks
        return [book for book in rulebooks if rules_for(self._page, book).interval] or rulebooks[:1]

    def _under(self, rulebook: Rulebook, listed: Listed) -> UnderRulebook:
        rule = rules_for(self._page, rulebook).interval
        today = self._period.until_on
        limit = (
            Limit(rule=rule, period=rule.limit, settings=rulebook.settings, today=today)
            if rule and rule.limit
            else None
        )
        key = self._target.key
        verdicts = (each for each in self._snapshot.verdicts if each.target == key)
        verdict = next((each for each in verdicts if each.rulebook == rulebook.key), None)
        return UnderRulebook(
            rulebook=rulebook.key,
            past=past_of(
                key,
                listed,
                limit=limit,
                period=self._period,
                units=self._inventory.answers_for(self._target),
                excused=excused_days(self._page, {key, self._page.key}, inventory=self._inventory),
            ),
            coverage=coverage_of(
                key,
                self._looks,
                period=self._period,
                planned=self._planned(),
                now=self._snapshot.at,
                verdict=verdict,
            ),
            limit=rule.limit if rule else None,
        )

    def _planned(self) -> tuple[date, ...]:
        """Return the days since the first look ever: before it nobody had planned one."""
        if not self._looks:
            return ()
        since, until = self._looks[0].seen_at, self._snapshot.at
        return planned_days(self._settings.schedule, since=since, until=until)

    def _flags(self) -> tuple[Flag, ...]:
        found = (
            *flags_of(self._looks, odd=self._settings.odd),
            *repeated(self._page.key, self._snapshot.looks, self._inventory),
        )
        unit = self._unit
        return tuple(
            flag
            for flag in found
            if civil_date(flag.seen_at) in self._period
            and (unit is None or any(belongs_to(entry, unit) for entry in flag.entries))
        )

    def _disclosure(self) -> Disclosure | None:
        page = self._page
        if not isinstance(page, Column) or not page.disclosure:
            return None
        unit = self._unit
        entries = [entry for entry in entries_of(self._looks) if unit is None or belongs_to(entry, unit)]
        return disclosure_of(
            page,
            entries,
            units=self._inventory.answers_for(self._target),
            period=self._period,
            count=by_calendar(self._inventory.calendar),
        )
