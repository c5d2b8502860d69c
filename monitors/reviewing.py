"""What a person decided about a finding, on the verdict that is that finding."""

from collections.abc import Sequence
from dataclasses import replace

from records.verdict import Certainty, Decision, Reason, Review, State, Verdict


def reviewed(verdict: Verdict, reviews: Sequence[Review]) -> Verdict:
    """Return *verdict* as the newest of *reviews* (oldest first) that is about it leaves it.

    确认 makes a confirmed finding reviewed, and leaves a suspected one suspected: a
    person's word is no second look. 误报 and 存疑 take the accusation back, until the
    finding is another one.
    """
    about = [review for review in reviews if review.is_about(verdict)]
    if not about or not verdict.state.adverse:
        return verdict
    decision = about[-1].decision
    if decision is Decision.UPHELD:
        confirmed = verdict.certainty is Certainty.CONFIRMED
        return replace(verdict, certainty=Certainty.REVIEWED) if confirmed else verdict
    reason = Reason.MISTAKEN if decision is Decision.MISTAKEN else Reason.DOUBTFUL
    return replace(verdict, state=State.UNKNOWN, reason=reason, certainty=None)
