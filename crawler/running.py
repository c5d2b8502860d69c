"""One order carried out: both spiders over its targets, and an observation for every one of them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler import settings as project
from crawler.clock import clock_at
from crawler.evidence import EvidenceStore
from crawler.order import CrawlOrder
from crawler.readers.reading import READER_VERSION
from crawler.several_pages import PAGES_BACK
from crawler.spiders.accounts import AccountsSpider
from records.errors import InputError, OutsideError
from records.inventory import Inventory
from records.observation import Observation, Outcome
from records.store import Store
from records.targets import UnitInColumn

#: In this order and never at once: both may talk to the same host.
SPIDERS = ("columns", "accounts")
#: A look may take so many times the time of one request.
_REQUESTS_A_LOOK = 4


class Keeper:
    """Keeps observations of one pass, telling *out* of each with a JSON line."""

    def __init__(self, store: Store, pass_id: int, out: TextIO) -> None:
        self._store = store
        self._pass_id = pass_id
        self._out = out
        #: The targets whose look ended, and those whose observation is in the database.
        self.seen: set[str] = set()
        self.kept: set[str] = set()

    def keep(self, observation: Observation) -> None:
        """Keep *observation*, then say so; keeping it again is harmless."""
        self.seen.add(observation.target)
        self._store.keep(self._pass_id, observation)
        self.kept.add(observation.target)
        line = {"target": observation.target, "outcome": observation.outcome.value}
        print(json.dumps(line, ensure_ascii=False), file=self._out, flush=True)


def carry_out(order: CrawlOrder, out: TextIO) -> None:
    """Look at every target of *order* and keep what was seen.

    Raises InputError for targets its pass does not have, and OutsideError when
    the run was told to stop, could not start or could not keep something: what
    is missing then stays missing, and another order brings it.
    """
    with Store.open(order.database_url) as store:
        inventory = inventory_of(store, order)
        keeper = Keeper(store, order.pass_id, out)
        evidence = EvidenceStore(Path(order.home) / "evidence")
        evidence.sweep()
        started = _crawl(order, inventory, evidence, keeper)
        leave_no_gap(order, keeper)
    if not started:
        raise OutsideError("a spider could not start, so its targets were not looked at; the log says why")


def inventory_of(store: Store, order: CrawlOrder) -> Inventory:
    """Return the inventory of the pass that *order* is for; InputError for targets it does not have."""
    try:
        inventory = store.inventory_of(order.pass_id)
    except LookupError as error:
        raise InputError(f"the order names pass {order.pass_id}, which the database does not have") from error
    known = {target.key for target in inventory.targets() if not isinstance(target, UnitInColumn)}
    unknown = [key for key in order.targets if key not in known]
    if unknown:
        raise InputError(f"the order names targets its pass does not have: {', '.join(unknown)}")
    return inventory


def _crawl(order: CrawlOrder, inventory: Inventory, evidence: EvidenceStore, keeper: Keeper) -> bool:
    """Run the spiders one after another and return whether each could start.

    Raises OutsideError when they were told to stop.
    """
    process = AsyncCrawlerProcess(settings_of(order))
    ends: list[str] = []

    def ended(reason: str) -> None:
        ends.append(reason)

    def begin(spiders: Sequence[str]) -> None:
        if not spiders or "shutdown" in ends:
            return
        crawler = process.create_crawler(spiders[0])
        crawler.signals.connect(ended, signals.spider_closed)
        crawl = process.crawl(
            crawler,
            **(of_accounts(order) if spiders[0] == AccountsSpider.name else {}),
            inventory=inventory,
            only=frozenset(order.targets),
            now=order.now,
            validators=order.validators,
            thorough=order.thorough,
            back_to=order.back_to,
            evidence=evidence,
            keep=keeper.keep,
        )
        crawl.add_done_callback(lambda _crawl: begin(spiders[1:]))

    begin(SPIDERS)
    process.start()
    if "shutdown" in ends:
        raise OutsideError("the crawl was told to stop; order the targets that are missing again")
    return not process.bootstrap_failed


def of_accounts(order: CrawlOrder) -> dict[str, Any]:
    """Return what *order* says to the spider of accounts alone."""
    return {
        "links": order.links,
        "secrets": order.secrets,
        "counts_unsent": order.counts_unsent,
        "interfaces": order.interfaces,
    }


def settings_of(order: CrawlOrder) -> Settings:
    """Return the project's settings with what *order* says."""
    settings = Settings()
    settings.setmodule(project)
    ordered = {
        "USER_AGENT": order.user_agent,
        "DOWNLOAD_DELAY": order.delay,
        "AUTOTHROTTLE_START_DELAY": order.delay,
        "PLATFORM_PAUSE": order.platform_pause,
        "DOWNLOAD_TIMEOUT": order.timeout,
        "LOOK_TIMEOUT": order.timeout * (PAGES_BACK if order.back_to else _REQUESTS_A_LOOK),
        "CHROMIUM": order.chromium,
        "CHROMIUM_SANDBOX": order.chromium_sandbox,
        "LOG_LEVEL": order.log_level,
    }
    settings.setdict(ordered, priority="cmdline")
    return settings


def leave_no_gap(order: CrawlOrder, keeper: Keeper) -> None:
    """Keep an observation for every target whose look ended in none, whatever the reason."""
    lost = keeper.seen - keeper.kept
    if lost:
        raise OutsideError(f"{len(lost)} observations could not be kept; the log says why; order them again")
    now = clock_at(order.now)()
    for target in order.targets:
        if target not in keeper.seen:
            note = "the look did not finish"
            keeper.keep(
                Observation(
                    target=target,
                    seen_at=now,
                    outcome=Outcome.UNREADABLE,
                    reader=READER_VERSION,
                    note=note,
                )
            )
