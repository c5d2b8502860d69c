"""What ``xuncha serve`` does by the clock: passes, second looks, reminders, digests, the outbox."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

from crawler.probing import PROBES
from pipeline.clock import Clock
from pipeline.look import Looker
from pipeline.probing import probe_homes
from pipeline.run import run_once, run_second_looks, second_looks_at
from pipeline.schedule import Schedule
from pipeline.settings import Settings
from pipeline.telling.letters import writer
from pipeline.telling.noticing import notice_round
from pipeline.telling.outbox import empty_outbox
from pipeline.telling.weekly import queue_digests
from pipeline.week import Week
from records.civil import civil_date
from records.store import Store

#: How often a day the outbox is looked into: every minute.
_OUTBOX_A_DAY = 24 * 60
#: How often a round of notices is begun within the morning's hours, in minutes.
_ROUNDS_EVERY = 30


@contextmanager
def by_the_clock(settings: Settings, store: Store, *, clock: Clock, frozen: bool) -> Iterator[None]:
    """Do what is due while the context lasts; with a *frozen* clock passes alone.

    To a clock that stands still all tries of a home page would be one moment, and no mail would be due.
    """
    looker = Looker()
    with ExitStack() as stack:
        stack.enter_context(_looking(settings, store, looker, clock=clock, frozen=frozen))
        if not frozen:
            stack.enter_context(_probing(settings, clock))
            stack.enter_context(_posting(settings, store, clock))
        yield


def round_times(settings: Settings) -> str:
    """Return a crontab line of the rounds: from the first minute on, every half hour of those hours."""
    first, last = settings.notices_from, settings.notices_until
    minutes = sorted({first.minute, (first.minute + _ROUNDS_EVERY) % 60})
    return f"{','.join(map(str, minutes))} {first.hour}-{last.hour} * * *"


def _looking(settings: Settings, store: Store, looker: Looker, *, clock: Clock, frozen: bool) -> Schedule:
    """Return the schedule of all that looks at pages, one thing at a time, and of what is told from them."""
    schedule = Schedule(stop=looker.stop)
    schedule.by_crontab(
        lambda: run_once(settings, looker=looker, clock=clock, frozen=frozen, progress=_quiet),
        settings.schedule,
        what="the pass",
        start_now=store.latest_snapshot() is None,
    )
    schedule.afterwards(
        lambda: run_second_looks(settings, looker=looker, clock=clock, frozen=frozen, progress=_quiet),
        lambda: None if frozen else second_looks_at(settings, until=clock()),
        what="the second looks",
    )
    if settings.notices and not frozen:
        schedule.by_crontab(
            lambda: notice_round(
                settings, looker=looker, clock=clock, frozen=False, progress=_quiet, write=writer(settings)
            ),
            round_times(settings),
            what="the round of notices",
        )
    if settings.digest and not frozen:
        schedule.by_crontab(
            lambda: queue_digests(settings, week=_last_week(clock), now=clock()),
            settings.digest,
            what="the digest",
        )
    return schedule


def _last_week(clock: Clock) -> Week:
    return Week.of(civil_date(clock()) - timedelta(days=7))


@contextmanager
def _probing(settings: Settings, clock: Clock) -> Iterator[None]:
    """Try the home pages, beside the passes: one request a site and part of the day."""
    if not settings.probes_a_day:
        yield
        return
    looker = Looker((sys.executable, "-m", "crawler", PROBES))
    schedule = Schedule(stop=looker.stop)
    schedule.evenly(
        lambda: probe_homes(settings, looker=looker, clock=clock),
        times_a_day=settings.probes_a_day,
        what="the tries of the home pages",
    )
    with schedule:
        yield


def _posting(settings: Settings, store: Store, clock: Clock) -> Schedule:
    """Return the schedule that empties the outbox, beside all else: a mail server may stall for minutes."""
    schedule = Schedule(stop=lambda: None)
    schedule.evenly(
        lambda: empty_outbox(settings, store, clock=clock), times_a_day=_OUTBOX_A_DAY, what="the delivery"
    )
    return schedule


def _quiet(_key: str, _outcome: str) -> None:
    """Say nothing of a single look: the log has the passes, the board the rest."""
