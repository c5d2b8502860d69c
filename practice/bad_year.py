"""What goes wrong on the way to a county within a year, drawn from a seed: faults, kills, a wrong clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from practice.county import County
from practice.draw import between, draw, pick
from practice.drawn import FIRST, LAST
from practice.faults import Fault
from practice.yanlian import SHANGHAI

#: Of a thousand days of a target or a host, those on which something goes wrong.
TARGET_DAYS, HOST_DAYS = 22, 12
KILLS, LINE_GONE, BROWSER_DAYS = 10, 2, 36

#: What stays for hours or days. A time-out costs a second of everybody's time, so that there are few.
_LASTING = (
    *("http500", "http503", "reset", "waf412", "waf521", "verify200", "maintenance", "changed-markup"),
    *("wrong-encoding", "not-html", "empty", "stale304", "stale304"),
)
#: What is over soon: a page that is gone or empty while it is published anew.
_PASSING = ("gone404", "emptied")
_OF_HOSTS = ("reset", "http503", "maintenance", "waf412", "verify200", "gone404", "emptied")
_SLOW = "timeout"
#: Columns that move to another address without anybody telling the office, and lists that stand still.
_MOVED, _STALE = 3, 5


@dataclass(frozen=True, kw_only=True)
class BadYear:
    """Everything that goes wrong between the first day and the last."""

    faults: tuple[Fault, ...]
    #: The number of looks after which the crawler is killed, by day.
    kills: Mapping[date, int]
    #: The day on which our own clock is wrong.
    clock_wrong: date
    #: Days on which a browser is at hand.
    browser: frozenset[date]

    def on(self, day: date) -> tuple[Fault, ...]:
        """Return the faults that hold at any moment of *day* or of the one after it."""
        start = _at(day)
        end = start + timedelta(days=2)
        return tuple(fault for fault in self.faults if fault.from_at < end and fault.until_at > start)


def bad_year(county: County, seed: int) -> BadYear:
    """Return the year of that *seed* for *county*; the same arguments give the same year."""
    sites = [site.key for site in county.sites]
    keys = [column.key for column in county.columns] + [account.key for account in county.accounts]
    faults = [*_of_targets(keys, seed), *_of_hosts(sites, seed), *_line(sites, seed), *_closed(county, seed)]
    faults += _drifting(county, seed)
    return BadYear(
        faults=tuple(faults),
        kills={_any_day(seed, "kill", n): between(1, 120, seed, "after", n) for n in range(KILLS)},
        clock_wrong=_any_day(seed, "clock"),
        browser=frozenset(_any_day(seed, "browser", n) for n in range(BROWSER_DAYS + 6)),
    )


def _of_targets(keys: list[str], seed: int) -> Iterator[Fault]:
    for day in _days():
        for key in keys:
            about = (seed, "target", key, day)
            if draw(*about) % 1000 < TARGET_DAYS:
                yield _fault(key, day, about)


def _fault(key: str, day: date, about: tuple[object, ...]) -> Fault:
    chance = draw("which", *about) % 100
    if chance < 8:
        start = _at(day, minutes=between(300, 380, "from", *about))
        until = start + timedelta(minutes=between(40, 200, "until", *about))
        return Fault(target=key, kind=pick(_PASSING, "kind", *about), from_at=start, until_at=until)
    kind = _SLOW if chance < 12 else pick(_LASTING, "kind", *about)
    start = _at(day, minutes=between(0, 600, "from", *about))
    until = start + timedelta(hours=3 if kind == _SLOW else between(2, 50, "until", *about))
    return Fault(target=key, kind=kind, from_at=start, until_at=until)


def _of_hosts(sites: list[str], seed: int) -> Iterator[Fault]:
    for day in _days():
        for site in sites:
            about = (seed, "host", site, day)
            if draw(*about) % 1000 < HOST_DAYS:
                start = _at(day, minutes=between(0, 390, "from", *about))
                until = start + timedelta(hours=between(2, 40, "until", *about))
                yield Fault(target=site, kind=pick(_OF_HOSTS, "kind", *about), from_at=start, until_at=until)


def _line(sites: list[str], seed: int) -> Iterator[Fault]:
    """Yield what an outage of our own line looks like: no host can be reached."""
    for number in range(LINE_GONE):
        start = _at(_any_day(seed, "line", number))
        until = start + timedelta(hours=between(8, 40, seed, "line until", number))
        yield from (Fault(target=site, kind="reset", from_at=start, until_at=until) for site in sites)


def _closed(county: County, seed: int) -> Iterator[Fault]:
    """Yield what a closed site answers: those with leave, and one that nobody gave leave."""
    for closing in county.closings:
        until = _at(closing.last + timedelta(days=1))
        yield Fault(target=closing.site, kind="maintenance", from_at=_at(closing.first), until_at=until)
    closed = {closing.site for closing in county.closings}
    others = [site.key for site in county.sites if not site.platform and site.key not in closed]
    start = _at(_any_day(seed, "closed"))
    until = start + timedelta(days=between(8, 14, seed, "closed until"))
    yield Fault(target=others[-1], kind="http503", from_at=start, until_at=until)


def _drifting(county: County, seed: int) -> Iterator[Fault]:
    """Yield columns that move for a while, and news whose list a cache holds still."""
    rowed = [one for one in county.columns if one.topic and not one.shared and one.gone_from is None]
    news = [one for one in rowed if one.class_ == "news"]
    for kind, number, among, longest in (("moved", _MOVED, rowed, 14), ("stale", _STALE, news, 10)):
        for nth in range(number):
            column = pick(among, seed, kind, nth)
            start = _at(_any_day(seed, kind, "on", nth), minutes=300)
            until = start + timedelta(days=between(3, longest, seed, kind, "until", nth))
            yield Fault(target=column.key, kind=kind, from_at=start, until_at=until)


def _days() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += timedelta(days=1)


def _any_day(*about: object) -> date:
    return FIRST + timedelta(days=between(3, (LAST - FIRST).days - 3, *about))


def _at(day: date, *, minutes: int = 0) -> datetime:
    return datetime.combine(day, time(), tzinfo=SHANGHAI) + timedelta(minutes=minutes)
