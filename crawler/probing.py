"""An order to try home pages, and how it is carried out: one line a site, nothing kept here."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated, ClassVar, TextIO

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler import settings as project
from crawler.look import Look
from records.codec import from_json, to_json
from records.errors import InputError, OutsideError
from records.inventory import Inventory
from records.observation import Observation, Outcome

#: The argument of ``python -m crawler`` that asks for tries.
PROBES = "probes"


@dataclass(frozen=True, kw_only=True)
class ProbeOrder:
    """Which home pages to try; one JSON object on standard input."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    #: The inventory that names the hosts and their manners, as ``records.codec`` writes it.
    inventory: str
    sites: tuple[str, ...]
    user_agent: str
    #: Seconds between two requests to a host, where its site names none; robots.txt is one of them.
    delay: Annotated[float, Field(ge=0)]
    #: Seconds after which a try is given up: longer than a page may take.
    timeout: Annotated[float, Field(gt=0)]
    log_level: Annotated[str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR|CRITICAL)$")] = "WARNING"
    #: The process whose death ends this one; 0 where nobody said.
    parent: int = 0

    def to_json(self) -> str:
        """Return the order as ``read_probe_order`` takes it."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True, kw_only=True)
class Try:
    """What one try came to; one JSON object on standard output."""

    site: str
    #: When it began, aware.
    at: datetime
    #: READ of a page that opened.
    outcome: Outcome
    #: Seconds of conversation, to the last byte of the page or to the failure.
    seconds: float
    #: Whether the site's own server answered anything at all.
    answered: bool


def read_probe_order(text: str) -> ProbeOrder:
    """Return the order in *text*; InputError names what is wrong with it."""
    try:
        return TypeAdapter(ProbeOrder).validate_json(text)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise InputError(f"the order on standard input cannot be used: {faults}") from error


def try_homes(order: ProbeOrder, out: TextIO) -> None:
    """Try each home page of *order* once and tell *out* of each; OutsideError where that was cut short."""
    asked: dict[str, Look] = {}
    answered: set[str] = set()
    ends: list[str] = []

    def tell(observation: Observation) -> None:
        site = observation.target
        told = Try(
            site=site,
            at=observation.seen_at,
            outcome=observation.outcome,
            seconds=round(asked[site].spent, 3),
            answered=site in answered,
        )
        print(to_json(told), file=out, flush=True)

    def ended(reason: str) -> None:
        ends.append(reason)

    process = AsyncCrawlerProcess(_settings(order))
    crawler = process.create_crawler("homes")
    crawler.signals.connect(ended, signals.spider_closed)
    inventory = from_json(Inventory, order.inventory)
    wanted = frozenset(order.sites)
    process.crawl(crawler, inventory=inventory, only=wanted, keep=tell, asked=asked, answered=answered)
    process.start()
    if ends != ["finished"]:
        raise OutsideError("the tries of the home pages were cut short; the log says why")


def _settings(order: ProbeOrder) -> Settings:
    settings = Settings()
    settings.setmodule(project)
    ordered = {
        "USER_AGENT": order.user_agent,
        "DOWNLOAD_DELAY": order.delay,
        "AUTOTHROTTLE_START_DELAY": order.delay,
        "DOWNLOAD_TIMEOUT": order.timeout,
        "LOOK_TIMEOUT": order.timeout,
        "LOG_LEVEL": order.log_level,
    }
    settings.setdict(ordered, priority="cmdline")
    return settings
