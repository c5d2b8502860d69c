"""Passes by the clock."""

import threading
from datetime import datetime, timedelta
from functools import partial

import pytest

from pipeline.schedule import Schedule
from records.errors import OutsideError

NEVER_SOON = "30 6 29 2 *"


def nothing() -> None:
    """Stop what is not running."""


def failing(begun: threading.Event) -> None:
    begun.set()
    raise OutsideError("the crawl ended before its time")


def test_the_next_run_is_the_crontab_s_in_shanghai() -> None:
    schedule = Schedule(stop=nothing)
    next_run = schedule.by_crontab(nothing, "30 6 * * *", what="the pass")
    with schedule:
        moment = next_run()
        assert (moment.hour, moment.minute) == (6, 30)
        assert moment.utcoffset() == timedelta(hours=8)


def test_a_first_run_can_start_at_once() -> None:
    ran = threading.Event()
    schedule = Schedule(stop=nothing)
    schedule.by_crontab(ran.set, NEVER_SOON, what="the pass", start_now=True)
    with schedule:
        assert ran.wait(30)


def test_a_run_that_fails_is_logged_and_the_schedule_stays(caplog: pytest.LogCaptureFixture) -> None:
    begun = threading.Event()
    schedule = Schedule(stop=nothing)
    next_run = schedule.by_crontab(partial(failing, begun), NEVER_SOON, what="the pass", start_now=True)
    with schedule:
        assert begun.wait(30)
        assert next_run()
    assert "the pass failed: the crawl ended before its time" in caplog.text


def test_the_end_stops_a_run_and_waits_for_it() -> None:
    begun, stopped = threading.Event(), threading.Event()
    ended: list[bool] = []

    def run() -> None:
        begun.set()
        ended.append(stopped.wait(30))

    schedule = Schedule(stop=stopped.set)
    schedule.by_crontab(run, NEVER_SOON, what="the pass", start_now=True)
    with schedule:
        assert begun.wait(30)
    assert ended == [True]


def test_what_is_spread_over_the_day_runs_at_once_and_is_stopped_at_the_end() -> None:
    ran, stopped = threading.Event(), threading.Event()
    schedule = Schedule(stop=stopped.set)
    schedule.evenly(ran.set, times_a_day=24, what="the tries of the home pages")
    with schedule:
        assert ran.wait(30)
    assert stopped.is_set()


def test_two_jobs_are_done_one_after_the_other() -> None:
    both, busy = threading.Barrier(1), threading.Lock()
    done: list[str] = []
    ended = threading.Event()

    def job(name: str) -> None:
        assert busy.acquire(blocking=False)
        both.wait()
        done.append(name)
        busy.release()
        if len(done) == 2:
            ended.set()

    schedule = Schedule(stop=nothing)
    for name in ("the pass", "the digest"):
        schedule.by_crontab(partial(job, name), NEVER_SOON, what=name, start_now=True)
    with schedule:
        assert ended.wait(30)
    assert sorted(done) == ["the digest", "the pass"]


def test_what_comes_afterwards_is_asked_for_at_the_start_and_after_a_job() -> None:
    asked = threading.Semaphore(0)

    def at() -> datetime | None:
        asked.release()
        return None

    schedule = Schedule(stop=nothing)
    schedule.by_crontab(nothing, NEVER_SOON, what="the pass", start_now=True)
    schedule.afterwards(nothing, at, what="the second looks")
    with schedule:
        assert asked.acquire(timeout=30)
        assert asked.acquire(timeout=30)
