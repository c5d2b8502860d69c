"""Passes by the clock."""

import threading
from datetime import timedelta

import pytest

from pipeline.schedule import evenly, scheduled
from records.errors import OutsideError

NEVER_SOON = "30 6 29 2 *"


def nothing() -> None:
    """Stop what is not running."""


def test_the_next_run_is_the_crontab_s_in_shanghai() -> None:
    with scheduled(nothing, crontab="30 6 * * *", start_now=False, stop=nothing) as next_run:
        moment = next_run()
        assert (moment.hour, moment.minute) == (6, 30)
        assert moment.utcoffset() == timedelta(hours=8)


def test_a_first_run_can_start_at_once() -> None:
    ran = threading.Event()
    with scheduled(ran.set, crontab=NEVER_SOON, start_now=True, stop=nothing):
        assert ran.wait(30)


def test_a_run_that_fails_is_logged_and_the_schedule_stays(caplog: pytest.LogCaptureFixture) -> None:
    ran = threading.Event()

    def fail() -> None:
        ran.set()
        raise OutsideError("the crawl ended before its time")

    with scheduled(fail, crontab=NEVER_SOON, start_now=True, stop=nothing) as next_run:
        assert ran.wait(30)
        assert next_run()
    assert "the crawl ended before its time" in caplog.text


def test_the_end_stops_a_run_and_waits_for_it() -> None:
    begun, stopped = threading.Event(), threading.Event()
    ended: list[bool] = []

    def run() -> None:
        begun.set()
        ended.append(stopped.wait(30))

    with scheduled(run, crontab=NEVER_SOON, start_now=True, stop=stopped.set):
        assert begun.wait(30)
    assert ended == [True]


def test_what_is_spread_over_the_day_runs_at_once_and_is_stopped_at_the_end() -> None:
    ran, stopped = threading.Event(), threading.Event()
    with evenly(ran.set, times_a_day=24, stop=stopped.set):
        assert ran.wait(30)
    assert stopped.is_set()


def test_a_failed_try_of_the_home_pages_is_logged_as_such(caplog: pytest.LogCaptureFixture) -> None:
    begun = threading.Event()

    def fail() -> None:
        begun.set()
        raise OutsideError("the crawl ended before its time")

    with evenly(fail, times_a_day=24, stop=nothing):
        assert begun.wait(30)
    assert "the tries of the home pages failed: the crawl ended" in caplog.text
