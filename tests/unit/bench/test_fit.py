"""Weights fitted on choices that nobody had to save."""

import pytest

from bench.fit import HAND_SET, SIZES, equal, fit, right, weigh_by, without
from bench.places import Choice
from crawler.readers.lists.score import SIGNALS
from tests.unit.bench.invented import saved
from tests.unit.bench.invented_choices import (
    BESIDE,
    DATES,
    MANY,
    NAMED,
    NEIGHBOUR,
    OWN,
    SAYS,
    SEEN,
    choice,
    place,
)

NAMES = list(SIGNALS)


def weight(weights: tuple[float, ...], name: str) -> float:
    return weights[NAMES.index(name)]


def test_at_the_start_every_signal_is_of_one_size_at_its_largest() -> None:
    weights = equal([BESIDE])
    largest = {DATES: 3.0, NAMED: 2.5, MANY: 1.0, SAYS: 1.0}
    sizes = [weight(weights, name) * most for name, most in largest.items()]
    assert sizes == [pytest.approx(sizes[0])] * 4
    assert sizes[0] in [pytest.approx(each) for each in SIZES]


def test_a_signal_that_says_nothing_is_weighed_as_the_others_are() -> None:
    weights = equal([BESIDE])
    assert weight(weights, SEEN) * (2.5 + 1.0) / 2 == pytest.approx(weight(weights, DATES) * 3.0)


def test_of_several_sizes_that_do_as_well_the_middle_one_is_taken() -> None:
    alone = choice(place({DATES: 3.0, NAMED: 2.5, MANY: 1.0, SAYS: 1.0}, right=True))
    assert weight(equal([alone]), MANY) == SIZES[(len(SIZES) - 1) // 2]


def test_a_fit_moves_the_weights_until_the_right_place_is_taken() -> None:
    found = fit([BESIDE])
    assert right([BESIDE], found.equal) == found.equal_right == 0
    assert right([BESIDE], found.fitted) == found.fitted_right == found.of == 1
    moved = found.moved()
    assert set(moved) == {NAMED, MANY, SAYS}
    assert moved[NAMED] > 1 > max(moved[MANY], moved[SAYS])


def test_the_same_choices_give_the_same_weights() -> None:
    assert fit([BESIDE]) == fit([BESIDE])


def test_what_is_taken_rightly_from_the_start_moves_nothing() -> None:
    found = fit([choice(OWN)])
    assert (found.fitted, found.moved()) == (found.equal, {})


def test_no_fit_turns_a_signal_round() -> None:
    misled = [choice(place({DATES: 3.0}, right=True), place({DATES: 3.0, MANY: 1.0}, at=9))] * 50
    found = fit(misled)
    assert found.fitted_right == 50
    assert min(found.fitted) >= 0


def test_a_page_without_a_date_takes_weight_from_what_was_taken_for_its_list() -> None:
    undated = saved(newest=None, undated=True)
    found = fit([choice(NEIGHBOUR, page=undated)])
    assert (found.equal_right, found.fitted_right) == (0, 1)
    assert max(found.moved().values()) < 1


def test_a_page_whose_list_was_not_found_at_all_moves_nothing() -> None:
    assert fit([choice(NEIGHBOUR)]).moved() == {}


def test_without_a_choice_there_is_nothing_to_fit() -> None:
    found = fit(list[Choice]())
    assert (found.of, found.moved()) == (0, {})


def test_one_signal_is_left_out_and_the_others_stay() -> None:
    assert weight(without(NAMED), NAMED) == 0
    assert sum(without(NAMED)) == sum(HAND_SET) - 1
    assert BESIDE.taken(HAND_SET) is OWN
    assert BESIDE.taken(without(NAMED)) is NEIGHBOUR


def test_a_weigher_needs_a_weight_for_every_signal() -> None:
    with pytest.raises(ValueError, match="longer"):
        weigh_by(HAND_SET[1:])
