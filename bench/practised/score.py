"""What a line of verdicts on one target is worth against the truth: accusations, lapses, warnings, doubt.

Nothing here knows the product or the county: it compares what was told with what was
true, moment by moment, so that it can be tried on lines that are made up.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

ADVERSE = frozenset({"OVERDUE", "BLANK", "GONE"})
_CONFIRMED = frozenset({"confirmed", "reviewed"})
UNKNOWN = "UNKNOWN"
_WARNING = "DUE_SOON"


@dataclass(frozen=True, kw_only=True)
class Told:
    """A verdict as it was given, with what was true then."""

    at: datetime
    state: str
    #: ``suspected``, ``confirmed`` or ``reviewed``; empty for a state that accuses nobody.
    certainty: str = ""
    #: The true state at that moment, and at the moment of the look that it rests on.
    true: str
    true_when_seen: str
    #: Whether an honest look can tell the state at all.
    tellable: bool = True
    #: Whether a fault stood between the look of this moment and the target.
    faulted: bool = False
    #: Whether everything was looked at, and not the target's second look alone.
    whole: bool = True

    @property
    def accuses(self) -> bool:
        """Whether it may leave the house."""
        return self.state in ADVERSE and self.certainty in _CONFIRMED


@dataclass(frozen=True, kw_only=True)
class Chance:
    """A moment at which an honest look would have been undisturbed."""

    at: datetime
    #: It belongs to a pass, and not to a second look that somebody has to ask for.
    whole: bool = True


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """A time in which a target truly was late, blank or gone."""

    state: str
    #: The first moment and the first that is no longer in it; it may end after the year does.
    from_at: datetime
    until_at: datetime
    chances: Sequence[Chance] = ()
    #: It had begun before the first pass, so that nobody can say how long it took to tell.
    begun_before: bool = False
    #: The first moment of the day on which a warning falls due, where a good look could foresee the lapse.
    warn_at: datetime | None = None


@dataclass(kw_only=True)
class Score:
    """What one or several lines came to."""

    #: Runs of confirmed accusations that were false, each as one line for people.
    false_accusations: list[str] = field(default_factory=list)
    #: Moments at which a confirmed accusation stood that was true when last seen and had been mended since.
    mended_since: int = 0
    lapses: int = 0
    told: int = 0
    #: Lapses that were over before both keys could be turned, or that no undisturbed look fell into.
    without_chance: int = 0
    missed: list[str] = field(default_factory=list)
    hours_to_verdict: list[float] = field(default_factory=list)
    #: Lapses that had to be warned of, those that were not, and the hours the others took.
    foreseeable: int = 0
    unwarned: list[str] = field(default_factory=list)
    hours_to_warning: list[float] = field(default_factory=list)
    #: Verdicts of whole passes on what can be told: all, undisturbed ones, and the UNKNOWN among each.
    verdicts: int = 0
    undisturbed: int = 0
    unknown: int = 0
    unknown_undisturbed: list[str] = field(default_factory=list)
    #: Verdicts of whole passes on what no look could tell; in none of the four above.
    untellable: int = 0
    #: How often what was true was told as what, in whole passes.
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: "Score") -> None:
        """Take in what *other* counted."""
        for name, value in vars(other).items():
            if isinstance(value, Counter):
                getattr(self, name).update(value)
            else:
                setattr(self, name, getattr(self, name) + value)


def score(name: str, told: Sequence[Told], lapses: Sequence[Lapse], *, apart: timedelta | None) -> Score:
    """Return what the verdicts *told* on one target, oldest first, are worth; *name* is for people.

    *apart* is the time between the two looks that turn both keys; None where one look
    confirms.
    """
    found = Score()
    _accusations(name, told, found)
    for lapse in lapses:
        _lapse(name, lapse, told, apart, found)
        _warning(name, lapse, told, found)
    for each in told:
        if each.whole:
            _count(name, each, found)
    return found


def _accusations(name: str, told: Sequence[Told], found: Score) -> None:
    """Count each run of false accusations once.

    One that is new has to be true at that moment; one that stands has to have been
    true when the target was last seen, since it stays while nobody can look.
    """
    standing, was_false = "", False
    for each in told:
        if not each.accuses:
            standing = standing if each.state == UNKNOWN else ""
            was_false = False
            continue
        true = each.true_when_seen if standing == each.state else each.true
        false = true != each.state
        if false and not was_false:
            found.false_accusations.append(f"{each.at:%F %H:%M} {name}: {each.state}, in truth {true}")
        found.mended_since += not false and each.true != each.state
        standing, was_false = each.state, false


def _lapse(name: str, lapse: Lapse, told: Sequence[Told], apart: timedelta | None, found: Score) -> None:
    found.lapses += 1
    verdicts = (one.at for one in _within(told, lapse) if one.accuses and one.state == lapse.state)
    first = next(verdicts, None)
    if first is not None:
        found.told += 1
        if not lapse.begun_before:
            found.hours_to_verdict.append(_hours(first - lapse.from_at))
    elif _had_a_chance(lapse, apart):
        found.missed.append(f"{lapse.from_at:%F %H:%M} {name}: {lapse.state} until {lapse.until_at:%F %H:%M}")
    else:
        found.without_chance += 1


def _had_a_chance(lapse: Lapse, apart: timedelta | None) -> bool:
    first = next((chance.at for chance in lapse.chances if chance.whole), None)
    if first is None:
        return False
    return apart is None or any(chance.at >= first + apart for chance in lapse.chances)


def _warning(name: str, lapse: Lapse, told: Sequence[Told], found: Score) -> None:
    if lapse.warn_at is None or lapse.begun_before:
        return
    found.foreseeable += 1
    warnings = (one.at for one in told if lapse.warn_at <= one.at < lapse.from_at and one.state == _WARNING)
    first = next(warnings, None)
    if first is None:
        found.unwarned.append(f"{lapse.warn_at:%F} {name}: late from {lapse.from_at:%F}")
    else:
        found.hours_to_warning.append(_hours(first - lapse.warn_at))


def _count(name: str, each: Told, found: Score) -> None:
    found.confusion[each.true, each.state] += 1
    if not each.tellable:
        found.untellable += 1
        return
    unknown = each.state == UNKNOWN
    found.verdicts += 1
    found.unknown += unknown
    if not each.faulted:
        found.undisturbed += 1
        if unknown:
            found.unknown_undisturbed.append(f"{each.at:%F %H:%M} {name}: unknown, in truth {each.true}")


def _within(told: Sequence[Told], lapse: Lapse) -> Iterator[Told]:
    return (one for one in told if lapse.from_at <= one.at < lapse.until_at)


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600
