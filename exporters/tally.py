"""How many targets stand how, under each rulebook."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from exporters.findings import Findings
from exporters.words import NOT_LOOKED, STATES
from records.rulebook import Rulebook
from records.verdict import State

#: Late first; what the system could not look at is counted apart from what needs a person.
_STATES = (State.OVERDUE, State.BLANK, State.GONE, State.DUE_SOON, State.UNKNOWN, State.WAIVED, State.FRESH)


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many targets are in one state."""

    state: State
    #: Whether these are the UNKNOWNs of our own (系统未能核查).
    not_looked: bool = False
    #: One number for each rulebook, the office's own first.
    numbers: tuple[int, ...]
    #: How many of the first number only one look supports (系统初查).
    suspected: int = 0

    @property
    def words(self) -> str:
        """The state in words."""
        return NOT_LOOKED if self.not_looked else STATES[self.state]


def tally(found: Findings, rulebooks: Sequence[Rulebook]) -> tuple[Count, ...]:
    """Return the counts of every state under each of *rulebooks*, the office's own first; late first."""
    counter = Counter(
        (judged.rulebook.key, judged.verdict.state, judged.not_looked)
        for finding in found.all
        for judged in finding.judged
    )
    suspected = Counter(finding.state for finding in found.suspected)
    keys = [(state, False) for state in _STATES]
    keys.insert(keys.index((State.UNKNOWN, False)), (State.UNKNOWN, True))
    return tuple(
        Count(
            state=state,
            not_looked=not_looked,
            numbers=tuple(counter[book.key, state, not_looked] for book in rulebooks),
            suspected=suspected[state],
        )
        for state, not_looked in keys
    )
