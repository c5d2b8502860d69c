"""The places a list is chosen from: the choice is the reader's own, and nothing of the page is kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.fit import HAND_SET, weigh_by
from bench.noise import NOISES
from bench.peers import ours
from bench.places import NODE, choices
from bench.saved import Kind, SavedPage
from tests.unit.bench.invented import LIST, NEWEST, saved


@pytest.fixture
def page(tmp_path: Path) -> SavedPage:
    place = tmp_path / "1.html"
    place.write_text(LIST, encoding="utf-8")
    return replace(saved(), place=place)


@pytest.mark.parametrize("noise", NOISES)
@pytest.mark.parametrize("weights", [HAND_SET, tuple(0.3 * each for each in HAND_SET)])
def test_the_place_that_is_taken_is_the_one_the_reader_reads(
    page: SavedPage, noise: str, weights: tuple[float, ...]
) -> None:
    (found,) = choices([page], {noise: NOISES[noise]})
    taken = found.taken(weights)
    shown = taken.candidate.dating.dates[0] if taken and taken.candidate.dating else None
    answer = ours(NOISES[noise](page.body, page), page, weigh=weigh_by(weights))
    assert (shown.on if shown else None) == answer.newest_on


def test_the_place_with_the_pages_date_is_right(page: SavedPage) -> None:
    (found,) = choices([page], {"sidebar-before": NOISES["sidebar-before"]})
    assert {each.right for each in found.places} == {True, False}
    taken = found.taken(HAND_SET)
    assert taken is not None
    assert found.is_right(taken)
    assert not found.is_right(None)
    assert ours(page.body, page).newest_on == NEWEST


def test_a_place_keeps_nothing_of_its_page(page: SavedPage) -> None:
    (found,) = choices([page], {"plain": NOISES["plain"]})
    groups = [each.candidate.group for each in found.places if each.candidate.group]
    assert groups
    assert all(group.parent is NODE and len(group.rows) == 2 for group in groups)


def test_an_article_is_no_choice_and_neither_is_a_page_nobody_can_parse(page: SavedPage) -> None:
    article = replace(page, kind=Kind.ARTICLE)
    page.place.write_bytes(b"")
    assert list(choices([article, page], {"plain": NOISES["plain"]})) == []


def test_no_date_is_right_where_the_page_has_none() -> None:
    undated = replace(saved(newest=None, undated=True), place=Path(__file__))
    (found,) = choices([undated], {"plain": NOISES["plain"]})
    assert found.is_right(None)
