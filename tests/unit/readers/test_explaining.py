"""An explanation tells what the reader did: held against the reading of every saved page."""

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.readers.article import read_article
from crawler.readers.column_list import read_column_list
from crawler.readers.decoding import decode
from crawler.readers.explaining import SHOWN, explain_page
from crawler.readers.explanation import Cause, Explanation, Fate
from crawler.readers.reading import Reading
from crawler.readers.refusal import REFUSALS
from records.civil import parse_moment
from records.observation import Outcome
from records.targets import ReadHints

PAGES = Path(__file__).parents[2] / "pages"
CASES = sorted(path.parent.relative_to(PAGES).as_posix() for path in PAGES.rglob("meta.json"))
NOW = parse_moment("2026-11-23")


def of_case(case: str, **more: Any) -> tuple[str, Reading, Explanation]:
    """Return what *case* is read as, its reading and its explanation."""
    folder = PAGES / case
    meta = json.loads((folder / "meta.json").read_text())
    body, kind = (folder / "page.html").read_bytes(), meta["kind"]
    how = {"address": meta["address"], "now": parse_moment(meta["now"]), "charset": meta["charset"]}
    reading = read_article(body, **how) if kind == "article" else read_column_list(body, **how, **more)
    return kind, reading, explain_page(body, kind=kind, **how, **more)


@pytest.mark.parametrize("case", CASES)
def test_the_list_that_is_marked_as_taken_is_the_one_that_was_read(case: str) -> None:
    kind, reading, told = of_case(case)
    taken = kind == "list" and reading.outcome is Outcome.READ
    assert [place.fate for place in told.places].count(Fate.WON) == taken
    if told.winner:
        assert told.winner.newest_on == max(entry.published_on for entry in reading.entries if entry.sure)
        assert told.winner.rows == len(reading.entries)
        assert told.winner.title == reading.entries[0].title
        assert told.winner.score >= told.winner.needed


@pytest.mark.parametrize("case", CASES)
def test_signals_sum_up_to_the_score_and_the_likeliest_stands_first(case: str) -> None:
    _, _, told = of_case(case)
    assert len(told.places) <= min(SHOWN, told.weighed)
    for place in told.places:
        assert sum(weight for _, weight in place.signals) == pytest.approx(place.score)
    scores = [place.score for place in told.places if place.fate is not Fate.WON]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("case", CASES)
def test_a_list_with_dates_that_was_not_taken_says_what_it_lacks(case: str) -> None:
    _, _, told = of_case(case)
    for place in told.places:
        if place.newest_on and place.score < place.needed:
            assert place.fate is (Fate.DOUBTED if place.doubted else Fate.TOO_LITTLE)


@pytest.mark.parametrize("case", CASES)
def test_an_exact_path_selects_the_same_dates_as_a_hint(case: str) -> None:
    _, reading, told = of_case(case)
    if not told.winner or not told.winner.exact:
        return
    _, hinted, asked = of_case(case, hints=ReadHints(rows=told.winner.path))
    assert asked.cause is Cause.HINTS
    assert not asked.winner
    assert [entry.title for entry in hinted.entries] == [entry.title for entry in reading.entries]
    assert hinted.outcome is Outcome.READ
    assert newest(hinted) == newest(reading)


def newest(reading: Reading) -> str:
    return max(str(entry.published_on) for entry in reading.entries if entry.published_on)


def test_most_lists_that_are_taken_have_an_exact_path() -> None:
    taken = [winner for winner in (of_case(case)[2].winner for case in CASES) if winner]
    assert sum(place.exact for place in taken) > 0.85 * len(taken), "rows without an element have none"


@pytest.mark.parametrize("case", CASES)
def test_of_an_article_the_way_that_answered_is_the_one_its_date_is_from(case: str) -> None:
    kind, reading, told = of_case(case)
    if kind != "article":
        assert told.ways == ()
        return
    answered = [(way.name, way.on, way.at) for way in told.ways if way.answered]
    dated = [one for one in reading.entries if one.published_on]
    assert answered == [(one.found_by, one.published_on, one.published_at) for one in dated]


def test_an_article_tells_of_the_ways_that_were_not_taken_too() -> None:
    *_, told = of_case("article/meta-is-the-making-of-the-page")
    assert [(way.name, str(way.on), way.answered) for way in told.ways] == [
        ("label", "2025-07-19", True),
        ("meta", "2026-04-15", False),
        ("address", "2026-11-22", False),
    ]


@pytest.mark.parametrize("case", CASES)
def test_where_nothing_was_taken_the_cause_agrees_with_the_outcome(case: str) -> None:
    kind, reading, told = of_case(case)
    assert told.follow == reading.follow
    assert (told.cause is Cause.STUB) == (reading.note == "a stub that leads elsewhere")
    assert bool(told.words) == (reading.outcome in REFUSALS)
    if told.words:
        text = decode((PAGES / case / "page.html").read_bytes())
        assert any(part in text for part in told.words.split())
    if kind == "list" and reading.outcome in (Outcome.EMPTY, Outcome.UNDATED, Outcome.LANDING):
        assert told.cause is Cause.NO_LIST
        assert told.detail


def test_the_request_that_would_fill_a_page_is_told() -> None:
    case = Path(__file__).parents[2] / "apis" / "trs_igs"
    folder = sorted(path for path in case.iterdir() if path.is_dir())[0]
    meta = json.loads((folder / "meta.json").read_text())
    told = explain_page((folder / "page.html").read_bytes(), kind="list", address=meta["address"], now=NOW)
    assert told.api
    assert told.api.name == "trs_igs"
    assert told.api.ask.url.startswith("http")


def test_bytes_that_are_no_page_are_said_to_be_none() -> None:
    told = explain_page(b"%PDF-1.7", kind="", address="", now=NOW)
    assert (told.cause, told.places) == (Cause.UNPARSED, ())
    assert "document" in told.detail
