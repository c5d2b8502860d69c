"""What the entries on a page tell of a period that has gone by, and how well it was looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from records.observation import Entry

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Span:
    """Some days in a row, the first and the last included."""

    from_on: date
    until_on: date

    def __post_init__(self) -> None:
        if self.until_on < self.from_on:
            raise ValueError(f"{self.from_on} to {self.until_on} is no time at all")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until_on - self.from_on).days + 1

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on

    def within(self, other: "Span") -> "Span | None":
        """Return the days that are in *other* too, or None without any."""
        first, last = max(self.from_on, other.from_on), min(self.until_on, other.until_on)
        return Span(from_on=first, until_on=last) if first <= last else None

    def without(self, others: Iterable["Span"]) -> "tuple[Span, ...]":
        """Return the days that are in none of *others*, in order."""
        left = [self]
        for other in others:
            left = [piece for span in left for piece in span._around(other)]
        return tuple(left)

    def _around(self, other: "Span") -> "tuple[Span, ...]":
        shared = self.within(other)
        if shared is None:
            return (self,)
        ends = ((self.from_on, shared.from_on - _DAY), (shared.until_on + _DAY, self.until_on))
        return tuple(Span(from_on=first, until_on=last) for first, last in ends if first <= last)


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """A time without an update that was longer than the limit; one with excused days inside makes two."""

    #: The entry it follows; None where the list goes back no further and shows none.
    after: Entry | None
    #: The entry that ended it; None where none had come by the last look that could tell.
    ended_by: Entry | None
    #: The days over the limit that are in the period; a day that began over it is one of them.
    over: Span
    #: Days from the update it follows to the one that ended it, or to that look.
    length: int

    @property
    def days_over(self) -> int:
        """How many days of the period it was over the limit."""
        return self.over.days


@dataclass(frozen=True, kw_only=True)
class UnitItems:
    """How many items of the period are a unit's own."""

    #: The unit's key; empty for those that name none of the column's units.
    unit: str
    items: int


@dataclass(frozen=True, kw_only=True)
class Past:
    """What the entries of one target tell of a period."""

    target: str
    period: Span
    #: The days of the period of which the lists tell and which count; the others stand against nobody.
    told: tuple[Span, ...]
    #: The days of the period that a waiver or a leave excuses (已报备): they count for nothing.
    excused: tuple[Span, ...] = ()
    #: The first day that any list reaches back to without a hole; None where none tells anything.
    reaches_to: date | None
    lapses: tuple[Lapse, ...]
    #: The longest time without an update that touches the period, in days; None where nothing is told.
    longest: int | None
    #: Items printed with a day of the period, and items without a day.
    items: tuple[UnitItems, ...]
    undated: int

    @property
    def days_told(self) -> int:
        """How many days of the period are told of."""
        return sum(span.days for span in self.told)

    @property
    def days_excused(self) -> int:
        """How many days of the period are excused."""
        return sum(span.days for span in self.excused)

    @property
    def days_unknown(self) -> int:
        """How many days of the period no list tells of and nothing excuses."""
        return self.period.days - self.days_told - self.days_excused

    @property
    def in_time(self) -> float | None:
        """The share of the days told of that were within the limit, from 0 to 1; None without any."""
        over = sum(lapse.days_over for lapse in self.lapses)
        return 1 - over / self.days_told if self.days_told else None


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How well a target was looked at in a period."""

    target: str
    period: Span
    #: Looks made, and those that said something of the target.
    looks: int
    telling: int
    #: Days on which a pass was planned and no look told anything.
    missed: tuple[date, ...]
    #: The longest stretch without a look that told something: its two moments.
    longest_from: datetime
    longest_until: datetime
    #: Whether the verdict stands whatever went unseen.
    holds: bool
