"""How well a target was looked at, and whether its verdict stands whatever went unseen."""

from dataclasses import replace
from datetime import date, timedelta

from monitors.coverage import coverage_of
from records.civil import start_of
from records.observation import Observation, Outcome
from records.past import Coverage, Span
from records.verdict import Verdict
from tests.unit.monitors.cases import TODAY, ago, at, column, entry, failed, judged, look

TEN = Span(from_on=ago(9), until_on=TODAY)
DAILY = tuple(ago(day) for day in range(9, -1, -1))


def covered(
    *looks: Observation, planned: tuple[date, ...] = DAILY, verdict: Verdict | None = None
) -> Coverage:
    return coverage_of("news", looks, period=TEN, planned=planned, now=at(TODAY), verdict=verdict)


def daily(*but: int) -> list[Observation]:
    return [look(entry(ago(30)), on=ago(day)) for day in range(9, -1, -1) if day not in but]


def test_looks_are_counted_and_those_that_told_something() -> None:
    told = covered(look(on=ago(12)), *daily(3), failed(on=ago(3)))
    assert (told.looks, told.telling, told.missed) == (10, 9, (ago(3),))


def test_a_day_without_a_planned_pass_is_not_missed() -> None:
    assert covered(planned=(ago(20), ago(2))).missed == (ago(2),)


def test_a_blank_page_that_could_not_prove_itself_told_nothing() -> None:
    partly = look(on=TODAY, outcome=Outcome.EMPTY, complete=False)
    assert covered(*daily(0), partly).missed == (TODAY,)


def test_the_longest_stretch_lies_between_two_looks_that_told_something() -> None:
    told = covered(*daily(5, 4, 3))
    assert (told.longest_from, told.longest_until) == (at(ago(6), 8), at(ago(2), 8))
    assert told.longest_until - told.longest_from == timedelta(days=4)


def test_without_any_look_the_whole_period_is_one_stretch() -> None:
    told = covered()
    assert (told.longest_from, told.longest_until) == (start_of(ago(9)), at(TODAY))


def verdict_by(*looks: Observation) -> Verdict:
    return judged(column(), *looks)


def test_a_late_verdict_stands_by_a_complete_look_after_the_due_date_and_the_last_gap() -> None:
    for missed, holds in ((), True), ((3,), True), ((0,), False):
        looks = daily(*missed)
        assert covered(*looks, verdict=verdict_by(*looks)).holds is holds


def test_an_incomplete_look_after_the_gap_proves_nothing() -> None:
    looks = [*daily(1, 0), replace(look(entry(ago(30))), complete=False)]
    assert not covered(*looks, verdict=verdict_by(*looks)).holds


def test_a_verdict_in_time_stands_by_its_newest_entry_whatever_was_missed() -> None:
    looks = [look(entry(ago(1)), on=ago(1))]
    assert covered(*looks, verdict=verdict_by(*looks)).holds


def test_blank_and_gone_stand_by_a_page_that_says_so_after_the_last_gap() -> None:
    for outcome in (Outcome.EMPTY, Outcome.GONE):
        looks = [*daily(*range(9)), look(outcome=outcome)]
        assert covered(*looks, verdict=verdict_by(*looks)).holds
        early = [look(outcome=outcome, on=ago(1)), failed()]
        assert not covered(*early, verdict=verdict_by(*early)).holds


def test_what_is_not_known_does_not_stand() -> None:
    assert not covered(verdict=None).holds
    looks = [failed()]
    assert not covered(*looks, verdict=verdict_by(*looks)).holds
