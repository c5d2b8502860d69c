"""Weights fitted on saved pages: every signal starts alike, and each page that is read wrongly moves some."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from statistics import median

from bench.places import Choice, Place
from crawler.readers.lists.score import SIGNALS, Weigh
from crawler.readers.lists.spot import Spot

#: One a signal, in the order of SIGNALS; each multiplies what its signal says.
Weights = tuple[float, ...]

#: Under these every signal counts as it is written.
HAND_SET: Weights = (1.0,) * len(SIGNALS)
#: The sizes that every signal's largest value may be given at the start.
SIZES = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
#: How far one page moves a weight, in shares of what it is at the start, for each point it then gave.
_STEP = 0.1
#: How often the pages are gone through.
_ROUNDS = 12


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """Weights before and after they were fitted on some choices, and how many of these each takes rightly."""

    equal: Weights
    fitted: Weights
    equal_right: int
    fitted_right: int
    of: int

    def moved(self) -> Mapping[str, float]:
        """Return by how much the fit multiplied each signal that it moved."""
        pairs = zip(SIGNALS, self.equal, self.fitted, strict=True)
        return {name: after / before for name, before, after in pairs if after != before}


def fit(choices: Sequence[Choice]) -> Fitted:
    """Return the weights fitted on *choices*; the same choices give the same weights.

    From `equal` ones the choices are gone through in their order: one that is taken
    wrongly adds to what speaks for the right place and takes from what speaks for the
    one taken. No weight falls below zero, so none changes its sign. Of the weights
    after each round those that take most choices rightly are kept, the earliest of several.
    """
    start = equal(choices)
    weights, best, first = start, start, right(choices, start)
    most = first
    for _ in range(_ROUNDS):
        if most == len(choices):
            break
        for choice in choices:
            weights = _moved(weights, choice, start)
        count = right(choices, weights)
        if count > most:
            best, most = weights, count
    return Fitted(equal=start, fitted=best, equal_right=first, fitted_right=most, of=len(choices))


def equal(choices: Sequence[Choice]) -> Weights:
    """Return the weights under which every signal's largest value on *choices* has one and the same size.

    It is the one of SIZES under which most are taken rightly, the middle of several. A signal
    that says nothing on any of them is weighed as the median of the others is.
    """
    unit = _unit(choices)
    weights = [tuple(size * each for each in unit) for size in SIZES]
    counts = [right(choices, each) for each in weights]
    best = [each for each, count in zip(weights, counts, strict=True) if count == max(counts)]
    return best[(len(best) - 1) // 2]


def right(choices: Sequence[Choice], weights: Weights) -> int:
    """Return how many of *choices* are taken rightly under *weights*."""
    return sum(choice.is_right(choice.taken(weights)) for choice in choices)


def without(name: str) -> Weights:
    """Return the weights under which the signal *name* counts nothing, and every other as it is written."""
    return tuple(float(each != name) for each in SIGNALS)


def weigh_by(weights: Weights) -> Weigh:
    """Return what says how much a spot looks like the column's list by *weights*."""
    pairs = list(zip(weights, SIGNALS.values(), strict=True))

    def weigh(spot: Spot) -> float:
        return sum(weight * signal(spot) for weight, signal in pairs)

    return weigh


def _unit(choices: Sequence[Choice]) -> Weights:
    largest = [max(sizes, default=0.0) for sizes in zip(*_sizes(choices), strict=True)] or [0.0] * len(
        SIGNALS
    )
    usual = median([each for each in largest if each] or [1.0])
    return tuple(1 / (each or usual) for each in largest)


def _sizes(choices: Sequence[Choice]) -> Iterator[Weights]:
    return (tuple(map(abs, place.values)) for choice in choices for place in choice.places)


def _moved(weights: Weights, choice: Choice, start: Weights) -> Weights:
    taken = choice.taken(weights)
    if choice.is_right(taken):
        return weights
    wanted = choice.likeliest_right(weights)
    if not wanted and not choice.is_right(None):
        return weights
    steps = [_STEP * each * each for each in start]
    moves = map(mul, steps, map(float.__sub__, _says(wanted), _says(taken)))
    return tuple(max(0.0, weight + move) for weight, move in zip(weights, moves, strict=True))


def _says(place: Place | None) -> Weights:
    return place.values if place else (0.0,) * len(SIGNALS)
