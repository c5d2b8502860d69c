"""Two keys: what accuses after one look has to withstand a second that tries to refute it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitors.judge import judge
from monitors.memory import Keys, Memory
from records.incident import Incident, IncidentKind
from records.inventory import Inventory, Offline
from records.observation import Entry, Observation, Outcome
from records.targets import Column
from records.verdict import Certainty, Decision, Reason, Review, State, Verdict
from tests.unit.monitors.cases import ago, at, book, column, county, entry, failed, look

FIRST = at(ago(0), 8)
KEYS = Keys(after=timedelta(minutes=30), alone_after=timedelta(hours=4))
LATE = entry(ago(30), "旧闻")


def second(*entries: Entry, minutes: int, paths: Sequence[str] = ("home",), **said: object) -> Observation:
    """Return a thorough look so many minutes after the first."""
    found = look(*entries)
    return replace(
        found, seen_at=FIRST + timedelta(minutes=minutes), thorough=True, paths=tuple(paths), **said
    )


def told(
    *looks: Observation,
    standing: Verdict | None = None,
    inventory: Inventory | None = None,
    target: Column | None = None,
    now: datetime | None = None,
    memory: Memory | None = None,
) -> Verdict:
    place = target or column()
    home = inventory or county(place, rulebook=book())
    by_key: dict[str, tuple[Observation, ...]] = {}
    for each in looks:
        by_key[each.target] = (*by_key.get(each.target, ()), each)
    known = {(standing.target, standing.rulebook): standing} if standing else {}
    found = judge(
        place,
        home.rulebooks[0],
        inventory=home,
        looks=by_key,
        now=now or max(each.seen_at for each in looks) + timedelta(minutes=1),
        memory=replace(memory or Memory(keys=KEYS), standing=known),
    )
    assert found
    return found


def suspected() -> Verdict:
    return told(look(LATE))


def test_one_look_suspects_and_is_the_first_key() -> None:
    first = look(LATE)
    verdict = told(first)
    assert (verdict.state, verdict.certainty) == (State.OVERDUE, Certainty.SUSPECTED)
    assert (verdict.first_key, verdict.first_key_at, verdict.second_key) == (first.id, FIRST, None)


def test_a_second_look_on_another_path_confirms_after_the_settable_time() -> None:
    early, late = second(LATE, minutes=29), second(LATE, minutes=30)
    assert told(early, standing=suspected()).certainty is Certainty.SUSPECTED
    verdict = told(late, standing=suspected())
    assert (verdict.certainty, verdict.second_key, verdict.one_source) == (
        Certainty.CONFIRMED,
        late.id,
        False,
    )
    assert set(verdict.rests_on) == {verdict.first_key, late.id}


def test_where_only_one_path_answers_it_takes_hours_and_says_so() -> None:
    soon, hours = second(LATE, minutes=239, paths=()), second(LATE, minutes=240, paths=())
    assert told(soon, standing=suspected()).certainty is Certainty.SUSPECTED
    verdict = told(hours, standing=suspected())
    assert (verdict.certainty, verdict.one_source) == (Certainty.CONFIRMED, True)


def test_a_plain_look_however_late_is_no_second_key() -> None:
    again = replace(look(LATE), seen_at=FIRST + timedelta(days=1))
    assert told(again, standing=suspected()).certainty is Certainty.SUSPECTED


def test_a_thorough_look_that_could_not_see_is_no_second_key() -> None:
    tried = replace(failed(), seen_at=FIRST + timedelta(hours=5), thorough=True, paths=("home",))
    assert told(look(LATE), tried, standing=suspected()).certainty is Certainty.SUSPECTED


def test_a_thorough_look_is_a_first_key_like_any_other() -> None:
    assert told(second(LATE, minutes=0)).certainty is Certainty.SUSPECTED


def test_an_item_inside_the_limit_that_the_list_does_not_hold_needs_a_person() -> None:
    refuted = second(LATE, minutes=60, elsewhere=(entry(ago(7), "首页上的新闻"),))
    verdict = told(refuted, standing=suspected())
    assert (verdict.state, verdict.reason, verdict.certainty) == (State.UNKNOWN, Reason.DISPUTED, None)


def test_an_item_past_the_limit_refutes_nothing() -> None:
    found = second(LATE, minutes=60, elsewhere=(entry(ago(8), "也是旧闻"), entry(None, "没有日期")))
    assert told(found, standing=suspected()).certainty is Certainty.CONFIRMED


def test_any_item_refutes_a_blank_column() -> None:
    blank = look(outcome=Outcome.EMPTY)
    said = second(minutes=240, outcome=Outcome.EMPTY, complete=True)
    assert told(said, standing=told(blank)).certainty is Certainty.CONFIRMED
    refuted = replace(said, elsewhere=(entry(ago(900), "首页上的旧闻"),))
    assert told(refuted, standing=told(blank)).reason is Reason.DISPUTED


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.EMPTY])
def test_a_page_that_is_gone_or_blank_has_to_be_so_for_hours_whatever_other_paths_answer(
    outcome: Outcome,
) -> None:
    first = told(look(outcome=outcome))
    early, late = (second(minutes=minutes, outcome=outcome) for minutes in (239, 240))
    assert told(early, standing=first).certainty is Certainty.SUSPECTED
    assert told(late, standing=first).certainty is Certainty.CONFIRMED


def test_another_address_refutes_a_column_that_is_gone() -> None:
    gone = look(outcome=Outcome.GONE, complete=False)
    said = second(minutes=240, outcome=Outcome.GONE)
    assert told(said, standing=told(gone)).certainty is Certainty.CONFIRMED
    assert (
        told(replace(said, moved_to="http://portal.test/new/"), standing=told(gone)).reason is Reason.DISPUTED
    )


def test_a_confirmed_verdict_stays_while_the_site_is_down() -> None:
    confirmed = told(second(LATE, minutes=60), standing=suspected())
    tomorrow = replace(failed(), seen_at=FIRST + timedelta(days=1))
    verdict = told(second(LATE, minutes=60), tomorrow, standing=confirmed)
    assert (verdict.state, verdict.certainty) == (State.OVERDUE, Certainty.CONFIRMED)
    assert verdict.last_outcome is Outcome.UNREACHABLE
    assert verdict.first_key == confirmed.first_key


def test_another_lapse_needs_its_own_keys() -> None:
    confirmed = told(second(LATE, minutes=60), standing=suspected())
    newer = replace(look(entry(ago(10), "新一条")), seen_at=FIRST + timedelta(days=1))
    assert told(newer, standing=confirmed).certainty is Certainty.SUSPECTED


def test_without_the_second_key_one_look_confirms() -> None:
    assert told(look(LATE), memory=Memory(keys=replace(KEYS, second=False))).certainty is Certainty.CONFIRMED


def test_a_landing_page_is_confirmed_when_each_list_below_it_was_looked_at_again() -> None:
    top, below, other = column("top"), column("a", parent="top"), column("b", parent="top")
    inventory = county(top, below, other, rulebook=book())
    entrance = look(outcome=Outcome.LANDING, complete=False, target="top")
    first = (entrance, look(LATE, target="a"), look(LATE, target="b"))
    suspicion = told(*first, inventory=inventory, target=top)
    assert suspicion.certainty is Certainty.SUSPECTED
    again = [
        second(minutes=60, outcome=Outcome.LANDING, complete=False, target="top", entries=()),
        second(LATE, minutes=60, target="a"),
    ]
    half = told(*again, first[2], inventory=inventory, target=top, standing=suspicion)
    assert half.certainty is Certainty.SUSPECTED
    whole = [*again, second(LATE, minutes=61, target="b")]
    assert told(*whole, inventory=inventory, target=top, standing=suspicion).certainty is Certainty.CONFIRMED


def review(verdict: Verdict, decision: Decision) -> Review:
    return Review(
        target=verdict.target,
        rulebook=verdict.rulebook,
        state=verdict.state,
        newest_on=verdict.newest_on,
        decision=decision,
        by="值班员",
        reviewed_at=FIRST + timedelta(hours=2),
    )


def test_a_person_makes_a_confirmed_finding_reviewed_and_leaves_a_suspected_one_suspected() -> None:
    memory = Memory(keys=KEYS, reviews=(review(suspected(), Decision.UPHELD),))
    assert told(look(LATE), memory=memory).certainty is Certainty.SUSPECTED
    verdict = told(second(LATE, minutes=60), standing=suspected(), memory=memory)
    assert verdict.certainty is Certainty.REVIEWED


@pytest.mark.parametrize(
    ("decision", "reason"), [(Decision.MISTAKEN, Reason.MISTAKEN), (Decision.DOUBTFUL, Reason.DOUBTFUL)]
)
def test_a_person_takes_a_finding_back_until_it_is_another_one(decision: Decision, reason: Reason) -> None:
    memory = Memory(keys=KEYS, reviews=(review(suspected(), decision),))
    verdict = told(look(LATE), memory=memory)
    assert (verdict.state, verdict.reason, verdict.certainty) == (State.UNKNOWN, reason, None)
    assert told(look(entry(ago(20), "另一条")), memory=memory).state is State.OVERDUE


def test_the_newest_decision_counts() -> None:
    decisions = (review(suspected(), Decision.MISTAKEN), review(suspected(), Decision.UPHELD))
    assert told(look(LATE), memory=Memory(keys=KEYS, reviews=decisions)).state is State.OVERDUE


def incident(kind: IncidentKind, host: str = "") -> Incident:
    return Incident(
        kind=kind, host=host, from_at=FIRST - timedelta(hours=1), until_at=FIRST + timedelta(hours=1)
    )


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.EMPTY])
def test_what_turned_bad_with_its_whole_host_accuses_nobody(outcome: Outcome) -> None:
    before = replace(look(entry(ago(2))), seen_at=FIRST - timedelta(days=1))
    memory = Memory(keys=KEYS, incidents=(incident(IncidentKind.HOST, "portal.test"),))
    assert told(before, look(outcome=outcome), memory=memory).state is State.FRESH
    elsewhere = Memory(keys=KEYS, incidents=(incident(IncidentKind.HOST, "other.test"),))
    assert told(before, look(outcome=outcome), memory=elsewhere).state.adverse


def test_by_a_wrong_clock_nothing_is_judged_and_its_looks_count_for_nothing_later() -> None:
    memory = Memory(keys=KEYS, incidents=(incident(IncidentKind.CLOCK),))
    verdict = told(look(LATE), memory=memory)
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.CLOCK_WRONG)
    later = told(look(LATE), memory=memory, now=FIRST + timedelta(hours=3))
    assert later.reason is Reason.NEVER_LOOKED


def test_a_site_closed_with_leave_is_not_counted() -> None:
    closing = Offline(site="portal", from_on=ago(3), until_on=ago(0), approval="批复")
    inventory = replace(county(column(), rulebook=book()), offline=(closing,))
    verdict = told(look(LATE), inventory=inventory)
    assert (verdict.state, verdict.reason) == (State.WAIVED, Reason.OFFLINE)
    over = replace(look(LATE), seen_at=FIRST + timedelta(days=1))
    assert told(over, inventory=inventory).state is State.OVERDUE


def test_a_rulebook_counts_from_the_day_it_is_in_force_to_its_last() -> None:
    rulebook = replace(book(), in_force=ago(1), until=ago(0))
    inventory = county(column(), rulebook=rulebook)

    def has_verdict(days: int) -> bool:
        now = FIRST - timedelta(days=days)
        found = judge(column(), rulebook, inventory=inventory, looks={}, now=now)
        return found is not None

    assert [has_verdict(days) for days in (2, 1, 0, -1)] == [False, True, True, False]
