"""How long a look took, by its own clock."""

from datetime import datetime, timedelta

from crawler.look import Look
from crawler.readers.reading import Reading
from records.civil import SHANGHAI
from records.observation import Outcome

NOW = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)


def seconds(*moments: float, asked: bool = True) -> float | None:
    """Return what a look says that it took, its clock telling *moments* after NOW one after another."""
    told = iter(moments)
    look = Look(target="a", addresses=(), clock=lambda: NOW + timedelta(seconds=next(told)))
    if asked:
        look.begin()
    return look.end(Reading(outcome=Outcome.READ)).seconds


def test_a_look_takes_from_its_first_request_to_its_end() -> None:
    assert seconds(1, 3.25) == 2.25


def test_by_a_clock_that_stands_still_it_takes_no_time() -> None:
    assert seconds(0, 0) == 0


def test_a_clock_that_is_set_back_makes_no_time_below_nothing() -> None:
    assert seconds(5, 0) == 0


def test_what_asked_nobody_took_no_time_that_could_be_told() -> None:
    assert seconds(0, asked=False) is None
