"""Tries to open each site's home page, spaced over the day, for the indicator on sites out of reach."""

import os
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from crawler.probing import ProbeOrder, Try
from pipeline.clock import Clock
from pipeline.look import Looker
from pipeline.settings import Settings
from records.civil import SHANGHAI, civil_date
from records.codec import from_json, to_json
from records.inventory import Inventory
from records.inventory_files.load import load_inventory
from records.observation import Outcome
from records.probe import Probe
from records.rulebook import VetoKind
from records.store import Store

#: A try is given up so many seconds after the last one in time.
MARGIN_S = 1.0
_THEN = "none of these tries is kept, and they are made again"
_DAY = timedelta(days=1)
#: A home page that is not there. Who was kept out, by a firewall or by ourselves, cannot say.
_NOT_THERE = frozenset({Outcome.UNREACHABLE, Outcome.GONE})


def probe_homes(settings: Settings, *, looker: Looker, clock: Clock) -> tuple[Probe, ...]:
    """Try each home page that was not tried in this part of the day, and return what was kept.

    Nothing is tried where no rulebook in force counts tries. Cut short, it keeps
    nothing, and the next call tries again; OutsideError says so.
    """
    inventory, now = load_inventory(settings.inventory), clock()
    timeout = seconds_allowed(inventory, now)
    with Store.open(settings.database) as store:
        sites = untried(inventory, store.probes(since=now - _DAY, until=now), settings.probes_a_day, now=now)
        if not timeout or not sites:
            return ()
        order = ProbeOrder(
            inventory=to_json(inventory),
            sites=sites,
            user_agent=settings.user_agent,
            delay=settings.delay,
            timeout=timeout + MARGIN_S,
            parent=os.getpid(),
        )
        tries = [from_json(Try, line) for line in looker.lines(order.to_json(), then=_THEN)]
        probes = tuple(worth_keeping(tries))
        for probe in probes:
            store.keep_probe(probe)
    return probes


def seconds_allowed(inventory: Inventory, now: datetime) -> int:
    """Return the longest time that a rulebook in force gives a home page to open; 0 where none does."""
    books = (book for book in inventory.rulebooks if book.holds_on(civil_date(now)))
    vetoes = (veto for book in books for veto in book.vetoes if veto.kind is VetoKind.PROBES)
    return max((veto.seconds for veto in vetoes), default=0)


def untried(inventory: Inventory, probes: Iterable[Probe], a_day: int, *, now: datetime) -> tuple[str, ...]:
    """Return the sites to try at *now*: those with columns, not closed with leave, nor tried just now.

    The day has *a_day* equal parts, each with one try, so that tries stay spaced through every restart.
    """
    begun, today = slot_start(a_day, now), civil_date(now)
    tried = {probe.site for probe in probes if probe.at >= begun}
    closed = {leave.site for leave in inventory.offline if leave.from_on <= today <= leave.until_on}
    with_columns = {column.site for column in inventory.columns}
    return tuple(site.key for site in inventory.sites if site.key in with_columns - tried - closed)


def slot_start(a_day: int, now: datetime) -> datetime:
    """Return when the part of the day that *now* is in began, of *a_day* equal parts in Asia/Shanghai."""
    local = now.astimezone(SHANGHAI)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    part = _DAY / a_day
    return midnight + (local - midnight) // part * part


def worth_keeping(tries: Sequence[Try]) -> Iterable[Probe]:
    """Yield the probes of *tries* that say something of a site.

    Where no page opened and no site's server answered anything, our own line failed,
    and none was made; so it is with a single site too, since nothing shows whose
    fault it was. Who was kept out is left out.
    """
    if not any(each.answered or each.outcome is Outcome.READ for each in tries):
        return
    for each in tries:
        if each.outcome is Outcome.READ:
            yield Probe(site=each.site, at=each.at, seconds=each.seconds)
        elif each.outcome in _NOT_THERE:
            yield Probe(site=each.site, at=each.at)
