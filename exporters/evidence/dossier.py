"""Everything behind one finding: its verdicts, the looks they rest on, and each exchange as it was kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from exporters.finding import Finding, Judged
from records.observation import Observation
from records.verdict import Certainty, Review

_CONFIRMED = frozenset({Certainty.CONFIRMED, Certainty.REVIEWED})


class Exchanged(Protocol):
    """What is told of an exchange; whoever looked keeps it in this form."""

    @property
    def asked(self) -> str: ...  # noqa: D102
    @property
    def address(self) -> str: ...  # noqa: D102
    @property
    def moment(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> int: ...  # noqa: D102
    @property
    def headers(self) -> Sequence[tuple[str, str]]: ...  # noqa: D102
    @property
    def redirects(self) -> Sequence[tuple[str, str]]: ...  # noqa: D102
    @property
    def peer(self) -> str: ...  # noqa: D102
    @property
    def failure(self) -> str: ...  # noqa: D102
    @property
    def body(self) -> str: ...  # noqa: D102
    @property
    def rendered(self) -> bool: ...  # noqa: D102
    @property
    def is_picture(self) -> bool: ...  # noqa: D102
    @property
    def method(self) -> str: ...  # noqa: D102
    @property
    def sent(self) -> Sequence[tuple[str, str]]: ...  # noqa: D102
    @property
    def question(self) -> str: ...  # noqa: D102
    @property
    def step(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True)
class Witness:
    """One exchange of one look, or the fault for which it cannot be shown."""

    #: The exchange's own digest, and the number of the look it belongs to.
    digest: str
    look: int
    #: None where the exchange itself is missing or damaged.
    exchange: Exchanged | None = None
    #: Empty where nothing came back, or the body is missing or damaged.
    body: bytes = b""
    #: Why it cannot be shown whole, as a sentence with the file; empty where it is as it was kept.
    fault: str = ""
    #: The fault is that a file is not there any more, and not that it is another one.
    missing: bool = False


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """One target's finding with all that stands behind it."""

    finding: Finding
    #: The looks that the verdicts name, by number, and what was kept of each.
    looks: Mapping[int, Observation]
    witnesses: Mapping[int, tuple[Witness, ...]]
    #: The decisions about it, oldest first.
    reviews: tuple[Review, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """What is missing or damaged, each in a sentence with the file."""
        found = (witness.fault for witness in self.all_witnesses() if witness.fault)
        return tuple(dict.fromkeys(found))

    @property
    def confirmed(self) -> tuple[Judged, ...]:
        """The adverse verdicts that withstood a second look."""
        return tuple(
            judged
            for judged in self.finding.judged
            if judged.verdict.state.adverse and judged.verdict.certainty in _CONFIRMED
        )

    def all_witnesses(self) -> Iterator[Witness]:
        """Yield what was kept of every look, in the order of the looks."""
        for number in sorted(self.witnesses):
            yield from self.witnesses[number]

    def picture(self, number: int | None) -> bytes:
        """Return the picture that the look of that *number* took, or nothing."""
        taken = self.witnesses.get(number or 0, ())
        return next((one.body for one in taken if one.exchange and one.exchange.is_picture), b"")


def looks_behind(finding: Finding) -> frozenset[int]:
    """Return the numbers of the looks that the verdicts of *finding* rest on, their keys among them."""
    numbers: set[int | None] = set()
    for judged in finding.judged:
        verdict = judged.verdict
        numbers |= {*verdict.rests_on, verdict.first_key, verdict.second_key}
    return frozenset(number for number in numbers if number is not None)
