"""The score of a practised year, on lines of verdicts that are made up."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bench.practised.score import Chance, Lapse, Score, Told, score

APART = timedelta(hours=4)
MORNING = datetime.fromisoformat("2026-03-10T06:30+08:00")
DAY = timedelta(days=1)


def told(day: int, state: str, *, true: str = "", certainty: str = "", hours: float = 0.0) -> Told:
    true = true or state
    at = MORNING + day * DAY + timedelta(hours=hours)
    return Told(at=at, state=state, certainty=certainty, true=true, true_when_seen=true, whole=hours == 0)


def accused(day: int, state: str = "OVERDUE", *, true: str = "OVERDUE", hours: float = 0.0) -> Told:
    return told(day, state, true=true, certainty="confirmed", hours=hours)


def lapse(first: int, last: int, *, state: str = "OVERDUE", warned: int | None = None) -> Lapse:
    """One from the midnight before day *first* to the noon of day *last*, every look in it undisturbed."""
    start, end = midnight(first), midnight(last) + timedelta(hours=12)
    chances = [
        Chance(at=MORNING + day * DAY + after, whole=not after)
        for day in range(first, last + 1)
        for after in (timedelta(0), APART)
    ]
    return Lapse(
        state=state,
        from_at=start,
        until_at=end,
        chances=chances,
        warn_at=midnight(warned) if warned is not None else None,
    )


def midnight(day: int) -> datetime:
    return MORNING.replace(hour=0, minute=0) + day * DAY


def worth(*line: Told, lapses: tuple[Lapse, ...] = (), apart: timedelta | None = APART) -> Score:
    return score("a column", line, lapses, apart=apart)


def test_a_confirmed_accusation_that_is_not_true_is_counted_once_however_long_it_stands() -> None:
    found = worth(accused(0, true="FRESH"), accused(1, true="FRESH"), accused(2, true="FRESH"))
    assert len(found.false_accusations) == 1
    assert "OVERDUE, in truth FRESH" in found.false_accusations[0]


@pytest.mark.parametrize("state", ["OVERDUE", "BLANK", "GONE"])
def test_every_kind_of_accusation_can_be_false(state: str) -> None:
    assert worth(accused(0, state, true="DUE_SOON")).false_accusations


def test_to_call_a_late_column_blank_is_false_as_well() -> None:
    assert worth(accused(0, "BLANK", true="OVERDUE")).false_accusations


def test_two_accusations_with_a_good_word_between_them_are_two() -> None:
    found = worth(accused(0, true="FRESH"), told(1, "FRESH"), accused(2, true="FRESH"))
    assert len(found.false_accusations) == 2


def test_what_is_suspected_accuses_nobody() -> None:
    assert worth(told(0, "OVERDUE", true="FRESH", certainty="suspected")).false_accusations == []


def test_an_accusation_that_stands_is_held_against_the_look_it_rests_on() -> None:
    mended = replace(accused(1, true="FRESH"), true_when_seen="OVERDUE")
    found = worth(accused(0), mended)
    assert (found.false_accusations, found.mended_since) == ([], 1)


def test_an_accusation_that_is_new_is_held_against_its_own_moment() -> None:
    late = replace(accused(0, true="FRESH"), true_when_seen="OVERDUE")
    assert len(worth(late).false_accusations) == 1


def test_doubt_in_between_does_not_make_an_accusation_new() -> None:
    mended = replace(accused(2, true="FRESH"), true_when_seen="OVERDUE")
    assert worth(accused(0), told(1, "UNKNOWN", true="OVERDUE"), mended).false_accusations == []


def test_hours_run_from_the_first_late_moment_to_the_first_confirmed_verdict() -> None:
    suspected = told(0, "OVERDUE", certainty="suspected")
    found = worth(suspected, accused(0, hours=4), accused(1), lapses=(lapse(0, 3),))
    assert (found.told, found.hours_to_verdict) == (1, [10.5])


def test_a_lapse_that_nobody_confirmed_is_missed() -> None:
    found = worth(told(0, "OVERDUE", certainty="suspected"), lapses=(lapse(0, 3),))
    assert (len(found.missed), found.told, found.without_chance) == (1, 0, 0)


def test_to_confirm_something_else_or_too_late_does_not_tell_a_lapse() -> None:
    found = worth(accused(0, "BLANK", true="BLANK"), accused(9), lapses=(lapse(0, 3),))
    assert len(found.missed) == 1


def test_a_lapse_without_two_undisturbed_looks_far_enough_apart_is_not_missed() -> None:
    alone = replace(lapse(0, 3), chances=(Chance(at=MORNING), Chance(at=MORNING + timedelta(hours=1))))
    assert (worth(lapses=(alone,)).missed, worth(lapses=(alone,)).without_chance) == ([], 1)


def test_one_look_is_chance_enough_where_one_look_confirms() -> None:
    alone = replace(lapse(0, 3), chances=(Chance(at=MORNING),))
    assert len(worth(lapses=(alone,), apart=None).missed) == 1


def test_only_a_pass_can_find_something_at_first() -> None:
    chances = tuple(Chance(at=MORNING + day * DAY + APART, whole=False) for day in range(3))
    assert worth(lapses=(replace(lapse(0, 3), chances=chances),)).missed == []


def test_a_lapse_from_before_the_first_pass_counts_but_not_by_its_hours() -> None:
    found = worth(accused(0), lapses=(replace(lapse(-9, 3), begun_before=True),))
    assert (found.told, found.hours_to_verdict) == (1, [])


def test_hours_to_a_warning_run_from_the_midnight_of_its_day() -> None:
    found = worth(told(-2, "DUE_SOON"), told(-1, "DUE_SOON"), lapses=(lapse(0, 0, warned=-2),))
    assert (found.foreseeable, found.unwarned, found.hours_to_warning) == (1, [], [6.5])


def test_a_lapse_that_could_be_foreseen_and_was_not_is_told() -> None:
    found = worth(told(-2, "FRESH"), told(0, "DUE_SOON"), lapses=(lapse(0, 0, warned=-2),))
    assert (found.foreseeable, len(found.unwarned), found.hours_to_warning) == (1, 1, [])


def test_unknown_is_counted_apart_where_nothing_disturbed_the_look() -> None:
    unknown = told(0, "UNKNOWN", true="FRESH")
    found = worth(unknown, replace(unknown, faulted=True), told(1, "FRESH"))
    assert (found.verdicts, found.unknown, found.undisturbed) == (3, 2, 2)
    assert len(found.unknown_undisturbed) == 1


def test_what_no_look_can_tell_may_be_unknown() -> None:
    found = worth(replace(told(0, "UNKNOWN", true="OVERDUE"), tellable=False))
    assert (found.verdicts, found.unknown, found.unknown_undisturbed) == (0, 0, [])
    assert found.untellable == 1


def test_the_table_counts_whole_passes_alone() -> None:
    found = worth(told(0, "FRESH"), accused(0, hours=4))
    assert dict(found.confusion) == {("FRESH", "FRESH"): 1}


def test_scores_add_up() -> None:
    everything = Score()
    for each in (worth(accused(0, true="FRESH")), worth(accused(0), lapses=(lapse(0, 1),))):
        everything.add(each)
    assert (len(everything.false_accusations), everything.lapses, everything.told) == (1, 1, 1)
    assert sum(everything.confusion.values()) == 2
