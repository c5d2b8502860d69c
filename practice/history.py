"""The scripted history: what each column and account published, and when."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from practice.county import Account, Column, County, Lapse, Rhythm
from practice.draw import between, draw
from practice.families import ROWLESS
from practice.titles import title
from practice.yanlian import SHANGHAI

#: The year before 2025 is there so that the first day of 2025 already has a past.
FIRST = date(2024, 1, 1)
LAST = date(2026, 12, 31)

_SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class Item:
    """One article of a column or one post of an account."""

    #: The column or account it stands in.
    key: str
    #: Its number in the addresses; no two items share one.
    number: int
    title: str
    #: When it came out, aware.
    at: datetime
    #: The unit it is from.
    unit: str
    #: 来源 as printed: the unit's name on that day.
    source: str
    #: The day it was written (成文日期) or asked (提交时间): never after *on*.
    written_on: date
    #: When it came out where it is dated back, aware; None for the moment it is printed with.
    out_at: datetime | None = None

    @property
    def on(self) -> date:
        """The day it is printed with."""
        return self.at.date()

    @property
    def seen_from(self) -> datetime:
        """The moment from which it can be seen."""
        return self.out_at or self.at


class History:
    """Everything the county ever published, by column and account."""

    def __init__(self, county: County) -> None:
        self.county = county
        targets: tuple[Column | Account, ...] = (*county.columns, *county.accounts)
        self._items: Mapping[str, tuple[Item, ...]] = {
            target.key: tuple(_items(county, place, target)) for place, target in enumerate(targets, start=1)
        }
        self._dated_back = frozenset(one.key for one in county.columns if one.dated_back)
        self._blanked = {one.key: one.blanked for one in county.columns if one.blanked}
        self._by_number = {item.number: item for items in self._items.values() for item in items}

    def published(self, key: str, now: datetime) -> tuple[Item, ...]:
        """Return what the column or account *key* showed at *now*, newest date first."""
        if any(first <= now.date() <= last for first, last in self._blanked.get(key, ())):
            return ()
        items = self._items[key]
        printed = items[: bisect_right(items, now, key=lambda item: item.at)][::-1]
        if key not in self._dated_back:
            return printed
        return tuple(item for item in printed if item.seen_from <= now)

    def all(self, key: str) -> tuple[Item, ...]:
        """Return everything that ever stands in the column or account *key*, oldest date first."""
        return self._items[key]

    def item(self, number: int, now: datetime) -> Item | None:
        """Return the item of that *number*, or None where it had not come out by *now*."""
        item = self._by_number.get(number)
        return item if item and item.seen_from <= now else None


@lru_cache(maxsize=4)
def history_of(county: County) -> History:
    """Return the county's history, made once."""
    return History(county)


def _items(county: County, place: int, target: Column | Account) -> Iterator[Item]:
    """Yield the target's items, oldest first; *place* keeps numbers of different targets apart."""
    if isinstance(target, Column) and target.family in ROWLESS:
        return
    units = target.units if isinstance(target, Column) else (target.unit,)
    moments = sorted(
        (moment, unit)
        for unit in units
        for moment in _moments(target.key, unit, target.rhythm)
        if not _silent(target.lapses, unit, moment.date())
    )
    for serial, (moment, unit) in enumerate(moments, start=1):
        source = county.unit(unit).called_on(moment.date())
        yield Item(
            key=target.key,
            number=place * 10_000 + serial,
            title=title(target.topic, serial=serial, key=target.key, on=moment.date(), source=source),
            at=moment,
            unit=unit,
            source=source,
            written_on=moment.date() - timedelta(days=between(1, 9, "written", target.key, serial)),
            out_at=_out_at(target, moment),
        )


def _out_at(target: Column | Account, moment: datetime) -> datetime | None:
    """Return when an item that is printed with *moment* comes out, or None where it is not dated back."""
    spans = target.dated_back if isinstance(target, Column) else ()
    held = [span.out_on for span in spans if span.first <= moment.date() <= span.last]
    return moment.replace(year=held[0].year, month=held[0].month, day=held[0].day) if held else None


def _silent(lapses: Sequence[Lapse], unit: str, day: date) -> bool:
    return any(lapse.first <= day <= lapse.last and lapse.unit in {"", unit} for lapse in lapses)


def _moments(key: str, unit: str, rhythm: Rhythm) -> Iterator[datetime]:
    """Yield when *unit* publishes in *key*, on working days and in working hours."""
    for day in _days(key, unit, rhythm):
        for nth in range(between(1, rhythm.many, "many", key, unit, day)):
            minutes = between(8 * 60 + 40, 17 * 60 + 20, "minute", key, unit, day, nth)
            yield datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=SHANGHAI)


def _days(key: str, unit: str, rhythm: Rhythm) -> Iterator[date]:
    if rhythm.yearly:
        years = range(FIRST.year, LAST.year + 1)
        yield from (_working(date(year, month, day)) for year in years for month, day in rhythm.yearly)
        return
    fewest, most = rhythm.every
    if not most:
        return
    day = _working(FIRST + timedelta(days=draw("start", key, unit) % most))
    while day <= LAST:
        yield day
        later = day + timedelta(days=between(fewest, most, "step", key, unit, day))
        day = _working(later, late=between(0, min(1, most - 1), "monday", key, unit, day))


def _working(day: date, *, late: int = 0) -> date:
    """Return *day*, or where it is a weekend day the Monday after it, *late* days later."""
    beyond = day.weekday() - _SATURDAY
    return day + timedelta(days=2 - beyond + late) if beyond >= 0 else day
