"""One pass, top to bottom: look, judge, tell."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crawler.evidence import EvidenceStore
from crawler.order import CrawlOrder
from crawler.readers.reading import READER_VERSION
from crawler.rendering.found import find_chromium
from crawler.validators import Validators
from monitors.changes import changes
from monitors.judge import judge_all
from pipeline.clock import Clock
from pipeline.conditions import conditional
from pipeline.lock import one_pass_at_a_time
from pipeline.look import Looker, Progress
from pipeline.settings import Settings
from pipeline.tell import tell
from records.errors import InputError
from records.inventory import Inventory
from records.inventory_files.load import load_inventory
from records.snapshot import Snapshot
from records.store import Pass, Store


def run_once(
    settings: Settings,
    *,
    looker: Looker,
    clock: Clock,
    frozen: bool,
    progress: Progress,
    only: Sequence[str] = (),
) -> Snapshot:
    """Look at every target, judge what was seen, tell who should know, and return the snapshot.

    Takes up the pass that was cut off, if there is one. *frozen* says that *clock*
    stands still, so that the crawler's stands with it. *only* names the columns and
    accounts to look at; all are judged.
    """
    inventory = load_inventory(settings.inventory)
    wanted = targets_to_look_at(inventory, only)
    with one_pass_at_a_time(settings.home), Store.open(settings.database) as store:
        begun = store.begin_pass(inventory, now=clock(), reader=READER_VERSION, scope=only)
        if not begun.judged:
            left = [key for key in wanted if key not in store.looked_at(begun.id)]
            asked_again = conditional(store, EvidenceStore(settings.evidence), inventory, now=clock())
            order = _order(settings, begun, left, clock=clock, frozen=frozen, validators=asked_again)
            looker.look(order, progress=progress)
            _judge(store, begun, inventory, clock=clock)
        ended = clock()
        snapshot = replace(store.snapshot_of(begun.id), finished_at=ended)
        tell(snapshot, settings.home)
        store.finished(begun.id, at=ended)
        return snapshot


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


def _order(
    settings: Settings,
    begun: Pass,
    targets: Sequence[str],
    *,
    clock: Clock,
    frozen: bool,
    validators: Mapping[str, Validators],
) -> CrawlOrder:
    return CrawlOrder(
        database_url=settings.database,
        pass_id=begun.id,
        home=str(settings.home.absolute()),
        targets=tuple(targets),
        now=clock().isoformat() if frozen else None,
        user_agent=settings.user_agent,
        delay=settings.delay,
        timeout=settings.timeout,
        validators=validators,
        chromium=settings.chromium or find_chromium(),
        chromium_sandbox=settings.chromium_sandbox,
        log_level=_crawler_level(settings.log_level),
        parent=os.getpid(),
    )


def _crawler_level(level: str) -> str:
    """Return the crawler's own level: at INFO its libraries say more than anybody reads each morning."""
    return "WARNING" if level == "INFO" else level


def _judge(store: Store, begun: Pass, inventory: Inventory, *, clock: Clock) -> None:
    now = clock()
    verdicts = judge_all(inventory, store.looks(until=now), now=now)
    known = store.known_states(until=now)
    store.judged(begun.id, at=now, verdicts=verdicts, changes=changes(known, verdicts))
