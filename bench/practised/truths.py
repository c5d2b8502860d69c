"""The truth of a whole year, as steps of each target, and the lapses, chances and warnings in it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bench.practised.score import ADVERSE, Chance, Lapse
from practice.bad_year import BadYear
from practice.county import Column, County
from practice.history import History
from practice.limits import NATIONAL, NOTICE, limit_of
from practice.truth import Clerk, Truth
from practice.yanlian import SHANGHAI

RULEBOOKS = (NOTICE, NATIONAL)

Key = tuple[str, str]


@dataclass
class Steps:
    """What was true of one target under one rulebook, from each moment at which it may have changed."""

    moments: list[datetime] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)

    def at(self, moment: datetime) -> Truth:
        """Return what was true at *moment*; before the first step, the first."""
        return self.truths[max(0, bisect_right(self.moments, moment) - 1)]

    def spans(self, end: datetime) -> Iterator[tuple[datetime, datetime, Truth]]:
        """Yield each stretch of one true state: from, until, and the truth it began with."""
        start, first = self.moments[0], self.truths[0]
        for moment, truth in zip(self.moments, self.truths, strict=True):
            if truth.known != first.known:
                yield start, moment, first
                start, first = moment, truth
        yield start, end, first


def steps_of(history: History, first: date, last: date) -> Mapping[Key, Steps]:
    """Return the steps of every target from *first* to *last*: at midnights, and when something came out."""
    found: defaultdict[Key, Steps] = defaultdict(Steps)
    for moment, keys in sorted(_moments(history, first, last).items()):
        clerk = Clerk(history, moment)
        for key in keys:
            for rulebook in RULEBOOKS:
                steps = found[key, rulebook]
                steps.moments.append(moment)
                steps.truths.append(clerk.judge(key, rulebook))
    return found


def _moments(history: History, first: date, last: date) -> Mapping[datetime, Iterable[str]]:
    county = history.county
    everything = tuple(county.target_keys())
    moments: defaultdict[datetime, set[str]] = defaultdict(set)
    for day in days(first, last):
        moments[midnight(day)].update(everything)
    start, end = midnight(first), midnight(last + timedelta(days=1))
    for place in (*(column.key for column in county.columns), *(one.key for one in county.accounts)):
        told = {key for key in everything if place in pages_of(county, key)}
        for item in history.all(place):
            if start < item.seen_from < end:
                moments[item.seen_from].update(told)
    return moments


def pages_of(county: County, key: str) -> Sequence[str]:
    """Return whose pages tell of the target *key*: its own, and of a landing page its children's."""
    page = key.partition("@")[0]
    return (page, *(child.key for child in county.children(page)))


class Year:
    """One year of one county: what was true when, and where an undisturbed look was to be had."""

    def __init__(self, history: History, bad: BadYear, *, first: date, last: date) -> None:
        self.county, self.bad, self.first, self.last = history.county, bad, first, last
        self.steps = steps_of(history, first, last)
        self._faults: defaultdict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
        for fault in bad.faults:
            self._faults[fault.target].append((fault.from_at, fault.until_at))

    def faulted(self, key: str, moment: datetime) -> bool:
        """Return whether a fault stands between a look at *moment* and the target *key*."""
        if moment.astimezone(SHANGHAI).date() == self.bad.clock_wrong:
            return True
        touched = {name for page in pages_of(self.county, key) for name in (page, self._host(page))}
        return any(start <= moment < end for name in touched for start, end in self._faults.get(name, ()))

    def _host(self, page: str) -> str:
        place = self.county.place(page)
        return place.site if isinstance(place, Column) else self.county.platform(place.platform).key

    def lapses(self, key: Key, *, looks: Callable[[date], Sequence[Chance]]) -> Iterator[Lapse]:
        """Yield the lapses of the target and rulebook *key*; *looks* are those of a day, disturbed or not."""
        start, end = midnight(self.first), midnight(self.last + timedelta(days=1))
        opening = min(look.at for look in looks(self.first))
        for from_at, until_at, truth in self.steps[key].spans(end):
            if truth.known in ADVERSE:
                inside = [
                    look
                    for day in days(max(from_at, start).date(), min(until_at, end).date())
                    for look in looks(day)
                    if from_at <= look.at < until_at and not self.faulted(key[0], look.at)
                ]
                yield Lapse(
                    state=truth.known.value,
                    from_at=from_at,
                    until_at=until_at,
                    chances=inside,
                    begun_before=from_at <= opening,
                    warn_at=self._warn_at(key, from_at, truth, looks),
                )

    def _warn_at(
        self, key: Key, from_at: datetime, truth: Truth, looks: Callable[[date], Sequence[Chance]]
    ) -> datetime | None:
        """Return when a warning of the lapse that begins at *from_at* falls due, or None without one.

        It has to be foreseeable: a pass on the warning's day or before it that nothing
        disturbed, after which nothing came out; and the target was to be warned of then.
        """
        limit = limit_of(self.county.place(key[0].partition("@")[0]), key[1])
        if limit is None or truth.due_on is None or midnight(truth.due_on + timedelta(days=1)) != from_at:
            return None
        warn_on = truth.due_on - timedelta(days=limit.warn)
        steps = self.steps[key]
        for day in days(max(self.first, warn_on - timedelta(days=limit.warn)), warn_on):
            for look in looks(day):
                seen = look.whole and steps.at(look.at).newest_on == truth.newest_on
                if seen and not self.faulted(key[0], look.at) and self._soon(steps, warn_on, truth, looks):
                    return midnight(warn_on)
        return None

    def _soon(
        self, steps: Steps, warn_on: date, truth: Truth, looks: Callable[[date], Sequence[Chance]]
    ) -> bool:
        """Return whether at some pass from *warn_on* on the target was about to lapse, and not excused."""
        assert truth.due_on
        on = [day for day in days(warn_on, truth.due_on) if day >= self.first]
        return any(steps.at(look.at).known == "DUE_SOON" for day in on for look in looks(day) if look.whole)


def days(first: date, last: date) -> Iterator[date]:
    """Yield the days from *first* to *last*, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def midnight(day: date) -> datetime:
    """Return the first moment of *day* in Shanghai."""
    return datetime.combine(day, time(), tzinfo=SHANGHAI)
