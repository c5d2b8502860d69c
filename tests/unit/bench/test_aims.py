"""What our reader may miss, on its last page in time and on the first beyond."""

from datetime import date

import pytest

from bench.aims import aim_lines, missed_aims
from bench.runs import Run
from bench.saved import Kind, SavedPage
from bench.score import Answer
from records.observation import Outcome
from tests.unit.bench.invented import saved

WRONG = Answer(newest_on=date(2026, 11, 20), outcome=Outcome.READ)
SILENT = Answer(newest_on=None, outcome=Outcome.UNREADABLE)
LIST, ARTICLE, UNDATED = saved(), saved(kind=Kind.ARTICLE), saved(newest=None, undated=True)
BLANK = saved(newest=None, blank=True)


def missed(noise: str, *answers: tuple[SavedPage, Answer]) -> list[str]:
    return list(missed_aims(Run(noise=noise, tool="xuncha", answers=list(answers))))


@pytest.mark.parametrize(("noise", "most"), [("plain", 1), ("clock", 2), ("all", 2)])
def test_a_plain_list_may_be_left_open_once_and_twice_under_noise(noise: str, most: int) -> None:
    assert missed(noise, *[(LIST, SILENT)] * most) == []
    assert missed(noise, *[(LIST, SILENT)] * (most + 1)) == [f"{most + 1} dated lists none, at most {most}"]


def test_one_list_and_one_article_may_be_dated_wrongly() -> None:
    assert missed("plain", (LIST, WRONG), (ARTICLE, WRONG)) == []
    assert missed("all", *[(LIST, WRONG), (ARTICLE, WRONG)] * 2) == [
        "2 dated lists wrong, at most 1",
        "2 articles wrong, at most 1",
    ]


def test_two_articles_may_be_left_open() -> None:
    assert missed("plain", *[(ARTICLE, SILENT)] * 2) == []
    assert missed("plain", *[(ARTICLE, SILENT)] * 3) == ["3 articles none, at most 2"]


def test_no_list_without_a_date_may_be_given_one_and_any_may_be_left_open() -> None:
    assert missed("plain", (UNDATED, WRONG)) == ["1 lists without a date wrong, at most 0"]
    assert missed("plain", *[(BLANK, SILENT)] * 7) == []


def test_every_run_is_told_to_meet_its_aims_or_which_it_misses() -> None:
    met, failed = (Run(noise="plain", tool="xuncha", answers=[(LIST, WRONG)] * n) for n in (1, 2))
    assert list(aim_lines([met, failed])) == [
        "aims, plain: met",
        "aims, plain: MISSED: 2 dated lists wrong, at most 1",
    ]
