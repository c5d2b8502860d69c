"""Flags for the office alone: printed days that do not fit what was seen, bursts, repeats.

No verdict changes by a flag. Each rests on what complete looks of the same target held.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from monitors.reach import is_whole, reach
from records.civil import civil_date
from records.flag import Flag, FlagKind
from records.inventory import Inventory
from records.observation import Entry, Observation


@dataclass(frozen=True, kw_only=True)
class Odd:
    """From when on something is odd; the office's settings."""

    #: Days by which an entry may come out after its printed day: an evening, a time zone.
    margin: timedelta = timedelta(days=1)
    #: The fewest entries that make a burst, and the days that have to lie between their printed ones.
    burst_items: int = 5
    burst_days: int = 14


DEFAULT = Odd()
#: Ways of looking that read the same list.
_SAME_LIST = frozenset({"page", "pages", "rendered"})


def flags_of(looks: Sequence[Observation], *, odd: Odd = DEFAULT) -> tuple[Flag, ...]:
    """Return what is odd about the entries of one target, by all its *looks*, oldest first."""
    whole = [look for look in looks if is_whole(look)]
    return (*_backdated(whole, odd), *_bursts(whole, odd), *_future(looks))


def repeated(target: str, newest: Mapping[str, Observation], inventory: Inventory) -> tuple[Flag, ...]:
    """Return the entries of the column *target* that other columns list too, by the *newest* look at each.

    The same address, or the same title and day. A column above or below is no other
    column, for a landing page shows what its children hold.
    """
    columns = {column.key: column for column in inventory.columns}
    if target not in columns or target not in newest:
        return ()
    family = {columns[target].parent, *(child.key for child in inventory.children(target))}
    where: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key, look in newest.items():
        if key in columns and key != target and key not in family:
            for entry in look.entries:
                for name in _names(entry):
                    where[name].add(key)
    look = newest[target]
    found = ((entry, set().union(*(where[name] for name in _names(entry)))) for entry in look.entries)
    return tuple(
        _flag(FlagKind.REPEATED, look, [entry], others=tuple(sorted(others)))
        for entry, others in found
        if others
    )


def _backdated(whole: Sequence[Observation], odd: Odd) -> Iterator[Flag]:
    for place, (look, new) in enumerate(_with_new(whole)):
        for entry in new:
            earlier = [before for before in whole[:place] if _should_have_held(before, look, entry, odd)]
            if earlier:
                yield _flag(FlagKind.BACKDATED, look, [entry], absent=earlier[-1])


def _should_have_held(before: Observation, look: Observation, entry: Entry, odd: Odd) -> bool:
    """Return whether *before*, which lacks *entry*, would list it had it come out on its printed day."""
    printed = entry.published_on
    if printed is None or civil_date(before.seen_at) <= printed + odd.margin:
        return False
    return _is_comparable(before, look) and _was_not_there(entry, before)


def _bursts(whole: Sequence[Observation], odd: Odd) -> Iterator[Flag]:
    """Yield the bursts.

    Looks further apart than a burst's days tell of none: so much may come in between.
    """
    for (before, _), (look, new) in pairwise(_with_new(whole)):
        apart = (civil_date(look.seen_at) - civil_date(before.seen_at)).days
        if apart > odd.burst_days or not _is_comparable(before, look):
            continue
        found = [entry for entry in new if _was_not_there(entry, before)]
        days = [entry.published_on for entry in found if entry.published_on]
        if len(found) >= odd.burst_items and (max(days) - min(days)).days > odd.burst_days:
            yield _flag(FlagKind.BURST, look, found, absent=before)


def _future(looks: Sequence[Observation]) -> Iterator[Flag]:
    seen: set[tuple[str, ...]] = set()
    for look in looks:
        for entry in look.entries:
            ahead = entry.published_on is not None and entry.published_on > civil_date(look.seen_at)
            if ahead and not seen.intersection(_names(entry)):
                seen.update(_names(entry))
                yield _flag(FlagKind.FUTURE, look, [entry])


def _with_new(whole: Sequence[Observation]) -> Iterator[tuple[Observation, list[Entry]]]:
    """Yield each look with the entries that none before it held under any name."""
    held: set[tuple[str, ...]] = set()
    for look in whole:
        yield look, [entry for entry in look.entries if not held.intersection(_names(entry))]
        held.update(name for entry in look.entries for name in _names(entry))


def _was_not_there(entry: Entry, before: Observation) -> bool:
    """Return whether *entry* was first seen after *before*, whose list reaches back past its printed day."""
    reached = reach(before.entries)
    later = entry.first_seen_at is None or entry.first_seen_at > before.seen_at
    return later and reached is not None and entry.published_on is not None and reached < entry.published_on


def _names(entry: Entry) -> Iterator[tuple[str, ...]]:
    """Yield what makes *entry* the same article elsewhere: its address; its title with its day.

    A site that moves gives all its articles new addresses, so one of them is enough.
    """
    if entry.address:
        yield (entry.address.partition("://")[2],)
    title = "".join(entry.title.split())
    if title and (entry.published_on or not entry.address):
        yield title, str(entry.published_on)


def _is_comparable(before: Observation, look: Observation) -> bool:
    """Return whether both read the same list in the same way: another reader may see other rows."""
    same_list = before.how == look.how or {before.how, look.how} <= _SAME_LIST
    return same_list and before.reader == look.reader


def _flag(
    kind: FlagKind,
    look: Observation,
    entries: Sequence[Entry],
    *,
    absent: Observation | None = None,
    others: tuple[str, ...] = (),
) -> Flag:
    return Flag(
        kind=kind,
        target=look.target,
        entries=tuple(entries),
        seen_at=look.seen_at,
        absent_at=absent.seen_at if absent else None,
        others=others,
    )
