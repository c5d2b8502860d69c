"""When passes are run: a crontab line in Asia/Shanghai, one at a time."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from records.civil import SHANGHAI
from records.errors import XunchaError

_log = logging.getLogger(__name__)

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
    scheduler = BackgroundScheduler(timezone=SHANGHAI, executors={"default": ThreadPoolExecutor(1)})
    cron = CronTrigger.from_crontab(crontab, timezone=SHANGHAI)
    now = datetime.now(SHANGHAI)

    def plan_second() -> None:
        moment = second_at()
        if moment:
            scheduler.add_job(
                _logged(second, plan_second),
                DateTrigger(run_date=max(moment, datetime.now(SHANGHAI))),
                id="second",
                replace_existing=True,
                misfire_grace_time=MISFIRE_GRACE_S,
            )

    planned = scheduler.add_job(
        _logged(job, plan_second),
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
        stop()
        scheduler.shutdown(wait=True)


@contextmanager
def evenly(job: Callable[[], None], *, times_a_day: int, stop: Callable[[], None]) -> Iterator[None]:
    """Run *job* at the start of each of *times_a_day* equal parts of the day while the context lasts.

    A first run starts at once; *job* knows whether this part of the day was served.
    At the end *stop* is called to cut a running one short, and waited for.
    """
    scheduler = BackgroundScheduler(timezone=SHANGHAI, executors={"default": ThreadPoolExecutor(1)})
    now = datetime.now(SHANGHAI)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    part = (timedelta(days=1) / times_a_day).total_seconds()
    logged = _logged(job, lambda: None, what="the tries of the home pages")
    each_part = IntervalTrigger(seconds=part, start_date=midnight, timezone=SHANGHAI)
    for trigger in (DateTrigger(run_date=now), each_part):
        scheduler.add_job(logged, trigger, coalesce=True, max_instances=1, misfire_grace_time=int(part))
    scheduler.start()
    try:
        yield
    finally:
        stop()
        scheduler.shutdown(wait=True)


def _logged(
    job: Callable[[], None], then: Callable[[], None], *, what: str = "the pass"
) -> Callable[[], None]:
    def run() -> None:
        try:
            job()
            then()
        except XunchaError as error:
            _log.error("%s failed: %s", what, error)

    return run
