"""One pass, top to bottom: look, judge, tell."""

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from crawler.evidence import EvidenceStore
from crawler.order import CrawlOrder
from crawler.readers.reading import READER_VERSION
from crawler.rendering.found import find_chromium
from monitors.memory import Keys
from pipeline.clock import Clock
from pipeline.conditions import conditional
from pipeline.home import writable
from pipeline.judging import judge_pass
from pipeline.lock import one_pass_at_a_time
from pipeline.look import Looker, Progress
from pipeline.retention import clean_up
from pipeline.second_looks import next_second_look, thorough_in_a_pass, thorough_now
from pipeline.settings import Settings
from pipeline.taking import LINKS, take_links
from pipeline.tell import tell
from pipeline.visits import links_to_visit, secrets_of
from records.codec import digest
from records.errors import InputError, XunchaError
from records.inventory import Inventory
from records.inventory_files.load import load_inventory
from records.observation import PERSON, Observation
from records.snapshot import Snapshot
from records.store import Pass, Store
from records.targets import Platform

_log = logging.getLogger(__name__)

#: Returns a person's own look, what it rests on put into the evidence.
Seen = Callable[[EvidenceStore], Observation]
#: Reads the inventory in a folder.
Load = Callable[[Path], Inventory]


def run_once(
    settings: Settings,
    *,
    looker: Looker,
    clock: Clock,
    frozen: bool,
    progress: Progress,
    only: Sequence[str] = (),
    back_to: date | None = None,
    keys: Keys | None = None,
    load: Load = load_inventory,
) -> Snapshot:
    """Look at every target, judge what was seen, tell who should know, and return the snapshot.

    Takes up the pass that was cut off, if there is one. *frozen* says that *clock*
    stands still, so that the crawler's stands with it. *only* names the columns and
    accounts to look at; all are judged. Lists are followed *back_to* that day. *keys*
    are what confirms, if not as the settings say.
    """
    inventory = load(settings.inventory)
    wanted = targets_to_look_at(inventory, only)
    with one_pass_at_a_time(settings.home), Store.open(settings.database) as store:
        run = _Run(
            settings,
            store,
            inventory,
            looker=looker,
            clock=clock,
            frozen=frozen,
            progress=progress,
            keys=keys,
        )
        return run.run(wanted, scope=only, back_to=back_to)


def run_second_looks(
    settings: Settings,
    *,
    looker: Looker,
    clock: Clock,
    frozen: bool,
    progress: Progress,
    load: Load = load_inventory,
) -> Snapshot | None:
    """Look thoroughly at what is suspected and due for it; the snapshot, or None where nothing was due.

    A pass of its own over those targets alone: all are judged again. One that was cut
    off is not given up for it: the next run goes on with that first.
    """
    inventory = load(settings.inventory)
    with one_pass_at_a_time(settings.home), Store.open(settings.database) as store:
        now = clock()
        standing, looks = store.standing(until=now), store.looks(until=now, first_seen=False)
        due = thorough_now(inventory, standing, looks, now=now, keys=settings.keys)
        if not due or store.other_pass_is_open(now=now, scope=sorted(due)):
            return None
        run = _Run(settings, store, inventory, looker=looker, clock=clock, frozen=frozen, progress=progress)
        return run.run(targets_to_look_at(inventory, sorted(due)), scope=sorted(due))


def judge_again(
    settings: Settings, key: str, *, clock: Clock, frozen: bool, seen: Seen | None = None
) -> Snapshot:
    """Judge everything by what is known, for a decision about *key* or a person's own look; the snapshot.

    *seen* puts what the look rests on into the evidence and returns it, once no pass is
    under way. The pass bears its digest, so that no other look is ever taken for it.
    """
    inventory = load_inventory(settings.inventory)
    with one_pass_at_a_time(settings.home), Store.open(settings.database) as store:
        with writable(settings.home):
            look = seen(EvidenceStore(settings.evidence)) if seen else None
        run = _Run(
            settings,
            store,
            inventory,
            looker=Looker(),
            clock=clock,
            frozen=frozen,
            progress=lambda _key, _outcome: None,
        )
        scope = f"{key} {PERSON} {digest(look)}" if look else key
        return run.run((), scope=(scope,), look=look)


def second_looks_at(settings: Settings, *, until: datetime) -> datetime | None:
    """Return when the next second look falls due by what is known at *until*, or None without any."""
    with Store.open(settings.database) as store:
        standing, looks = store.standing(until=until), store.looks(until=until, first_seen=False)
        return next_second_look(standing, looks, keys=settings.keys)


class _Run:
    """One pass over an inventory: what all its steps need."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        inventory: Inventory,
        *,
        looker: Looker,
        clock: Clock,
        frozen: bool,
        progress: Progress,
        keys: Keys | None = None,
    ) -> None:
        self._settings, self._store, self._inventory = settings, store, inventory
        self._looker, self._clock, self._frozen, self._progress = looker, clock, frozen, progress
        self._keys = keys or settings.keys

    def run(
        self,
        wanted: Sequence[str],
        *,
        scope: Sequence[str],
        back_to: date | None = None,
        look: Observation | None = None,
    ) -> Snapshot:
        """Look at the *wanted* targets, or take a person's *look*; judge all, tell, return the snapshot."""
        store, settings = self._store, self._settings
        begun = store.begin_pass(self._inventory, now=self._clock(), reader=READER_VERSION, scope=scope)
        if not begun.judged:
            _take_in(settings, now=self._clock())
            if look:
                store.keep(begun.id, look)
            left = [key for key in wanted if key not in store.looked_at(begun.id)]
            self._looker.look(self._order(begun, left, scope, back_to), progress=self._progress)
            judge_pass(store, begun, self._inventory, now=self._clock(), keys=self._keys)
        ended = self._clock()
        snapshot = replace(store.snapshot_of(begun.id), finished_at=ended)
        vitals = store.vitals(until=ended)
        tell(snapshot, vitals if scope else replace(vitals, completed_at=ended), settings.home)
        store.finished(begun.id, at=ended)
        with writable(settings.home):
            clean_up(
                store, EvidenceStore(settings.evidence), snapshot, now=ended, keep=settings.keep_evidence
            )
        return snapshot

    def _order(
        self, begun: Pass, targets: Sequence[str], scope: Sequence[str], back_to: date | None
    ) -> CrawlOrder:
        settings, now = self._settings, self._clock()
        standing = self._store.standing(until=now)
        evidence = EvidenceStore(settings.evidence)
        # Who asks about a few targets wants to see them, whatever a server says of what is unchanged.
        known = {} if scope else conditional(self._store, evidence, self._inventory, now=now)
        return CrawlOrder(
            database_url=settings.database,
            pass_id=begun.id,
            home=str(settings.home.absolute()),
            targets=tuple(targets),
            now=now.isoformat() if self._frozen else None,
            user_agent=settings.user_agent,
            delay=settings.delay,
            platform_pause=settings.platform_pause,
            links=links_to_visit(self._store, now=now),
            secrets=secrets_of(self._inventory, settings),
            interfaces={
                Platform.WECHAT: settings.wechat_interface,
                Platform.WEIBO: settings.weibo_interface,
            },
            counts_unsent=settings.count_unsent,
            timeout=settings.timeout,
            validators=known,
            thorough=thorough_in_a_pass(self._inventory, standing, now=now, keys=self._keys),
            back_to=back_to.isoformat() if back_to else None,
            chromium=settings.chromium or find_chromium(),
            chromium_sandbox=settings.chromium_sandbox,
            log_level=_crawler_level(settings.log_level),
            parent=os.getpid(),
        )


def _take_in(settings: Settings, *, now: datetime) -> None:
    """Take in the links that people dropped into the folder, where there is one; faults are logged."""
    if not (settings.home / LINKS).is_dir():
        return
    try:
        for taken in take_links(settings, now=now):
            for fault in taken.faults:
                _log.warning("%s", fault)
    except XunchaError as error:
        _log.warning("links were not taken in: %s", error)


def targets_to_look_at(inventory: Inventory, only: Sequence[str]) -> list[str]:
    """Return the keys of the columns and accounts to look at, in inventory order.

    Raises InputError for a key of *only* that is neither.
    """
    keys = [column.key for column in inventory.columns] + [account.key for account in inventory.accounts]
    unknown = sorted(set(only) - set(keys))
    if unknown:
        raise InputError(
            f"--only: no column or account has the key {unknown[0]!r}; `xuncha check` lists them"
        )
    return [key for key in keys if not only or key in only]


def _crawler_level(level: str) -> str:
    """Return the crawler's own level: at INFO its libraries say more than anybody reads each morning."""
    return "WARNING" if level == "INFO" else level
