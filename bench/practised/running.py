"""The year as an office would live it: a pass each morning, second looks when they fall due."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from time import perf_counter

from bench.practised.looker import StayingLooker
from bench.practised.truths import days
from monitors.memory import Keys
from pipeline.clock import Clock, clock_at
from pipeline.look import Looker
from pipeline.run import run_once, run_second_looks, second_looks_at
from pipeline.settings import Settings
from practice.bad_year import BadYear
from practice.county import County
from practice.inventory import write_inventory
from practice.serve import Portal, serving
from practice.yanlian import SHANGHAI
from records.errors import OutsideError
from records.inventory_files.folder import KNOWN
from records.inventory_files.load import load_inventory
from records.snapshot import Snapshot
from records.verdict import Verdict

#: The pass of each day; the hour after which no second look is begun; how many there are a day at most.
MORNING, EVENING, SECOND_LOOKS = time(6, 30), time(20), 4
#: Seconds until an unanswered request is given up: on loopback none should be, a browser needs more.
TIMEOUT, WITH_BROWSER = 1.0, 8.0
#: How far ahead our clock is on the day on which it is wrong.
AHEAD = timedelta(hours=26)


@dataclass(frozen=True, kw_only=True)
class Pass:
    """One pass, or one round of second looks, and what everything was judged to after it."""

    #: By the true clock.
    at: datetime
    #: By how much ours was ahead of it.
    ahead: timedelta
    whole: bool
    verdicts: Sequence[Verdict]


@dataclass
class Spent:
    """What the year cost."""

    looks: int = 0
    answers: int = 0
    bytes: int = 0
    kills: int = 0


#: Changes what was judged, so that the check can be checked.
Spoil = Callable[[Sequence[Verdict]], Sequence[Verdict]]


@dataclass(frozen=True)
class Duties:
    """What the office does besides looking: at which moments of a day, and what."""

    moments: Callable[[date], Sequence[datetime]] = lambda _day: ()
    do: Callable[[Settings, Looker, Clock], None] = lambda _settings, _looker, _clock: None


NO_DUTIES = Duties()


def live(
    county: County,
    bad: BadYear,
    *,
    home: Path,
    first: date,
    last: date,
    keys: Keys,
    spent: Spent,
    say: Callable[[str], None],
    spoil: Spoil = lambda verdicts: verdicts,
    duties: Duties = NO_DUTIES,
) -> Iterator[Pass]:
    """Yield every pass from *first* to *last*, oldest first; *spent* is added to on the way.

    *say* gets a line every ten days. What else the office does are its *duties*.

    *home* gets the inventory, the database and the evidence. Raises OutsideError where
    the crawler dies without having been killed.
    """
    with serving(county, now=_morning(first)) as portal, StayingLooker() as looker:
        write_inventory(
            home / "inventory", port=portal.port, county=county, offline_file="offline.yaml" in KNOWN
        )
        began = perf_counter()
        office = _Office(portal, looker, bad, home=home, keys=keys, spent=spent, duties=duties)
        for day in days(first, last):
            for done in office.day(day):
                yield replace(done, verdicts=spoil(done.verdicts))
            if (day - first).days % 10 == 9:
                say(f"{day}: {looker.kept} looks, {perf_counter() - began:.0f} s")
        spent.looks, spent.answers, spent.bytes = looker.kept, portal.answers, portal.bytes


class _Office:
    def __init__(
        self,
        portal: Portal,
        looker: StayingLooker,
        bad: BadYear,
        *,
        home: Path,
        keys: Keys,
        spent: Spent,
        duties: Duties,
    ) -> None:
        self._portal, self._looker, self._bad, self._keys, self._spent = portal, looker, bad, keys, spent
        self._duties = duties
        # The files stay as they are, and reading them takes as long as all the rest of a pass.
        self._load = cache(load_inventory)
        self._settings = Settings(
            home=home,
            inventory=home / "inventory",
            delay=0.0,
            timeout=TIMEOUT,
            chromium_sandbox=os.geteuid() != 0,
            log_level="ERROR",
        )

    def day(self, day: date) -> Iterator[Pass]:
        """Yield the pass of *day* and its rounds of second looks."""
        self._portal.faults = self._bad.on(day)
        self._looker.browser = day in self._bad.browser
        self._looker.kill_after = self._bad.kills.get(day)
        ahead = AHEAD if day == self._bad.clock_wrong else timedelta(0)
        now = _morning(day)
        yield self._done(self._pass(now, ahead), now, ahead, whole=True)
        yield from self._until_evening(day, now, ahead)

    def _until_evening(self, day: date, now: datetime, ahead: timedelta) -> Iterator[Pass]:
        """Do what falls due on *day* after its pass at *now*, each at its time; yield the second looks."""
        duties, left = deque(self._duties.moments(day)), SECOND_LOOKS
        while True:
            due = self._second_due(day, now, ahead) if left else None
            if duties and (due is None or duties[0] <= due):
                now = max(now, duties.popleft())
                self._portal.now = now
                self._duties.do(self._settings, self._looker, clock_at(now + ahead))
            elif due:
                left, now = left - 1, due
                snapshot = self._second(now, ahead)
                if snapshot:
                    yield self._done(snapshot, now, ahead, whole=False)
                else:
                    left = 0
            else:
                return

    def _second_due(self, day: date, now: datetime, ahead: timedelta) -> datetime | None:
        """Return when the next second look of *day* falls due, by the true clock; None without one."""
        due = second_looks_at(self._settings, until=now + ahead)
        if due is None or due - ahead >= datetime.combine(day, EVENING, tzinfo=SHANGHAI):
            return None
        return max(now, due - ahead)

    def _done(self, snapshot: Snapshot, now: datetime, ahead: timedelta, *, whole: bool) -> Pass:
        return Pass(at=now, ahead=ahead, whole=whole, verdicts=snapshot.verdicts)

    def _pass(self, now: datetime, ahead: timedelta) -> Snapshot:
        """Run a pass; where the crawler was killed on the way, run it again."""
        self._portal.now = now
        clock, killed = clock_at(now + ahead), self._looker.kill_after
        settings = self._settings
        if self._looker.browser:
            settings = settings.model_copy(update={"timeout": WITH_BROWSER})
        try:
            return self._run(settings, clock)
        except OutsideError:
            if not killed:
                raise
            self._spent.kills += 1
        return self._run(settings, clock)

    def _run(self, settings: Settings, clock: Clock) -> Snapshot:
        return run_once(
            settings,
            looker=self._looker,
            clock=clock,
            frozen=True,
            progress=_unsaid,
            keys=self._keys,
            load=self._load,
        )

    def _second(self, now: datetime, ahead: timedelta) -> Snapshot | None:
        self._portal.now = now
        return run_second_looks(
            self._settings,
            looker=self._looker,
            clock=clock_at(now + ahead),
            frozen=True,
            progress=_unsaid,
            load=self._load,
        )


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=SHANGHAI)


def _unsaid(_target: str, _outcome: str) -> None:
    """Say nothing of a single look."""
