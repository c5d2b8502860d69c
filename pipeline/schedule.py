"""When passes are run: a crontab line in Asia/Shanghai, one at a time."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Lock

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from records.civil import SHANGHAI
from records.errors import XunchaError

_log = logging.getLogger(__name__)

#: A second look that could not be made is not tried again at once.
SECOND_AT_MOST_EVERY = timedelta(minutes=1)

#: A job that is planned by hand needs a trigger all the same, and one that never ends: a job that is over
#: is removed by the scheduler, which fails where it is just being shut down.
_SELDOM = "0 0 29 2 *"

#: A pass that could not start on time, since the machine slept, still starts within this.
MISFIRE_GRACE_S = 6 * 3600


@contextmanager
def scheduled(
    job: Callable[[], None],
    *,
    crontab: str,
    start_now: bool,
    stop: Callable[[], None],
    second: Callable[[], None] = lambda: None,
    second_at: Callable[[], datetime | None] = lambda: None,
) -> Iterator[Callable[[], datetime]]:
    """Run *job* by *crontab* while the context lasts; gives a function that returns the next moment.

    With *start_now* a first run starts at once. After each run, and at the start,
    *second* is planned for the moment that *second_at* names. A run that fails with
    one of our errors is logged, and the next one comes as planned. At the end *stop*
    is called to cut a running one short, and waited for.
    """
    scheduler = _one_at_a_time()
    cron = CronTrigger.from_crontab(crontab, timezone=SHANGHAI)
    now = datetime.now(SHANGHAI)
    turn = _Turn()

    def plan_second() -> None:
        moment = second_at()
        if moment:
            follow_up.modify(next_run_time=max(moment, datetime.now(SHANGHAI) + SECOND_AT_MOST_EVERY))

    follow_up = scheduler.add_job(
        turn.of(second, then=plan_second),
        CronTrigger.from_crontab(_SELDOM, timezone=SHANGHAI),
        next_run_time=None,
        misfire_grace_time=MISFIRE_GRACE_S,
    )
    planned = scheduler.add_job(
        turn.of(job, then=plan_second),
        cron,
        next_run_time=now if start_now else cron.get_next_fire_time(None, now),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=MISFIRE_GRACE_S,
    )
    scheduler.start()
    if not start_now:
        plan_second()
    try:
        yield lambda: planned.next_run_time
    finally:
        turn.end(stop)
        scheduler.shutdown(wait=True)


def passes_a_week(crontab: str, *, since: datetime) -> int:
    """Return how many passes *crontab* asks for in the week after *since*."""
    cron = CronTrigger.from_crontab(crontab, timezone=SHANGHAI)
    end, count = since + timedelta(days=7), 0
    due = cron.get_next_fire_time(since, since)
    while due is not None and due <= end:
        count += 1
        due = cron.get_next_fire_time(due, due)
    return count


@contextmanager
def evenly(job: Callable[[], None], *, times_a_day: int, stop: Callable[[], None]) -> Iterator[None]:
    """Run *job* at the start of each of *times_a_day* equal parts of the day while the context lasts.

    A first run starts at once; *job* knows whether this part of the day was served.
    At the end *stop* is called to cut a running one short, and waited for.
    """
    scheduler = _one_at_a_time()
    now = datetime.now(SHANGHAI)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    part = (timedelta(days=1) / times_a_day).total_seconds()
    turn = _Turn()
    logged = turn.of(job, what="the tries of the home pages")
    each_part = IntervalTrigger(seconds=part, start_date=midnight, timezone=SHANGHAI)
    scheduler.add_job(
        logged,
        each_part,
        next_run_time=now,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=int(part),
    )
    scheduler.start()
    try:
        yield
    finally:
        turn.end(stop)
        scheduler.shutdown(wait=True)


def _one_at_a_time() -> BackgroundScheduler:
    return BackgroundScheduler(timezone=SHANGHAI, executors={"default": ThreadPoolExecutor(1)})


class _Turn:
    """One job at a time, and none once it has ended.

    A scheduler that is shutting down holds the lock that a job needs to plan the
    next one; so it is shut down only after the last job has left.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._ended = Event()

    def of(
        self, job: Callable[[], None], *, then: Callable[[], None] = lambda: None, what: str = "the pass"
    ) -> Callable[[], None]:
        """Return *job*, and *then* after it, as what a scheduler runs; one of our errors is logged."""

        def run() -> None:
            with self._lock:
                try:
                    for each in (job, then):
                        if not self._ended.is_set():
                            each()
                except XunchaError as error:
                    _log.error("%s failed: %s", what, error)

        return run

    def end(self, stop: Callable[[], None]) -> None:
        """Let no job begin any more, cut a running one short by *stop*, and wait until it has left."""
        self._ended.set()
        stop()
        with self._lock:
            return
