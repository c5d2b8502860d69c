"""What each signal is good for, on choices that nobody had to save."""

from dataclasses import replace

from bench.ablation import ablation_json, ablation_lines, ablations
from crawler.readers.lists.score import SIGNALS
from tests.unit.bench.invented import saved
from tests.unit.bench.invented_choices import BESIDE, DATES, NAMED, OWN, SEEN, choice, place

NOISY = choice(*BESIDE.places, noise="all")
#: Nothing but its dates makes it a list.
BARE = choice(place({DATES: 3.0}, right=True), page=replace(saved(), file="2.html"), noise="clock")


def test_each_signal_has_a_line_with_the_pages_it_keeps_from_a_wrong_date_and_from_none() -> None:
    lines = list(ablation_lines(ablations([BESIDE, NOISY, BARE])))
    cells = {line[:42].strip(): line[42:].split() for line in lines[2:]}
    assert list(cells) == list(SIGNALS)
    assert cells[NAMED] == ["1", "0", "1", "0", "1", "0"]
    assert cells[DATES] == ["0", "0", "0", "0", "0", "1"]
    assert cells[SEEN] == ["0"] * 6


def test_a_page_lost_under_two_noises_is_one_page() -> None:
    named = next(each for each in ablations([BESIDE, NOISY]) if each.signal == NAMED)
    assert [each.noise for each, _ in named.lost] == ["plain", "all"]
    assert ablation_json([named]) == {
        NAMED: {
            "plain": {"wrong": 1, "none": 0},
            "all": {"wrong": 1, "none": 0},
            "any": {"wrong": 1, "none": 0},
        }
    }


def test_what_all_signals_together_get_wrong_is_no_loss_of_one() -> None:
    wrong = choice(replace(OWN, right=False))
    assert all(each.lost == [] for each in ablations([wrong]))
