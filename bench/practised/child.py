"""``python -m bench.practised.child``: the crawler as one process that carries out order after order.

Each line of standard input is an order as ``python -m crawler`` takes it; after its
observations a line ``{"ended": 0}`` says that it is carried out. The spiders, the
readers and the store are the product's: only the start of a process for each pass
is saved. Whatever goes wrong ends the process.
"""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from bench.practised.visits import PLAIN, VisitedAccounts
from crawler.evidence import EvidenceStore
from crawler.order import CrawlOrder, read_order
from crawler.parent import die_with_parent
from crawler.running import Keeper, inventory_of, leave_no_gap, settings_of
from crawler.spiders.accounts import AccountsSpider
from crawler.spiders.columns import ColumnsSpider
from records.errors import XunchaError
from records.store import Store

_BROKEN = 3


class Orders:
    """Carries out one order after another in one reactor."""

    def __init__(self, first: CrawlOrder) -> None:
        self._process = AsyncCrawlerProcess(_settings(first))
        self._store = Store.open(first.database_url)
        self._loop = asyncio.get_event_loop()
        self._loop.call_soon(self.begin, first)

    def run(self) -> None:
        """Carry out what comes on standard input, until the process is ended."""
        Thread(target=self._listen, daemon=True).start()
        self._process.start(stop_after_crawl=False, install_signal_handlers=False)

    def begin(self, order: CrawlOrder) -> None:
        """Start the spiders that *order* has targets for, one after another."""
        inventory = inventory_of(self._store, order)
        evidence = EvidenceStore(Path(order.home) / "evidence")
        evidence.sweep()
        keeper = Keeper(self._store, order.pass_id, sys.stdout)
        asked = {
            "inventory": inventory,
            "only": frozenset(order.targets),
            "now": order.now,
            "validators": order.validators,
            "thorough": order.thorough,
            "back_to": order.back_to,
            "evidence": evidence,
            "keep": keeper.keep,
            "links": order.links,
        }
        columns = {column.key for column in inventory.columns}
        accounts = VisitedAccounts if order.chromium not in {"", PLAIN} else AccountsSpider
        spiders: list[type[Spider]] = [ColumnsSpider] if columns & set(order.targets) else []
        if set(order.targets) - columns:
            spiders.append(accounts)
        self._go_on(spiders, order, keeper, asked, None)

    def _go_on(
        self,
        spiders: Sequence[type[Spider]],
        order: CrawlOrder,
        keeper: Keeper,
        asked: dict[str, Any],
        _ended: object,
    ) -> None:
        try:
            if spiders:
                self._process.settings = _settings(order)
                crawl = self._process.crawl(spiders[0], **asked)
                crawl.add_done_callback(partial(self._go_on, spiders[1:], order, keeper, asked))
                return
            leave_no_gap(order, keeper)
        except XunchaError as error:
            _end(error)
        print(json.dumps({"ended": 0}), flush=True)

    def _listen(self) -> None:
        for line in sys.stdin:
            self._loop.call_soon_threadsafe(self.begin, read_order(line))
        os._exit(0)


def _settings(order: CrawlOrder) -> Settings:
    settings = settings_of(order)
    handlers = dict.fromkeys(("http", "https"), "bench.practised.plain.PlainHandler")
    settings.set("DOWNLOAD_HANDLERS", settings.getdict("DOWNLOAD_HANDLERS") | handlers, priority="cmdline")
    return settings


def _end(error: XunchaError) -> None:
    print(error, file=sys.stderr, flush=True)
    os._exit(_BROKEN)


if __name__ == "__main__":
    die_with_parent()
    Orders(read_order(sys.stdin.readline())).run()
