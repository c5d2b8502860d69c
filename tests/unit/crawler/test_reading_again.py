"""A look read again from its own exchanges."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crawler.evidence import Exchange
from crawler.reading_again import Kept, NotAskedThen, ReaderOfEvidence
from records.civil import SHANGHAI
from records.observation import Observation, Outcome
from tests.unit.monitors.cases import book, column, county

AT = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
ADDRESS = column().url
ROWS = "".join(
    f'<li><a href="/news/{day}.html">第{day}次会议在县城召开</a><span>2026-11-{day}</span></li>'
    for day in range(20, 8, -1)
)
PAGE = f"<html><body><div class='list'><ul>{ROWS}</ul></div></body></html>".encode()
STORED = Observation(target="news", seen_at=AT, outcome=Outcome.READ)


def exchange(**changes: object) -> Exchange:
    fields: dict[str, object] = {
        "asked": ADDRESS,
        "address": ADDRESS,
        "moment": AT.isoformat(),
        "status": 200,
        "headers": (("Content-Type", "text/html; charset=utf-8"),),
        "body": "0" * 64,
    }
    return Exchange(**fields | changes)  # type: ignore[arg-type]


def read(*evidence: Kept, stored: Observation = STORED) -> Observation:
    return ReaderOfEvidence(county(column(), rulebook=book())).read(stored, evidence)


def kept(body: bytes = PAGE, **changes: object) -> Kept:
    return Kept(exchange=exchange(**changes), body=body)


def test_a_page_lists_what_it_listed() -> None:
    again = read(kept())
    assert (again.outcome, again.complete, len(again.entries)) == (Outcome.READ, True, 12)


def test_it_is_read_at_its_own_moment() -> None:
    ago = PAGE.replace(b"<span>2026-11-20</span>", "<span>昨天</span>".encode())
    dates = [read(kept(ago, moment=(AT + timedelta(days=days)).isoformat())).newest for days in (0, 3)]
    assert [str(entry.published_on) for entry in dates if entry] == ["2026-11-22", "2026-11-25"]


def test_a_failure_is_the_same_failure() -> None:
    again = read(kept(b"", status=0, failure="time-out: 30 s", outcome="UNREACHABLE"))
    assert (again.outcome, again.note) == (Outcome.UNREACHABLE, "time-out: 30 s")


def test_a_redirect_to_the_home_page_is_no_column() -> None:
    again = read(kept(address="http://portal.test/", redirects=((ADDRESS, "302"),)))
    assert again.outcome is Outcome.UNREADABLE
    assert "home page" in again.note


def test_unchanged_holds_only_where_it_was_asked_with_a_condition() -> None:
    conditional = (("If-None-Match", '"one"'),)
    assert read(kept(b"", status=304, sent=conditional)).outcome is Outcome.UNCHANGED
    assert read(kept(b"", status=304)).outcome is Outcome.UNREADABLE


def test_an_answer_that_was_cut_short_proves_no_silence_again() -> None:
    assert not read(kept(flags=("dataloss",))).complete


def test_a_look_past_a_broken_certificate_proves_no_silence_again() -> None:
    assert not read(kept(tls="unverified")).complete
    assert not read(kept(), stored=replace(STORED, verified=False)).complete


def test_a_picture_is_no_answer() -> None:
    picture = kept(b"\x89PNG", rendered=True, headers=(("Content-Type", "image/png"),))
    assert read(picture, kept()).outcome is Outcome.READ


def test_what_was_not_asked_then_is_said() -> None:
    with pytest.raises(NotAskedThen, match=ADDRESS):
        read(kept(asked="http://portal.test/other/"))
