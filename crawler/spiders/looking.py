"""The look both spiders share: ask, follow stubs, open articles, and end in one observation a target."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Self, cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.clock import Clock, clock_at
from crawler.evidence import EvidenceStore
from crawler.guard import AddressRefused, guard_of
from crawler.look import HEARD, LOOK, PAGE, PICTURE, Look, look_of
from crawler.outcomes import Trouble, of_exception
from crawler.pages import read_page
from crawler.readers.reading import Reading
from crawler.sites import Sites
from crawler.spiders.case import Case
from crawler.spiders.climbing import NO_ANSWER, SOONER, Answer, Step, broken_off
from crawler.spiders.ladder import STEPS
from crawler.spiders.refuting import refute
from crawler.validators import NONE, Validators, conditions
from crawler.witness import (
    exchange_of_failure,
    exchange_of_heard,
    exchange_of_picture,
    exchange_of_response,
    skew_of,
    without_secrets,
)
from records.errors import InputError
from records.inventory import Inventory
from records.inventory_files.load import load_inventory
from records.observation import Observation, Outcome

#: Stubs followed one after another before a look gives up.
STUB_HOPS = 3


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
        validators: Mapping[str, Validators] | None = None,
        thorough: frozenset[str] = frozenset(),
        back_to: str | None = None,
        evidence: EvidenceStore | None = None,
        keep: Callable[[Observation], object] | None = None,
        **options: Any,  # noqa: ANN401 - Scrapy's own
    ) -> None:
        super().__init__(**options)
        self.inventory = _loaded(inventory)
        self.only = frozenset(only.split(",")) if isinstance(only, str) else only
        self.clock: Clock = clock_at(now)
        #: By target, for first requests that may be answered 304.
        self.validators = validators or {}
        #: Targets whose look is to be thorough.
        self.thorough = thorough
        #: The day lists are followed back to.
        self.back_to = date.fromisoformat(back_to) if back_to else None
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
        for look in self.wanted():
            yield self.begin(look)

    def wanted(self) -> Iterator[Look]:
        """Yield the looks of this pass, told how they are to be made."""
        for look in self.looks():
            if not self.only or look.target in self.only:
                look.thorough = look.target in self.thorough
                look.back_to = self.back_to
                whole = look.thorough or look.back_to
                look.validators = NONE if whole else self.validators.get(look.target, NONE)
                yield look

    def begin(self, look: Look) -> Step:
        """Return the first step of *look*."""
        return self._next_source(look)

    def page(self, response: Response) -> Iterator[Step]:
        """Yield what follows from a page: its observation, or the next address to ask."""
        look = cast(Look, look_of(response.meta))
        self.witness(look, response)
        yield self.answer(look, Answer(reading=self.read(response, look), response=response))

    def failed(self, failure: Failure) -> Iterator[Step]:
        """Yield what follows when a page could not be had."""
        request, look, trouble = broken_off(failure)
        self.witness_failure(look, request, trouble)
        yield self._settle(look, trouble.reading(), request.url)

    def answer(self, look: Look, answer: Answer) -> Step:
        """Return what follows from *answer*: where a stub leads, the ladder's next step, or the end."""
        if answer.reading.follow:
            return self._follow(look, answer.reading, answer.response.url)
        for name, begin in STEPS.items():
            if name in look.climbed:
                continue
            look.climbed.add(name)
            step = begin(self, look, answer)
            if step is not None:
                return step
            look.climbed.discard(name)
        case = self.case(look, answer) if look.thorough else None
        return (refute(case) if case else None) or self.conclude(look, answer)

    def conclude(self, look: Look, answer: Answer) -> Step:
        """Return the end of *look* with *answer*, or its next source where that is no answer."""
        return self._settle(look, answer.reading, answer.response.url)

    def case(self, look: Look, answer: Answer) -> Case | None:  # noqa: ARG002
        """Return what a thorough *look* may try to refute on other paths; None where there are none."""
        return None

    def witness(self, look: Look, response: Response) -> None:
        """Keep the exchange that ended in *response* as evidence of *look*, and note what its clock says."""
        if look.skew is None:
            look.skew = skew_of(response, self.clock(), clock_at(None)())
        if self.evidence is not None:
            body = self.evidence.keep_body(without_secrets(response.body, look.hidden))
            exchange = exchange_of_response(response, moment=self.clock(), body=body, hidden=look.hidden)
            look.evidence.append(self.evidence.keep(exchange))
            for heard in response.meta.get(HEARD, ()):
                said = exchange_of_heard(exchange, heard, body=self.evidence.keep_body(heard.body))
                look.evidence.append(self.evidence.keep(said))
            picture = response.meta.get(PICTURE)
            if picture:
                shown = exchange_of_picture(exchange, body=self.evidence.keep_body(picture))
                look.evidence.append(self.evidence.keep(shown))

    def witness_failure(self, look: Look, request: Request, trouble: Trouble) -> None:
        """Keep the exchange in which nothing came back for *request* as evidence of *look*."""
        if self.evidence is not None:
            exchange = exchange_of_failure(request, moment=self.clock(), trouble=trouble, hidden=look.hidden)
            look.evidence.append(self.evidence.keep(exchange))

    def _next_source(self, look: Look) -> Step:
        if not look.addresses:
            note = "there is no source that can be looked at yet"
            return look.end(Reading(outcome=Outcome.UNREADABLE, note=note))
        address, *others = look.addresses
        look.addresses, look.hops = tuple(others), 0
        look.climbed.clear()
        look.how = PAGE
        return self._ask(look, address)

    def _ask(self, look: Look, address: str) -> Step:
        refusal = self.guard.refusal(address)
        if refusal:
            return self._settle(look, of_exception(AddressRefused(refusal)).reading(), address)
        return Request(
            address,
            callback=self.page,
            errback=self.failed,
            headers={**look.headers, **({} if look.begun_at else dict(conditions(look.validators)))},
            meta={LOOK: look},
            priority=SOONER if look.begun_at else 0,
        )

    def _follow(self, look: Look, reading: Reading, address: str) -> Step:
        look.hops += 1
        if look.hops <= STUB_HOPS:
            return self._ask(look, reading.follow)
        note = f"a stub that leads on and on, to {reading.follow}"
        return self._settle(look, Reading(outcome=Outcome.UNREADABLE, note=note), address)

    def _settle(self, look: Look, reading: Reading, address: str) -> Step:
        if reading.outcome in NO_ANSWER and look.addresses:
            return self._next_source(look)
        return look.end(reading, address=address)


def _loaded(inventory: Inventory | str) -> Inventory:
    if isinstance(inventory, Inventory):
        return inventory
    if not inventory:
        raise InputError("the spider needs -a inventory=FOLDER")
    return load_inventory(Path(inventory))
