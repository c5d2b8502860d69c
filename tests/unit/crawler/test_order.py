"""Orders, clocks and looks: small values with small promises."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from crawler.clock import clock_at
from crawler.look import LOOK, Look, look_of
from crawler.order import CrawlOrder, read_order
from crawler.readers.reading import READER_VERSION, Reading
from records.civil import SHANGHAI
from records.errors import InputError
from records.observation import Entry, Outcome

ORDER = CrawlOrder(
    database_url="postgresql+psycopg://xuncha:secret@localhost/xuncha",
    pass_id=7,
    home="/tmp/x",
    targets=("a", "b"),
    now="2026-11-23",
    user_agent="xuncha/0.1 (clerk@office.test)",
    delay=1.0,
    timeout=20.0,
)


def test_an_order_survives_its_way_to_the_child() -> None:
    assert read_order(ORDER.to_json()) == ORDER


def test_an_order_never_shows_the_databases_password() -> None:
    assert "secret" not in repr(ORDER)


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"now": "yesterday"}, "now"),
        ({"delay": -1}, "delay"),
        ({"back_to": "last year"}, "back_to"),
        ({"timeout": 0}, "timeout"),
        ({"log_level": "LOUD"}, "log_level"),
        ({"colour": 1}, "colour"),
        ({"pass_id": "seven"}, "pass_id"),
        ({"targets": None}, "targets"),
        ({"validators": {"a": ["only one"]}}, "validators"),
    ],
)
def test_an_order_that_cannot_be_used_names_the_field(change: dict[str, object], names: str) -> None:
    with pytest.raises(InputError, match=names):
        read_order(json.dumps({**json.loads(ORDER.to_json()), **change}))


def test_an_order_carries_what_servers_called_their_answers() -> None:
    order = replace(ORDER, validators={"a": ('"v1"', "")})
    assert read_order(order.to_json()) == order


def test_an_empty_input_is_not_an_order() -> None:
    with pytest.raises(InputError, match="standard input"):
        read_order("")


def test_a_stopped_clock_stands_and_the_real_one_goes() -> None:
    assert clock_at("2026-11-23T08:00:00+08:00")() == datetime(2026, 11, 23, 8, tzinfo=SHANGHAI)
    real, before = clock_at(None), datetime.now(SHANGHAI)
    assert before <= real() <= datetime.now(SHANGHAI)


def test_a_look_is_dated_when_it_began_and_not_when_it_ended() -> None:
    moments = iter(datetime(2026, 11, 23, hour, tzinfo=SHANGHAI) for hour in range(3))
    look = Look(target="a", addresses=(), clock=lambda: next(moments))
    look.begin()
    look.begin()
    assert look.end(Reading(outcome=Outcome.EMPTY)).seen_at.hour == 0


def test_a_look_of_several_steps_says_how_many_requests_each_took() -> None:
    look = Look(target="a", addresses=(), clock=clock_at("2026-11-23"))
    look.begin()
    alone = look.end(Reading(outcome=Outcome.EMPTY, note="n")).note
    for _ in range(3):
        look.begin("articles")
    assert alone == "n"
    assert look.end(Reading(outcome=Outcome.EMPTY, note="n")).note == "n; requests: page 1, articles 3"


def test_a_look_carries_what_was_read_and_by_whom() -> None:
    look = Look(target="a", addresses=(), clock=clock_at("2026-11-23"), evidence=["d1"], how="articles")
    reading = Reading(outcome=Outcome.READ, complete=True, entries=(Entry(title="x"),), noted=True, note="n")
    seen = look.end(reading, address="http://a.test/")
    assert (seen.outcome, seen.complete, seen.entries) == (Outcome.READ, True, reading.entries)
    assert (seen.evidence, seen.how, seen.reader) == (("d1",), "articles", READER_VERSION)
    assert (seen.address, seen.noted, seen.note) == ("http://a.test/", True, "n")
    assert look.ended


def test_an_unverified_look_never_proves_silence() -> None:
    look = Look(target="a", addresses=(), clock=clock_at("2026-11-23"), verified=False)
    seen = look.end(Reading(outcome=Outcome.READ, complete=True))
    assert (seen.verified, seen.complete) == (False, False)


def test_a_request_without_a_look_has_none() -> None:
    look = Look(target="a", addresses=(), clock=clock_at("2026-11-23"))
    assert look_of({LOOK: look}) is look
    assert look_of({}) is None
