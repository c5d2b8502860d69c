"""What answers are worth."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bench.saved import Kind, SavedPage
from bench.score import Answer, Group, Mark, group_of, mark, tally, wrong_dates
from records.observation import Outcome

DAY, OTHER = date(2026, 11, 18), date(2026, 11, 17)


def saved(
    kind: Kind = Kind.LIST,
    expected: date | None = None,
    *,
    also_right: date | None = None,
    blank: bool = False,
    unproven: bool = False,
    undated: bool = False,
    yearless: bool = False,
) -> SavedPage:
    return SavedPage(
        file="1.html",
        place=Path("1.html"),
        kind=kind,
        path="1.html",
        now=date(2026, 11, 23),
        expected_on=expected,
        also_right=also_right,
        blank=blank,
        blank_unproven=unproven,
        undated=undated,
        year_unknowable=yearless,
    )


def said(newest_on: date | None = None, outcome: Outcome | None = None) -> Answer:
    return Answer(newest_on=newest_on, outcome=outcome)


DATED, ARTICLE = saved(expected=DAY), saved(Kind.ARTICLE, DAY)
BLANK, UNPROVEN = saved(blank=True), saved(blank=True, unproven=True)
UNDATED, YEARLESS = saved(undated=True), saved(yearless=True)
GUESSABLE = saved(also_right=DAY, yearless=True)


@pytest.mark.parametrize("page", [DATED, ARTICLE])
def test_a_page_with_a_date_wants_that_date(page: SavedPage) -> None:
    assert mark(page, said(DAY, Outcome.READ)) is Mark.RIGHT
    assert mark(page, said(OTHER, Outcome.READ)) is Mark.WRONG
    assert mark(page, said(None, Outcome.UNREADABLE)) is Mark.NONE


@pytest.mark.parametrize("page", [UNDATED, YEARLESS, GUESSABLE])
def test_of_a_date_that_cannot_be_known_silence_is_right_and_a_guess_is_wrong(page: SavedPage) -> None:
    assert mark(page, said(None, Outcome.UNDATED)) is Mark.RIGHT
    assert mark(page, said(OTHER, Outcome.READ)) is Mark.WRONG


def test_the_date_that_other_pages_tell_is_right_as_well() -> None:
    assert mark(GUESSABLE, said(DAY, Outcome.READ)) is Mark.RIGHT


def test_a_blank_list_wants_to_be_called_empty() -> None:
    assert mark(BLANK, said(None, Outcome.EMPTY)) is Mark.RIGHT
    assert mark(BLANK, said(None, Outcome.UNREADABLE)) is Mark.NONE
    assert mark(BLANK, said(DAY, Outcome.READ)) is Mark.WRONG
    assert mark(BLANK, said()) is Mark.NONE


def test_a_blank_list_without_proof_may_be_called_unreadable_and_nothing_else() -> None:
    assert mark(UNPROVEN, said(None, Outcome.UNREADABLE)) is Mark.RIGHT
    assert mark(UNPROVEN, said(None, Outcome.EMPTY)) is Mark.RIGHT
    assert mark(UNPROVEN, said(None, Outcome.SHELL)) is Mark.NONE


@pytest.mark.parametrize("page", [DATED, ARTICLE, UNDATED, YEARLESS])
@pytest.mark.parametrize("outcome", [Outcome.EMPTY, Outcome.GONE])
def test_to_accuse_a_page_that_shows_something_is_wrong(page: SavedPage, outcome: Outcome) -> None:
    assert mark(page, said(None, outcome)) is Mark.WRONG


def test_to_call_a_blank_list_gone_is_wrong() -> None:
    assert mark(BLANK, said(None, Outcome.GONE)) is Mark.WRONG


@pytest.mark.parametrize("page", [saved(Kind.HOME), saved(Kind.OTHER), saved(Kind.ARTICLE), saved()])
def test_a_page_of_which_no_answer_is_known_is_not_counted(page: SavedPage) -> None:
    assert group_of(page) is None
    assert mark(page, said(DAY)) is None
    assert tally([(page, None)]) == Counter()


def test_marks_are_counted_by_group() -> None:
    scored = [(DATED, Mark.RIGHT), (DATED, Mark.WRONG), (ARTICLE, Mark.RIGHT), (DATED, Mark.RIGHT)]
    assert tally(scored) == {
        (Group.DATED, Mark.RIGHT): 2,
        (Group.DATED, Mark.WRONG): 1,
        (Group.ARTICLES, Mark.RIGHT): 1,
    }


def test_wrong_dates_are_those_of_lists_that_have_none() -> None:
    wrong = [(page, Mark.WRONG) for page in (DATED, ARTICLE, UNDATED, YEARLESS, BLANK)]
    assert wrong_dates(wrong) == 3
    assert wrong_dates([(UNDATED, Mark.RIGHT), (BLANK, Mark.NONE)]) == 0
