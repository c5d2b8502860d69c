"""Pages grown from a grammar are read as they were grown; mutated pages are answered."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.readers.article import read_article
from crawler.readers.articles.facts import ArticleFacts, read_article_facts
from crawler.readers.column_list import read_column_list
from crawler.readers.kind import read_page_of_any_kind
from crawler.readers.reading import Reading
from records.observation import Outcome
from tests.unit.readers.grammar import ADDRESS, DRESSES, FORMS, FRAMES, NOW, TODAY, Grown, grow

PAGES = Path(__file__).parents[2] / "pages"
SAVED = sorted(PAGES.rglob("page.html"))
#: How many pages are read here; of thousands, more than 99 in 100 are right.
_PAGES = 60
_MOST_WRONG = 1
_LONGEST = 4_000

places = st.integers(0, _LONGEST)
scraps = st.sampled_from(
    [b"", b"\0", b"<", b">", b'"', b"<ul>", b"</div>", b"<!--", b"2026-11-23", b"\xff\xfe", b"&#"]
)
changes = st.lists(st.tuples(places, st.integers(0, 40), scraps), min_size=1, max_size=6)


def newest(reading: Reading) -> date | None:
    return max((entry.published_on for entry in reading.entries if entry.published_on), default=None)


def read(page: Grown) -> Reading:
    return read_column_list(page.body, address=ADDRESS, now=NOW)


def test_grown_pages_are_read_as_they_were_grown() -> None:
    grown = [grow(seed) for seed in range(_PAGES)]
    wrong = [f"{page.recipe}: {newest(read(page))}" for page in grown if newest(read(page)) != page.newest]
    assert len(wrong) <= _MOST_WRONG, wrong


def test_the_grammar_grows_pages_of_every_form_frame_and_dress() -> None:
    recipes = " ".join(grow(seed).recipe for seed in range(600))
    assert [name for name in (*FORMS, *FRAMES, *DRESSES) if name not in recipes] == []


def test_a_seed_grows_the_same_page_every_time() -> None:
    assert grow(7) == grow(7)
    assert grow(7) != grow(8)


@pytest.mark.timeout(120)
@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_a_grown_page_is_never_called_empty_gone_or_newer_than_today(seed: int) -> None:
    reading = read(grow(seed))
    assert reading.outcome in (Outcome.READ, Outcome.UNDATED, Outcome.LANDING)
    assert (newest(reading) or TODAY) <= TODAY


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_a_page_without_years_is_given_no_year(seed: int) -> None:
    page = grow(seed)
    assert page.newest or "alone" not in page.recipe or newest(read(page)) is None


@pytest.mark.timeout(120)
@settings(max_examples=150)
@given(which=st.integers(0, len(SAVED) - 1), edits=changes, shuffled=st.booleans())
def test_a_mutated_page_is_answered(which: int, edits: list[tuple[int, int, bytes]], shuffled: bool) -> None:
    body = SAVED[which].read_bytes()
    for place, gone, scrap in edits:
        body = body[:place] + scrap + body[place + gone :]
    if shuffled:
        lines = body.split(b"<")
        Random(which).shuffle(lines)
        body = b"<".join(lines)
    for answer in (read_column_list, read_article):
        assert isinstance(answer(body, address=ADDRESS, now=NOW), Reading)
    kind, reading = read_page_of_any_kind(body, address=ADDRESS, now=NOW)
    assert kind in ("list", "article")
    assert isinstance(reading, Reading)
    assert isinstance(read_article_facts(body, address=ADDRESS, now=NOW), ArticleFacts)
