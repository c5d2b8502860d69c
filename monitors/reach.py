"""How far back a list reaches without a hole, and the days of which it tells."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from monitors.looks import tells
from records.civil import civil_date
from records.observation import Entry, Observation, Outcome
from records.past import Span

_DAY = timedelta(days=1)


def is_whole(look: Observation) -> bool:
    """Return whether *look* listed entries in such a way that what it lacks was not there."""
    return look.complete and look.outcome is Outcome.READ and tells(look)


def reach(entries: Sequence[Entry]) -> date | None:
    """Return the day after which nothing is missing from *entries*, a complete list in the page's order.

    What stands above the newest row is pinned and says nothing. Below it the list
    goes on where it ends: an item that is not shown is older than the last rows, by
    as much as rows of this list may stand in the wrong place. None without a date.
    """
    days = _below_the_pins(entries)
    if not days:
        return None
    lowest, astray = days[0], timedelta(0)
    for day in days:
        astray = max(astray, day - lowest)
        lowest = min(lowest, day)
    return min(lowest + astray, days[0])


def told_by(look: Observation) -> Iterator[Span]:
    """Yield the days of which a complete *look* tells: from where its list reaches to the day of the look.

    An item without a day may be of any between its neighbours', so those are left out.
    """
    first, last = reach(look.entries), civil_date(look.seen_at)
    if first is None or first > last:
        return
    for lower, upper in sorted(_unclear(look.entries)):
        if lower <= first:
            first = max(first, upper)
        elif lower < upper:
            yield Span(from_on=first, until_on=lower)
            first = upper
    if first <= last:
        yield Span(from_on=first, until_on=last)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return *spans* in order, those that overlap as one.

    Two that share no more than one day stay apart, the day with the later one: the
    rest of that day, after the earlier look, is told by neither for certain.
    """
    together: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.from_on, each.until_on)):
        last = together.pop() if together else None
        if last is None or span.from_on > last.until_on:
            together += [*filter(None, [last]), span]
        elif span.from_on < last.until_on or span.from_on == last.from_on:
            together.append(Span(from_on=last.from_on, until_on=max(last.until_on, span.until_on)))
        else:
            together += [Span(from_on=last.from_on, until_on=last.until_on - _DAY), span]
    return tuple(together)


def _below_the_pins(entries: Sequence[Entry]) -> list[date]:
    days = [entry.published_on for entry in entries if entry.published_on]
    return days[days.index(max(days)) :] if days else []


def _unclear(entries: Sequence[Entry]) -> Iterator[tuple[date, date]]:
    """Yield, for each item without a day below the newest, the days of its neighbours, the earlier one first.

    Of one below the last dated row the list does not tell anyway.
    """
    newest = max((entry.published_on for entry in entries if entry.published_on), default=None)
    above: date | None = None
    pending = False
    for entry in entries:
        day = entry.published_on
        if day is None:
            pending = above is not None
        elif above is not None or day == newest:
            if pending and above is not None:
                yield min(above, day), max(above, day)
            above, pending = day, False
