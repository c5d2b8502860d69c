"""What the looks at one page or account may and may not say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.judge import judge, judge_all
from records.inventory import Waiver
from records.observation import Observation, Outcome
from records.targets import ColumnClass
from records.verdict import Certainty, Reason, State
from tests.unit.monitors.cases import (
    ACCOUNTS,
    NEWS,
    TODAY,
    account,
    ago,
    at,
    book,
    column,
    county,
    entry,
    failed,
    judged,
    look,
)

FAILURES = [
    Outcome.PARTIAL,
    Outcome.SHELL,
    Outcome.UNREADABLE,
    Outcome.BLOCKED,
    Outcome.MAINTENANCE,
    Outcome.UNREACHABLE,
]


def test_a_news_column_is_stale_on_the_eighth_day() -> None:
    assert judged(column(), look(entry(ago(7)))).state is State.DUE_SOON
    assert judged(column(), look(entry(ago(8)))).state is State.OVERDUE


def test_a_column_is_due_soon_from_the_warning_on() -> None:
    assert judged(column(), look(entry(ago(4)))).state is State.FRESH
    assert judged(column(), look(entry(ago(5)))).state is State.DUE_SOON


def test_a_verdict_says_rule_clause_entry_and_day() -> None:
    verdict = judged(column(), look(entry(ago(9), "旧闻"), entry(ago(12), "更旧"), on=TODAY))
    assert (verdict.rule, verdict.clause) == (NEWS.key, NEWS.clause)
    assert (verdict.newest_on, verdict.newest_title) == (ago(9), "旧闻")
    assert verdict.due_on == ago(2)
    assert verdict.days_left(TODAY) == -2


def test_the_newest_entry_counts_wherever_it_stands_in_the_list() -> None:
    assert judged(column(), look(entry(ago(400), "置顶"), entry(ago(1)))).newest_on == ago(1)


def test_an_adverse_verdict_after_one_look_is_suspected_and_the_others_have_no_certainty() -> None:
    assert judged(column(), look(entry(ago(30)))).certainty is Certainty.SUSPECTED
    assert judged(column(), look(entry(ago(1)))).certainty is None


def test_nobody_has_looked_is_unknown() -> None:
    verdict = judged(column())
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.NEVER_LOOKED)


@pytest.mark.parametrize("outcome", FAILURES)
def test_a_look_that_failed_is_unknown_and_never_adverse(outcome: Outcome) -> None:
    verdict = judged(column(), failed(outcome))
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.COULD_NOT_LOOK)
    assert verdict.last_outcome is outcome


@pytest.mark.parametrize("outcome", FAILURES)
def test_a_failed_look_never_cancels_fresh_before_the_due_date(outcome: Outcome) -> None:
    assert judged(column(), look(entry(ago(3)), on=ago(2)), failed(outcome)).state is State.FRESH


@pytest.mark.parametrize("outcome", FAILURES)
def test_after_the_due_date_without_a_look_since_the_state_is_unknown(outcome: Outcome) -> None:
    verdict = judged(column(), look(entry(ago(9)), on=ago(3)), failed(outcome))
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.COULD_NOT_LOOK)
    assert verdict.due_on == ago(2)


def test_an_old_look_alone_does_not_make_a_column_overdue() -> None:
    verdict = judged(column(), look(entry(ago(9)), on=ago(3)))
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.NOT_LOOKED_SINCE_DUE)


def test_a_look_on_the_last_day_in_time_proves_nothing_about_the_rest_of_it() -> None:
    verdict = judged(column(), look(entry(ago(8)), on=ago(1)))
    assert verdict.due_on == ago(1)
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.NOT_LOOKED_SINCE_DUE)


def test_an_incomplete_list_cannot_prove_silence() -> None:
    verdict = judged(column(), look(entry(ago(30)), complete=False))
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.NOT_PROVEN)


def test_an_incomplete_list_can_prove_an_update() -> None:
    assert judged(column(), look(entry(ago(3)), complete=False)).state is State.FRESH


def test_a_later_incomplete_look_refutes_an_earlier_complete_one() -> None:
    verdict = judged(column(), look(entry(ago(9))), look(entry(ago(1)), complete=False))
    assert (verdict.state, verdict.newest_on) == (State.FRESH, ago(1))


def test_an_overdue_column_stays_overdue_while_its_site_is_down() -> None:
    proof = look(entry(ago(20)), on=ago(5))
    verdict = judged(column(), proof, failed(on=ago(1)), failed())
    assert verdict.state is State.OVERDUE
    assert verdict.seen_at == proof.seen_at
    assert verdict.last_outcome is Outcome.UNREACHABLE


def test_an_overdue_verdict_rests_on_the_look_that_proves_it() -> None:
    proof = look(entry(ago(20)), on=ago(5))
    assert judged(column(), proof, failed()).rests_on == (proof.id,)


def test_a_page_that_now_lists_things_without_dates_takes_the_proof_back() -> None:
    undated = look(entry(None), outcome=Outcome.UNDATED, complete=False)
    verdict = judged(column(), look(entry(ago(20)), on=ago(5)), undated)
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.UNDATED)


def test_not_modified_supports_fresh() -> None:
    same = look(outcome=Outcome.UNCHANGED, complete=False)
    assert judged(column(), look(entry(ago(3)), on=ago(2)), same).state is State.FRESH


def test_not_modified_never_proves_overdue() -> None:
    same = look(outcome=Outcome.UNCHANGED, complete=False)
    verdict = judged(column(), look(entry(ago(9)), on=ago(3)), same)
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.NOT_LOOKED_SINCE_DUE)


def test_items_without_dates_are_unknown_not_overdue() -> None:
    verdict = judged(column(), look(entry(None), outcome=Outcome.UNDATED, complete=False))
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.UNDATED)


def test_a_proven_empty_page_is_blank_by_the_clause_on_blank_columns() -> None:
    verdict = judged(column(), look(outcome=Outcome.EMPTY))
    assert (verdict.state, verdict.rule, verdict.certainty) == (State.BLANK, "blank", Certainty.SUSPECTED)


def test_an_empty_page_without_proof_is_not_blank() -> None:
    assert judged(column(), look(outcome=Outcome.EMPTY, complete=False)).state is State.UNKNOWN


def test_an_empty_page_that_explains_itself_is_not_counted() -> None:
    verdict = judged(column(), look(outcome=Outcome.EMPTY, noted=True))
    assert (verdict.state, verdict.reason) == (State.WAIVED, Reason.EMPTY_NOTED)


def test_a_blank_column_stays_blank_while_its_site_is_down() -> None:
    assert judged(column(), look(outcome=Outcome.EMPTY, on=ago(3)), failed()).state is State.BLANK


def test_a_blank_column_that_lists_something_again_is_no_longer_blank() -> None:
    undated = look(entry(None), outcome=Outcome.UNDATED, complete=False)
    assert judged(column(), look(outcome=Outcome.EMPTY, on=ago(3)), undated).state is State.UNKNOWN


def test_a_page_that_is_gone_is_gone_once_the_server_has_proved_who_it_is() -> None:
    assert judged(column(), look(outcome=Outcome.GONE)).state is State.GONE
    assert judged(column(), look(outcome=Outcome.GONE, verified=False)).state is State.UNKNOWN


def test_a_static_column_with_content_is_fresh_for_ever() -> None:
    static = column(class_=ColumnClass.STATIC)
    for outcome in (Outcome.READ, Outcome.UNDATED, Outcome.LANDING):
        verdict = judged(static, look(entry(date(2019, 1, 1)), outcome=outcome))
        assert (verdict.state, verdict.reason, verdict.due_on) == (State.FRESH, Reason.HAS_CONTENT, None)


def test_an_account_is_late_on_the_eleventh_day() -> None:
    assert judged(account(), look(entry(ago(10)), target="wx")).state is State.DUE_SOON
    verdict = judged(account(), look(entry(ago(11)), target="wx"))
    assert (verdict.state, verdict.rule) == (State.OVERDUE, ACCOUNTS.key)


def test_an_account_that_never_posted_is_late_and_not_blank() -> None:
    verdict = judged(account(), look(outcome=Outcome.EMPTY, target="wx"))
    assert (verdict.state, verdict.reason) == (State.OVERDUE, Reason.NEVER_POSTED)


def test_a_lower_bound_source_with_nothing_in_it_says_nothing() -> None:
    assert judged(account(), failed(Outcome.PARTIAL, target="wx")).state is State.UNKNOWN


def test_a_lower_bound_with_a_post_in_it_says_that_it_was_posted_and_no_more() -> None:
    fresh = look(entry(ago(3)), outcome=Outcome.PARTIAL, complete=False, target="wx")
    assert judged(account(), fresh).state is State.FRESH
    old = judged(account(), look(entry(ago(40)), outcome=Outcome.PARTIAL, complete=False, target="wx"))
    assert (old.state, old.reason) == (State.UNKNOWN, Reason.NOT_PROVEN)


@pytest.mark.parametrize(("first", "last", "state"), [(1, -1, State.WAIVED), (9, 1, State.OVERDUE)])
def test_a_waiver_holds_from_its_first_to_its_last_day(first: int, last: int, state: State) -> None:
    waiver = Waiver(target="news", from_on=ago(first), until_on=ago(last), basis="演政办函〔2026〕3号")
    inventory = county(column(), rulebook=book(), waivers=[waiver])
    assert judged(column(), look(entry(ago(30))), inventory=inventory).state is state


def test_a_rulebook_without_a_rule_about_a_target_gives_no_verdict() -> None:
    rulebook = book(NEWS)
    inventory = county(account(), rulebook=rulebook)
    assert judge(account(), rulebook, inventory=inventory, looks={}, now=at(TODAY)) is None


def test_every_target_is_judged_in_inventory_order() -> None:
    inventory = county(column("a"), column("b"), account(), rulebook=book())
    assert [verdict.target for verdict in judge_all(inventory, {}, now=at(TODAY))] == ["a", "b", "wx"]


def test_the_same_looks_give_the_same_verdict_for_ever() -> None:
    seen = (look(entry(ago(9))), failed())
    assert judged(column(), *seen) == judged(column(), *seen)


_outcomes = st.sampled_from(list(Outcome))
_looks = st.lists(
    st.builds(
        lambda outcome, days, age, complete: look(
            *([entry(ago(age))] if outcome is Outcome.READ else []),
            on=ago(days),
            outcome=outcome,
            complete=complete,
        ),
        _outcomes,
        st.integers(0, 40),
        st.integers(0, 400),
        st.booleans(),
    ),
    max_size=6,
)


@given(seen=_looks)
def test_no_sequence_of_looks_makes_a_column_overdue_without_a_complete_look_after_its_due_date(
    seen: list[Observation],
) -> None:
    seen = sorted(seen, key=lambda each: each.seen_at)
    verdict = judged(column(), *seen)
    if verdict.state is State.OVERDUE:
        due = verdict.due_on
        assert due is not None
        assert any(
            each.complete and each.outcome is Outcome.READ and each.seen_at.date() > due for each in seen
        )


@given(seen=_looks)
def test_no_sequence_of_failed_looks_accuses_anyone(seen: list[Observation]) -> None:
    failures = [each for each in seen if each.outcome in FAILURES]
    assert not judged(column(), *failures).state.adverse
