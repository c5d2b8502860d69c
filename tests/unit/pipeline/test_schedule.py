"""Passes by the clock."""

import threading
from datetime import timedelta

import pytest

from pipeline.schedule import scheduled
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
