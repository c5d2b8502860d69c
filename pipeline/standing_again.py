"""What stood before each replayed pass: what earlier passes had come to, and what the replay itself has."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from records.history import History, PastPass
from records.verdict import Reason, State, Verdict


class StandingAgain:
    """The standing verdicts as a pass finds them, from the pass numbered *first* on by the replay's own."""

    def __init__(self, history: History, *, first: int) -> None:
        self._history = history
        self._first = first
        self._told: dict[tuple[str, str], list[Verdict]] = defaultdict(list)

    def at(self, past: PastPass) -> Mapping[tuple[str, str], Verdict]:
        """Return the last verdict that told something at the moment of *past*, by target and rulebook."""
        standing = dict(self._history.standing(past, before=self._first))
        for key, verdicts in self._told.items():
            known = [verdict for verdict in verdicts if verdict.judged_at <= past.judged_at]
            standing |= {key: known[-1]} if known else {}
        return standing

    def add(self, past: PastPass, verdicts: Sequence[Verdict]) -> None:
        """Let the *verdicts* that *past* comes to stand for the passes after it."""
        assert all(verdict.judged_at == past.judged_at for verdict in verdicts)
        for verdict in verdicts:
            if verdict.state is not State.UNKNOWN or verdict.reason is Reason.DISPUTED:
                self._told[verdict.target, verdict.rulebook].append(verdict)
