"""Reading a look again: the spiders' own steps, with the evidence in the place of the network."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any, cast

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.internet.defer import maybeDeferred
from twisted.python.failure import Failure

from crawler.evidence import Exchange
from crawler.look import HEARD, HIDDEN, PAGE, RENDERED, STEP, VISIT, Look, look_of
from crawler.middlewares import EveryLookEnds
from crawler.outcomes import KeptTrouble, Trouble, of_defect
from crawler.rendering.visited import Heard
from crawler.spiders.accounts import AccountsSpider
from crawler.spiders.climbing import Step
from crawler.spiders.columns import ColumnsSpider
from crawler.spiders.looking import LookingSpider
from crawler.spiders.official import OFFICIAL
from crawler.spiders.sources import Blocks
from records.civil import parse_moment
from records.inventory import Inventory
from records.observation import Observation, Outcome
from records.targets import Platform

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One exchange with the body that came back in it; empty without one."""

    exchange: Exchange
    body: bytes


class NotAskedThen(Exception):  # noqa: N818 - what was found, and no fault of the caller
    """Today's reader asks for something that the look had not asked for."""


class ReaderOfEvidence:
    """Reads the looks of one pass again, each once, by the inventory it had."""

    def __init__(self, inventory: Inventory) -> None:
        self._moment = _NEVER
        spiders = [kind(inventory=inventory) for kind in (ColumnsSpider, AccountsSpider)]
        self._looks: dict[str, tuple[LookingSpider, Look]] = {}
        for spider in spiders:
            spider.clock = lambda: self._moment
            self._looks |= {look.target: (spider, look) for look in spider.looks()}

    def read(self, stored: Observation, evidence: Sequence[Kept]) -> Observation:
        """Return what the look *stored* comes to today, read from its own *evidence* at its own moments.

        What only the network can tell (a broken certificate on the way, how far the
        clocks were apart) is taken from *stored*. Raises NotAskedThen where the reader
        wants an answer that the evidence does not hold, and KeyError for a target that
        the inventory does not have.
        """
        spider, look = self._looks.pop(stored.target)
        look.thorough, look.skew = stored.thorough, stored.skew or 0.0
        asked = [kept for kept in evidence if not kept.exchange.is_picture]
        had_browser = any(kept.exchange.step in {RENDERED, VISIT} for kept in asked)
        spider.settings = Settings({"CHROMIUM": RENDERED if had_browser else ""})
        self._moment = stored.seen_at
        if isinstance(spider, AccountsSpider):
            _as_it_was(spider, look.target, asked)
        step = spider.begin(look)
        while isinstance(step, Request):
            kept = _taken(step, asked)
            self._moment = parse_moment(kept.exchange.moment)
            look.begin(step.meta.get(STEP, PAGE))
            look.verified &= kept.exchange.tls != "unverified"
            step = _answered(step, kept, heard=_heard(asked) if kept.exchange.step == VISIT else ())
        return replace(step, complete=step.complete and stored.verified)


def _as_it_was(spider: AccountsSpider, target: str, asked: list[Kept]) -> None:
    """Give *spider* what the pass knew: the links that people had given, and where it left a platform alone.

    A source of which there is no exchange was not asked any more.
    """
    known = {source.url for account in spider.inventory.accounts for source in account.sources}
    visits = [kept.exchange.asked for kept in asked if kept.exchange.step == VISIT]
    spider.links = {target: [address for address in visits if address not in known]}
    interface = next((kept.exchange.asked for kept in asked if kept.exchange.step == OFFICIAL), "")
    platform = spider.platform_of(target)
    if interface:
        place = interface.partition("/cgi-bin/")[0].partition("/2/statuses/")[0]
        spider.interfaces = {**spider.interfaces, platform: place}
    spider.open_the_guard()
    spider.blocks = _NoMore(asked)
    spider.secrets = {source.secret: HIDDEN for each in spider.inventory.accounts for source in each.sources}


class _NoMore(Blocks):
    """Says that a platform was left alone when there is no exchange left to read again."""

    def __init__(self, left: list[Kept]) -> None:
        super().__init__()
        self._left = left

    def stopped(self, platform: Platform) -> bool:  # noqa: ARG002
        """Return whether nothing more was asked."""
        return not self._left


def _taken(request: Request, asked: list[Kept]) -> Kept:
    """Take the first exchange out of *asked* that *request* was once answered in."""
    wanted = (request.meta.get(STEP, PAGE), request.method, request.url)
    for kept in asked:
        exchange = kept.exchange
        method = request.method if exchange.redirects else exchange.method
        if (exchange.step, method, exchange.asked) == wanted:
            asked.remove(kept)
            return kept
    raise NotAskedThen(f"{wanted[0]}: {request.method} {request.url} was not asked then")


def _heard(asked: list[Kept]) -> tuple[Heard, ...]:
    """Take out of *asked* what the scripts of the visit before them were answered."""
    heard = list(takewhile(lambda kept: kept.exchange.step == HEARD, asked))
    del asked[: len(heard)]
    return tuple(
        Heard(
            address=kept.exchange.address,
            method=kept.exchange.method,
            status=kept.exchange.status,
            headers=kept.exchange.headers,
            body=kept.body,
        )
        for kept in heard
    )


def _answered(request: Request, kept: Kept, *, heard: tuple[Heard, ...] = ()) -> Step:
    """Return the step that follows when *request* is answered as in *kept*, and its page *heard* that."""
    sent = _as_sent(request, kept.exchange)
    sent.meta[HEARD] = heard
    if kept.exchange.failure:
        return _after(request.errback, _failure(sent, kept.exchange), sent, None)
    response = _response(sent, kept)
    return _after(request.callback, response, sent, response)


def _after(
    call: Callable[..., Iterable[Step]] | None,
    answer: object,
    request: Request,
    response: Response | None,
) -> Step:
    """Return the step that *call* makes of *answer*; a defect ends the look as it does in a crawl."""
    assert call is not None
    ends: list[list[Step] | Failure] = []
    maybeDeferred(lambda: list(call(answer))).addBoth(ends.append)
    if not isinstance(ends[0], Failure):
        return ends[0][0]
    error = cast(Exception, ends[0].value)
    last = EveryLookEnds().process_spider_exception(response, error) if response else None
    look = cast(Look, look_of(request.meta))
    return next(iter(last or ()), None) or look.end(of_defect(error).reading(), address=request.url)


def _as_sent(request: Request, exchange: Exchange) -> Request:
    """Return *request* as it stood when the answer came: at its last address, with the headers it had."""
    meta = dict(request.meta)
    if exchange.redirects:
        meta["redirect_urls"] = [address for address, _ in exchange.redirects]
        meta["redirect_reasons"] = [reason for _, reason in exchange.redirects]
    return request.replace(url=exchange.address, headers=_grouped(exchange.sent), meta=meta)


def _response(request: Request, kept: Kept) -> Response:
    exchange = kept.exchange
    return Response(
        exchange.address,
        status=exchange.status,
        headers=_grouped(exchange.headers),
        body=kept.body,
        flags=["rendered", *exchange.flags] if exchange.rendered else list(exchange.flags),
        request=request,
    )


def _failure(request: Request, exchange: Exchange) -> Failure:
    trouble = Trouble(outcome=Outcome(exchange.outcome or Outcome.UNREACHABLE), note=exchange.failure)
    failure: Any = cast(Any, Failure)(KeptTrouble(trouble))
    failure.request = request
    return cast(Failure, failure)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[bytes]]:
    grouped: dict[str, list[bytes]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value.encode("latin-1"))
    return grouped
