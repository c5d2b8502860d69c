"""The past on the page: what a target's entries tell of a period that has gone by.

The lists of complete looks say of which days they tell. Only in those can a time
without an update be too long; what no list reaches back to is unknown, and stands
against nobody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from monitors.interval import Limit
from monitors.own_entries import belongs_to
from monitors.reach import is_whole, joined, told_by
from records.observation import Entry, Observation
from records.past import Lapse, Past, Span, UnitItems
from records.targets import Unit


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What the looks at one target listed, taken together, and of which days that tells."""

    #: The target's own entries, each once.
    own: Sequence[Entry]
    #: Entries that may be its own too: without a source in a shared column, or seen elsewhere alone.
    perhaps: Sequence[Entry] = ()
    told: Sequence[Span] = field(default_factory=tuple)


def listed_by(looks: Iterable[Observation], *, share_of: Unit | None = None) -> Listed:
    """Return what the complete ones of *looks* listed; with *share_of* that unit's own of it."""
    looks = list(looks)
    whole = [look for look in looks if is_whole(look)]
    entries = entries_of(whole)
    elsewhere = [entry for look in looks for entry in look.elsewhere]
    told = joined(span for look in whole for span in told_by(look))
    if share_of is None:
        return Listed(own=entries, perhaps=elsewhere, told=told)
    own = [entry for entry in entries if belongs_to(entry, share_of)]
    return Listed(own=own, perhaps=[*elsewhere, *(entry for entry in entries if not entry.source)], told=told)


def listed_together(parts: Sequence[Listed]) -> Listed:
    """Return what several columns list as if they were one: it tells of a day where each of them does."""
    told = parts[0].told if parts else ()
    for part in parts[1:]:
        told = tuple(filter(None, (span.within(other) for span in told for other in part.told)))
    return Listed(
        own=[entry for part in parts for entry in part.own],
        perhaps=[entry for part in parts for entry in part.perhaps],
        told=told,
    )


def entries_of(looks: Iterable[Observation]) -> list[Entry]:
    """Return the entries that *looks*, oldest first, listed: each once, as the newest look shows it.

    One that was given another day counts on both. A day of making that any look knew is
    kept: it stands in the article, and each look opens the newest few alone.
    """
    once: dict[tuple[str, date | None], Entry] = {}
    for look in looks:
        for entry in look.entries:
            name = (entry.address or entry.title, entry.published_on)
            before = once.pop(name, None)
            written = entry.written_on or (before.written_on if before else None)
            once[name] = replace(entry, written_on=written)
    return list(once.values())


def past_of(
    target: str,
    listed: Listed,
    *,
    limit: Limit | None,
    period: Span,
    units: Sequence[Unit] = (),
    excused: Sequence[Span] = (),
) -> Past:
    """Return what *listed* tells of *period*: the times over *limit*, the share in time, the items.

    Without a *limit* nothing can be over it; *excused* days count neither as in time
    nor as over. Items are counted for each of *units* that they name as their source,
    all of them for the only one.
    """
    waits = [wait for span in listed.told for wait in _waits(listed, span)]
    lapses = (lapse for wait in waits for lapse in _lapses(wait, limit, period, excused)) if limit else ()
    touching = [wait.length for wait in waits if wait.span.within(period)]
    told = filter(None, (span.within(period) for span in listed.told))
    return Past(
        target=target,
        period=period,
        told=tuple(piece for span in told for piece in span.without(excused)),
        excused=joined(filter(None, (span.within(period) for span in excused))),
        reaches_to=listed.told[0].from_on if listed.told else None,
        lapses=tuple(lapses),
        longest=max(touching, default=None),
        items=_by_unit([entry for entry in listed.own if _printed_in(entry, period)], units),
        undated=sum(entry.published_on is None for entry in listed.own),
    )


@dataclass(frozen=True, kw_only=True)
class _Wait:
    """The time from one day on which something came, or may have, to the next."""

    span: Span
    after: Entry | None
    ended_by: Entry | None

    @property
    def length(self) -> int:
        return (self.span.until_on - self.span.from_on).days


def _waits(listed: Listed, told: Span) -> Iterator[_Wait]:
    """Yield the waits among the days *told*: the first begins where they do, for something may have come."""
    came = {entry.published_on: entry for entry in (*listed.perhaps, *listed.own) if entry.published_on}
    days = sorted({told.from_on, *(day for day in came if day in told)})
    for first, last in pairwise(days):
        yield _Wait(span=Span(from_on=first, until_on=last), after=came.get(first), ended_by=came.get(last))
    yield _Wait(span=Span(from_on=days[-1], until_on=told.until_on), after=came.get(days[-1]), ended_by=None)


def _lapses(wait: _Wait, limit: Limit, period: Span, excused: Sequence[Span]) -> Iterator[Lapse]:
    """Yield the days of *wait* over *limit* that are in *period* and that nothing excuses."""
    due = limit.due_after(wait.span.from_on)
    first, last = max(_next(due), period.from_on), min(wait.span.until_on, period.until_on)
    if first > last:
        return
    for over in Span(from_on=first, until_on=last).without(excused):
        yield Lapse(after=wait.after, ended_by=wait.ended_by, over=over, length=wait.length)


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _printed_in(entry: Entry, period: Span) -> bool:
    return entry.published_on is not None and entry.published_on in period


def _by_unit(entries: Sequence[Entry], units: Sequence[Unit]) -> tuple[UnitItems, ...]:
    if len(units) == 1:
        return (UnitItems(unit=units[0].key, items=len(entries)),)
    whose = Counter(next((unit.key for unit in units if belongs_to(entry, unit)), "") for entry in entries)
    named = [UnitItems(unit=unit.key, items=whose[unit.key]) for unit in units]
    return (*named, UnitItems(unit="", items=whose[""])) if whose[""] or not units else tuple(named)
