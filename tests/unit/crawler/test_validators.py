"""Conditional requests: what may be asked, and of which looks."""

from dataclasses import replace

import pytest

from crawler.evidence import Exchange
from crawler.validators import MAX_VALIDATOR, NONE, conditions, may_be_unchanged, validators_of
from records.civil import parse_moment
from records.observation import Observation, Outcome

MOMENT = "2026-11-23T09:00:00+08:00"
MODIFIED = "Fri, 20 Nov 2026 08:00:00 GMT"
EXCHANGE = Exchange(asked="http://a.test/", address="http://a.test/", moment=MOMENT, status=200)
LOOK = Observation(
    target="a",
    seen_at=parse_moment(MOMENT),
    outcome=Outcome.READ,
    complete=True,
    evidence=("d1",),
    reader="7",
)


def answered(*headers: tuple[str, str], status: int = 200) -> Exchange:
    return replace(EXCHANGE, headers=headers, status=status)


def test_an_answers_validators_are_read_whatever_their_case() -> None:
    assert validators_of(answered(("ETAG", 'W/"a1"'), ("last-modified", MODIFIED))) == ('W/"a1"', MODIFIED)


def test_an_answer_without_them_has_none() -> None:
    assert validators_of(answered(("Server", "x"))) == NONE


def test_only_a_whole_answer_has_validators() -> None:
    assert validators_of(answered(("ETag", '"a"'), status=206)) == NONE
    assert validators_of(answered(("ETag", '"a"'), status=404)) == NONE


@pytest.mark.parametrize("hostile", ['"a"\r\nX-Evil: 1', '"é"', '"' + "a" * MAX_VALIDATOR + '"', '"\x00"'])
def test_a_validator_that_is_no_plain_header_is_left_out(hostile: str) -> None:
    assert validators_of(answered(("ETag", hostile), ("Last-Modified", MODIFIED))) == ("", MODIFIED)
    assert conditions((hostile, "")) == {}


def test_both_validators_become_conditions() -> None:
    assert conditions(('"a"', MODIFIED)) == {"If-None-Match": '"a"', "If-Modified-Since": MODIFIED}
    assert conditions(NONE) == {}


def test_a_complete_page_read_by_the_same_reader_may_be_unchanged() -> None:
    assert may_be_unchanged(LOOK, reader="7")


@pytest.mark.parametrize(
    "look",
    [
        replace(LOOK, outcome=Outcome.EMPTY),
        replace(LOOK, complete=False),
        replace(LOOK, how="articles"),
        replace(LOOK, evidence=("stub", "page")),
        replace(LOOK, evidence=()),
        replace(LOOK, reader="6"),
    ],
)
def test_any_other_look_is_made_without_conditions(look: Observation) -> None:
    assert not may_be_unchanged(look, reader="7")
