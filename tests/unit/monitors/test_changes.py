"""What counts as a change."""

from monitors.changes import changes
from records.observation import Outcome
from records.verdict import State
from tests.unit.monitors.cases import ago, column, entry, failed, judged, look

KEY = ("news", "notice")
LATE = judged(column(), look(entry(ago(30))))
FRESH = judged(column(), look(entry(ago(1))))
UNKNOWN = judged(column(), failed(Outcome.BLOCKED))


def test_a_state_that_differs_from_the_last_known_is_a_change() -> None:
    (change,) = changes({KEY: State.FRESH}, [LATE])
    assert (change.before, change.after) == (State.FRESH, State.OVERDUE)
    assert change.changed_at == LATE.judged_at


def test_the_same_state_is_no_change() -> None:
    assert changes({KEY: State.OVERDUE}, [LATE]) == ()


def test_a_first_verdict_is_no_change() -> None:
    assert changes({}, [LATE]) == ()


def test_becoming_unknown_is_our_trouble_and_no_change() -> None:
    assert changes({KEY: State.FRESH}, [UNKNOWN]) == ()


def test_another_rulebook_s_state_does_not_count() -> None:
    assert changes({("news", "other"): State.OVERDUE}, [FRESH]) == ()
