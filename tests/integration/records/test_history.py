"""What earlier passes knew, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from records.history import PastPass
from records.incident import Incident, IncidentKind
from records.store import Store
from records.verdict import Decision, Review, State
from tests.integration.records.test_store import NOW, begin, change, entry, look, store, verdict

__all__ = ["store"]

DAY = timedelta(days=1)
INCIDENT = Incident(kind=IncidentKind.LINE, from_at=NOW, until_at=NOW)


@pytest.fixture
def passes(store: Store) -> tuple[PastPass, PastPass]:
    """Two passes a day apart, each with a look, a verdict and an incident."""
    for days, state in enumerate((State.FRESH, State.OVERDUE)):
        at = NOW + days * DAY
        number = begin(store, now=at)
        store.keep(number, look(entry(f"第{days}条"), at=at))
        store.keep_incidents(number, [INCIDENT])
        store.judged(
            number, at=at, verdicts=[verdict(state, at=at)], changes=[change(at)], judged_with=f"by {days}"
        )
        store.finished(number, at=at)
    first, second = store.history.passes()
    return first, second


def test_the_passes_come_in_their_order_with_what_they_were_judged_with(
    store: Store, passes: tuple[PastPass, PastPass]
) -> None:
    assert [past.judged_with for past in passes] == ["by 0", "by 1"]
    assert store.history.passes(since=NOW + DAY) == passes[1:]
    assert store.history.passes(since=NOW + 2 * DAY) == ()


def test_a_pass_knows_its_own_looks_and_the_earlier_ones_alone(
    store: Store, passes: tuple[PastPass, PastPass]
) -> None:
    first, second = passes
    at_once = replace(first, judged_at=second.judged_at)
    titles = [
        [one.title for seen in store.history.looks_to_judge_by(past)["news"] for one in seen.entries]
        for past in (first, at_once, second)
    ]
    assert titles == [["第0条"], ["第0条"], ["第1条"]]
    assert [len(store.history.looks_of(past)) for past in passes] == [1, 1]
    assert [len(store.history.incidents(past)) for past in passes] == [1, 2]


def test_what_stood_is_what_the_passes_before_came_to(
    store: Store, passes: tuple[PastPass, PastPass]
) -> None:
    first, second = passes
    assert store.history.standing(second, before=first.id) == {}
    (stood,) = store.history.standing(second, before=second.id).values()
    assert stood == verdict(State.FRESH)
    assert store.history.verdicts_of(second) == (verdict(State.OVERDUE, at=NOW + DAY),)


def test_looks_are_found_by_their_numbers_and_their_evidence_by_age(
    store: Store, passes: tuple[PastPass, PastPass]
) -> None:
    (one,) = store.history.looks_of(passes[0])
    assert one.id is not None
    assert store.history.looks_numbered({one.id, 999}) == {one.id: one}
    told = [(seen_at, digests) for _, seen_at, digests in store.history.evidence()]
    assert told == [(NOW, one.evidence), (NOW + DAY, one.evidence)]


def test_a_decision_put_on_record_later_is_not_among_those_known_before(store: Store) -> None:
    assert store.last_review() == 0
    decided = [
        Review(
            target="news",
            rulebook="notice",
            state=State.OVERDUE,
            newest_on=None,
            decision=decision,
            by="王某",
            reviewed_at=NOW,
        )
        for decision in (Decision.DOUBTFUL, Decision.UPHELD)
    ]
    store.review(decided[0])
    known = store.last_review()
    store.review(decided[1])
    assert store.reviews(until=NOW, known_to=known) == (decided[0],)
    assert store.reviews(until=NOW) == tuple(decided)
