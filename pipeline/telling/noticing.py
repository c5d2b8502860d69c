"""The morning's round: look afresh at what units are to hear of, and queue it.

It can be run again at any time: it goes on with what waits, and says nothing twice.
"""

from datetime import datetime

from monitors.calendar import is_workday
from monitors.notices import FRESH_WITHIN, page_of, pages_of
from pipeline.clock import Clock
from pipeline.look import Looker, Progress
from pipeline.run import Load, run_once
from pipeline.settings import Settings
from pipeline.telling.notice_desk import NoticeDesk, Round, Write
from records.civil import SHANGHAI, civil_date
from records.inventory import Inventory
from records.inventory_files.load import load_inventory
from records.observation import Outcome
from records.store import Store


def is_morning(settings: Settings, inventory: Inventory, *, now: datetime) -> bool:
    """Return whether notices go out at *now*: a working day, between the hours that are set.

    Raises CalendarError where nobody says which days of the year are worked.
    """
    hour = now.astimezone(SHANGHAI).time()
    within = settings.notices_from <= hour <= settings.notices_until
    return within and is_workday(civil_date(now), inventory.calendar)


def notice_round(
    settings: Settings,
    *,
    looker: Looker,
    clock: Clock,
    frozen: bool,
    progress: Progress,
    write: Write,
    load: Load = load_inventory,
) -> Round:
    """Look afresh at what units are to hear of, and queue it; nothing outside a working morning.

    Raises InputError where the set-up is wrong, and OutsideError as a pass does.
    """
    inventory = load(settings.inventory)
    if not is_morning(settings, inventory, now=clock()):
        return Round()
    with Store.open(settings.database) as store:
        unseen = _pages_to_see(store, settings, inventory, write, now=clock())
    if unseen:
        run_once(
            settings,
            looker=looker,
            clock=clock,
            frozen=frozen,
            progress=progress,
            only=sorted(unseen),
            load=load,
        )
    if not is_morning(settings, inventory, now=clock()):
        return Round()
    with Store.open(settings.database) as store:
        desk = _desk(store, settings, write, now=clock())
        return desk.queue_due() if desk else Round()


def take_back(settings: Settings, store: Store, *, write: Write, now: datetime) -> Round:
    """Take back what may be sent now and is no longer so, by what is known: nothing is looked at."""
    if not store.postbox.may_send_notices(now=now):
        return Round()
    desk = _desk(store, settings, write, now=now)
    return desk.take_back() if desk else Round()


def _desk(store: Store, settings: Settings, write: Write, *, now: datetime) -> NoticeDesk | None:
    snapshot = store.latest_snapshot(until=now)
    if snapshot is None:
        return None
    return NoticeDesk(store.postbox, snapshot, lead=settings.lead, write=write, now=now)


def _pages_to_see(
    store: Store, settings: Settings, inventory: Inventory, write: Write, *, now: datetime
) -> set[str]:
    """Return the pages that what is due and what waits rest on, without those that were seen just now."""
    desk = _desk(store, settings, write, now=now)
    if desk is None:
        return set()
    waiting = {page_of(item.target) for notice in store.postbox.open_notices() for item in notice.items}
    known = {target.key for target in inventory.targets()}
    # Half the time that a look may be old: so that what is queued has the other half to be sent in.
    fresh = {
        key
        for key, look in desk.snapshot.looks.items()
        if now - look.seen_at <= FRESH_WITHIN / 2 and look.outcome is not Outcome.UNCHANGED
    }
    return ({*pages_of(desk.wanted()), *waiting} & known) - fresh
