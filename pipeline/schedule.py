"""When things are done: crontab lines in Asia/Shanghai, one job at a time."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Lock
from types import TracebackType
from typing import Self

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


class Schedule:
    """Jobs by the clock, in Asia/Shanghai, one at a time, while the context lasts.

    A job that fails with one of our errors is logged, and comes again as planned. At
    the end *stop* is called to cut a running one short, and waited for.
    """

    def __init__(self, *, stop: Callable[[], None]) -> None:
        self._scheduler = BackgroundScheduler(
            timezone=SHANGHAI, executors={"default": ThreadPoolExecutor(1)}, job_defaults={"max_instances": 1}
        )
        self._turn, self._stop = _Turn(), stop
        self._plan: Callable[[], None] = lambda: None

    def by_crontab(
        self, job: Callable[[], object], crontab: str, *, what: str, start_now: bool = False
    ) -> Callable[[], datetime]:
        """Run *job* by *crontab*, at once too with *start_now*; returns what tells the next moment."""
        cron = CronTrigger.from_crontab(crontab, timezone=SHANGHAI)
        now = datetime.now(SHANGHAI)
        planned = self._scheduler.add_job(
            self._turn.of(job, then=self._plan_afterwards, what=what),
            cron,
            next_run_time=now if start_now else cron.get_next_fire_time(None, now),
            coalesce=True,
            misfire_grace_time=MISFIRE_GRACE_S,
        )
        return lambda: planned.next_run_time

    def evenly(self, job: Callable[[], object], *, times_a_day: int, what: str) -> None:
        """Run *job* at the start of each of *times_a_day* equal parts of the day, and at once."""
        now = datetime.now(SHANGHAI)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        part = (timedelta(days=1) / times_a_day).total_seconds()
        self._scheduler.add_job(
            self._turn.of(job, what=what),
            IntervalTrigger(seconds=part, start_date=midnight, timezone=SHANGHAI),
            next_run_time=now,
            coalesce=True,
            misfire_grace_time=int(part),
        )

    def afterwards(self, job: Callable[[], object], at: Callable[[], datetime | None], *, what: str) -> None:
        """Run *job* at the moment that *at* names, asked for at the start and after each crontab job."""

        def plan() -> None:
            moment = at()
            if moment:
                planned.modify(next_run_time=max(moment, datetime.now(SHANGHAI) + SECOND_AT_MOST_EVERY))

        planned = self._scheduler.add_job(
            self._turn.of(job, then=plan, what=what),
            CronTrigger.from_crontab(_SELDOM, timezone=SHANGHAI),
            next_run_time=None,
            misfire_grace_time=MISFIRE_GRACE_S,
        )
        self._plan = plan

    def _plan_afterwards(self) -> None:
        self._plan()

    def __enter__(self) -> Self:
        self._scheduler.start()
        self._plan_afterwards()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._turn.end(self._stop)
        self._scheduler.shutdown(wait=True)


def passes_a_week(crontab: str, *, since: datetime) -> int:
    """Return how many passes *crontab* asks for in the week after *since*."""
    cron = CronTrigger.from_crontab(crontab, timezone=SHANGHAI)
    end, count = since + timedelta(days=7), 0
    due = cron.get_next_fire_time(since, since)
    while due is not None and due <= end:
        count += 1
        due = cron.get_next_fire_time(due, due)
    return count


class _Turn:
    """One job at a time, and none once it has ended.

    A scheduler that is shutting down holds the lock that a job needs to plan the
    next one; so it is shut down only after the last job has left.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._ended = Event()

    def of(
        self, job: Callable[[], object], *, then: Callable[[], None] = lambda: None, what: str
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
