"""The look both spiders share: ask, follow stubs, open articles, and end in one observation a target."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, Self, cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.articles import articles_to_open, with_dates
from crawler.clock import Clock, clock_at
from crawler.evidence import EvidenceStore
from crawler.guard import AddressRefused, guard_of
from crawler.look import LOOK, Look, look_of
from crawler.outcomes import Trouble, of_exception
from crawler.pages import read_opened, read_page
from crawler.readers.reading import Reading
from crawler.sites import Sites
from crawler.witness import exchange_of_failure, exchange_of_response
from records.errors import InputError
from records.inventory import Inventory
from records.inventory_files.load import load_inventory
from records.observation import Observation, Outcome

#: Stubs followed one after another before a look gives up.
STUB_HOPS = 3
#: A look that has begun is finished before the next one starts on the same host.
_SOONER = 10

#: Outcomes after which a target's next source is tried.
_NO_ANSWER = frozenset(
    {
        Outcome.SHELL,
        Outcome.UNREADABLE,
        Outcome.BLOCKED,
        Outcome.MAINTENANCE,
        Outcome.UNREACHABLE,
        Outcome.GONE,
    }
)

Step = Request | Observation


class LookingSpider(Spider):
    """Looks at targets of one inventory; which ones, subclasses say in ``looks``.

    By hand: ``scrapy crawl columns -a inventory=FOLDER [-a only=KEY,KEY] [-a now=MOMENT]``.
    """

    def __init__(
        self,
        *,
        inventory: Inventory | str = "",
        only: frozenset[str] | str = frozenset(),
        now: str | None = None,
        evidence: EvidenceStore | None = None,
        keep: Callable[[Observation], object] | None = None,
        **options: Any,  # noqa: ANN401 - Scrapy's own
    ) -> None:
        super().__init__(**options)
        self.inventory = _loaded(inventory)
        self.only = frozenset(only.split(",")) if isinstance(only, str) else only
        self.clock: Clock = clock_at(now)
        #: Where exchanges are kept; None for a run by hand.
        self.evidence = evidence
        #: What KeepPipeline gives each observation to; None where they are only exported.
        self.keep = keep
        self.guard = guard_of(self.inventory)
        self.sites = Sites(self.inventory)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **options: Any) -> Self:  # noqa: ANN401
        """Return the spider, its inventory's delays told to *crawler*."""
        spider = super().from_crawler(crawler, *args, **options)
        crawler.settings.set("DOWNLOAD_SLOTS", spider.sites.slots(), priority="spider")
        return spider

    def looks(self) -> Iterator[Look]:
        """Yield a look for each target of the inventory."""
        raise NotImplementedError

    def read(self, response: Response, look: Look) -> Reading:
        """Return what *response* says of the target."""
        return read_page(response, now=self.clock(), hints=look.hints)

    async def start(self) -> AsyncIterator[Any]:
        """Yield the first step of every look that is wanted."""
        for look in self.looks():
            if not self.only or look.target in self.only:
                yield self._next_source(look)

    def page(self, response: Response) -> Iterator[Step]:
        """Yield what follows from a page: its observation, or the next address to ask."""
        look = cast(Look, look_of(response.meta))
        self._witness(look, response)
        reading = self.read(response, look)
        look.unopened = list(articles_to_open(reading, self.guard))
        if reading.follow:
            yield self._follow(look, reading, response.url)
        elif look.unopened:
            look.listed, look.listed_at = reading, response.url
            yield self._next_article(look)
        else:
            yield self._settle(look, reading, response.url)

    def failed(self, failure: Failure) -> Iterator[Step]:
        """Yield what follows when a page could not be had."""
        request, look, trouble = _broken_off(failure)
        self._witness_failure(look, request, trouble)
        yield self._settle(look, trouble.reading(), request.url)

    def article(self, response: Response) -> Iterator[Step]:
        """Yield the next article to open, or the observation once enough of them were."""
        look = cast(Look, look_of(response.meta))
        self._witness(look, response)
        entry = read_opened(response, now=self.clock())
        if entry is not None:
            look.opened[look.unopened[0]] = entry
        del look.unopened[0]
        yield self._next_article(look)

    def article_failed(self, failure: Failure) -> Iterator[Step]:
        """Yield what follows when an article could not be had: the others may do."""
        request, look, trouble = _broken_off(failure)
        self._witness_failure(look, request, trouble)
        del look.unopened[0]
        yield self._next_article(look)

    def _next_source(self, look: Look) -> Step:
        if not look.addresses:
            note = "there is no source that can be looked at yet"
            return look.end(Reading(outcome=Outcome.UNREADABLE, note=note))
        address, *others = look.addresses
        look.addresses, look.hops = tuple(others), 0
        return self._ask(look, address)

    def _ask(self, look: Look, address: str) -> Step:
        refusal = self.guard.refusal(address)
        if refusal:
            return self._settle(look, of_exception(AddressRefused(refusal)).reading(), address)
        priority = _SOONER if look.begun_at else 0
        return Request(address, callback=self.page, errback=self.failed, meta={LOOK: look}, priority=priority)

    def _follow(self, look: Look, reading: Reading, address: str) -> Step:
        look.hops += 1
        if look.hops <= STUB_HOPS:
            return self._ask(look, reading.follow)
        note = f"a stub that leads on and on, to {reading.follow}"
        return self._settle(look, Reading(outcome=Outcome.UNREADABLE, note=note), address)

    def _next_article(self, look: Look) -> Step:
        if look.unopened:
            return Request(
                look.unopened[0],
                callback=self.article,
                errback=self.article_failed,
                meta={LOOK: look},
                priority=_SOONER,
            )
        assert look.listed is not None
        return look.end(with_dates(look.listed, look.opened), address=look.listed_at, how="articles")

    def _settle(self, look: Look, reading: Reading, address: str) -> Step:
        if reading.outcome in _NO_ANSWER and look.addresses:
            return self._next_source(look)
        return look.end(reading, address=address)

    def _witness(self, look: Look, response: Response) -> None:
        if self.evidence is not None:
            body = self.evidence.keep_body(response.body)
            exchange = exchange_of_response(response, moment=self.clock(), body=body)
            look.evidence.append(self.evidence.keep(exchange))

    def _witness_failure(self, look: Look, request: Request, trouble: Trouble) -> None:
        if self.evidence is not None:
            exchange = exchange_of_failure(request, moment=self.clock(), failure=trouble.note)
            look.evidence.append(self.evidence.keep(exchange))


def _broken_off(failure: Failure) -> tuple[Request, Look, Trouble]:
    request: Request = vars(failure)["request"]  # Scrapy puts it there
    return request, cast(Look, look_of(request.meta)), of_exception(cast(Exception, failure.value))


def _loaded(inventory: Inventory | str) -> Inventory:
    if isinstance(inventory, Inventory):
        return inventory
    if not inventory:
        raise InputError("the spider needs -a inventory=FOLDER")
    return load_inventory(Path(inventory))
