"""When passes are run: a crontab line in Asia/Shanghai, one at a time."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger

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


def passes_a_week(crontab: str, *, since: datetime) -> int:
    """Return how many passes *crontab* asks for in the week after *since*."""
    cron = CronTrigger.from_crontab(crontab, timezone=SHANGHAI)
    end, count = since + timedelta(days=7), 0
    due = cron.get_next_fire_time(since, since)
    while due is not None and due <= end:
        count += 1
        due = cron.get_next_fire_time(due, due)
    return count


def _logged(job: Callable[[], None], then: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        try:
            job()
            then()
        except XunchaError as error:
            _log.error("the pass failed: %s", error)

    return run
