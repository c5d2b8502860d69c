"""How well a target was looked at in a period, and whether its verdict stands whatever went unseen."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

from monitors.looks import tells
from monitors.reach import is_whole
from records.civil import civil_date, start_of
from records.observation import Observation, Outcome
from records.past import Coverage, Span
from records.verdict import State, Verdict

_SAID_BLANK_OR_GONE = frozenset({Outcome.EMPTY, Outcome.GONE})
_IN_TIME = frozenset({State.FRESH, State.DUE_SOON})


def coverage_of(
    target: str,
    looks: Sequence[Observation],
    *,
    period: Span,
    planned: Sequence[date],
    now: datetime,
    verdict: Verdict | None,
) -> Coverage:
    """Return how *target* was looked at in *period* up to *now*; *looks* are its own, oldest first.

    *planned* are the days on which a pass was to be made; those outside the period
    are passed over. What was missed counts against nobody: it only says how far the
    *verdict* is proven.
    """
    inside = [look for look in looks if civil_date(look.seen_at) in period and look.seen_at <= now]
    telling = [look for look in inside if tells(look)]
    told = {civil_date(look.seen_at) for look in telling}
    missed = tuple(sorted({day for day in planned if day in period and day <= civil_date(now)} - told))
    longest_from, longest_until = _longest(telling, period, now)
    return Coverage(
        target=target,
        period=period,
        looks=len(inside),
        telling=len(telling),
        missed=missed,
        longest_from=longest_from,
        longest_until=longest_until,
        holds=verdict is not None and _holds(verdict, looks, missed),
    )


def _longest(telling: Sequence[Observation], period: Span, now: datetime) -> tuple[datetime, datetime]:
    """Return the two moments between which nothing was told for the longest time, the first such."""
    begin = start_of(period.from_on)
    end = max(begin, min(now, start_of(date.fromordinal(period.until_on.toordinal() + 1))))
    moments = [begin, *(look.seen_at for look in telling), end]
    return max(pairwise(moments), key=lambda pair: pair[1] - pair[0])


def _holds(verdict: Verdict, looks: Sequence[Observation], missed: Sequence[date]) -> bool:
    """Return whether *verdict* stands whatever there was on the days *missed*.

    In time it stands by its newest entry. What accuses stands by a complete look
    begun after the due date and after the last day missed; nothing else does.
    """
    if verdict.state in _IN_TIME:
        return verdict.newest_on is not None
    if not verdict.state.adverse:
        return False
    after = max(filter(None, [verdict.due_on, *missed[-1:]]), default=date.min)
    until = verdict.judged_at
    return any(
        _proves(look, verdict.state) and civil_date(look.seen_at) > after and look.seen_at <= until
        for look in looks
    )


def _proves(look: Observation, state: State) -> bool:
    if state is State.OVERDUE:
        return is_whole(look) or (look.outcome is Outcome.EMPTY and tells(look))
    return look.outcome in _SAID_BLANK_OR_GONE and tells(look)
