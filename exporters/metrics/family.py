"""One metric with everything it says: the noun between what is told and how it is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

#: Label values in the order of the labels, and the number.
Sample = tuple[tuple[str, ...], float]


class Kind(StrEnum):
    """What Prometheus is told of how a number moves."""

    GAUGE = "gauge"
    COUNTER = "counter"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, kw_only=True)
class Part:
    """Samples under one name: a histogram has three of them, every other metric one."""

    #: What the metric's name is followed by.
    suffix: str = ""
    #: Beside ``office``, which every sample has.
    labels: tuple[str, ...] = ()
    samples: Iterable[Sample]


@dataclass(frozen=True, kw_only=True)
class Family:
    """One metric."""

    name: str
    kind: Kind = Kind.GAUGE
    #: What it means, in one English line.
    meaning: str
    parts: tuple[Part, ...]


def gauge(name: str, meaning: str, *labels: str, samples: Iterable[Sample]) -> Family:
    """Return a metric that goes up and down."""
    return Family(name=name, meaning=meaning, parts=(Part(labels=labels, samples=samples),))
