"""How a request leaves: verified or not, within its look's time, to a checked address."""

from time import monotonic
from typing import Any, cast

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError
from scrapy.http import Response
from twisted.internet import reactor  # Scrapy has installed it before it loads a handler

from crawler.guard import AddressRefused, host_of
from crawler.guarded import Guarded
from crawler.heads import bound_heads
from crawler.look import PAGE, RENDERED, STEP, UNVERIFIED, VISIT, WISH, Look, look_of
from crawler.rendering.answer import response_of, response_of_visit
from crawler.rendering.browser import Browser, NotRenderedError
from crawler.rendering.rendered import render
from crawler.rendering.visited import Wish, visit
from crawler.resolver import GuardedResolver
from crawler.tls import unverified_handler


class GuardedHandler(BaseDownloadHandler):
    """Scrapy's own HTTP handler twice, once verifying certificates and once not."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._verifying = bound_heads(HTTP11DownloadHandler(crawler))
        self._unverifying = bound_heads(unverified_handler(crawler))
        self._browser: Browser | None = None
        self._shown = {RENDERED: self._render, VISIT: self._visit}
        self._look_timeout = crawler.settings.getfloat("LOOK_TIMEOUT")
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")

    async def download_request(self, request: Request) -> Response:
        """Return the answer to *request*.

        Raises AddressRefused where the host has no address it may be asked at.
        """
        resolver = _resolver()
        proxy = request.meta.get("proxy")
        spider = cast(Guarded, self.crawler.spider)
        resolver.admit([host_of(proxy)] if proxy else spider.guard.private)
        try:
            async with spider.sites.turn(request.url):
                return await self._timed(request)
        except CannotResolveHostError as error:
            refusal = resolver.refusal(host_of(proxy or request.url))
            if refusal:
                raise AddressRefused(refusal) from error
            raise

    async def close(self) -> None:
        """Let go of all connections."""
        await self._verifying.close()
        await self._unverifying.close()
        if self._browser is not None:
            await self._browser.close()

    async def _timed(self, request: Request) -> Response:
        look = look_of(request.meta)
        if look is None:
            return await self._send(request)
        look.begin(request.meta.get(STEP, PAGE))
        request.meta["download_timeout"] = self._time_left(look)
        began = monotonic()
        try:
            return await self._send(request)
        finally:
            look.spent += monotonic() - began

    def _time_left(self, look: Look) -> float:
        left = min(self._timeout, self._look_timeout - look.spent)
        if left <= 0:
            raise DownloadTimeoutError(f"the look took longer than {self._look_timeout:g} seconds")
        return left

    async def _send(self, request: Request) -> Response:
        if request.meta.get(STEP) in self._shown:
            return await self._shown[request.meta[STEP]](request)
        if not request.meta.get(UNVERIFIED):
            return await self._verifying.download_request(request)
        look = look_of(request.meta)
        if look is not None and request.url.startswith("https:"):
            look.verified = False
        return await self._unverifying.download_request(request)

    async def _render(self, request: Request) -> Response:
        browser, verify, look = self._ready(request), not request.meta.get(UNVERIFIED), look_of(request.meta)
        rendered = await render(
            browser,
            request.url,
            seconds=request.meta["download_timeout"],
            verify=verify,
            picture=look is not None and look.thorough,
        )
        _note(look, request, rendered.requests)
        return response_of(rendered, request)

    async def _visit(self, request: Request) -> Response:
        browser, verify, look = self._ready(request), not request.meta.get(UNVERIFIED), look_of(request.meta)
        wish: Wish = request.meta[WISH]
        visited = await visit(
            browser,
            request.url,
            wish,
            seconds=request.meta["download_timeout"],
            verify=verify,
            picture=look is not None and look.thorough,
        )
        _note(look, request, visited.requests)
        return response_of_visit(visited, request)

    def _ready(self, request: Request) -> Browser:
        if request.meta.get("proxy"):
            raise NotRenderedError("a page behind a proxy is not rendered yet")
        settings, spider = self.crawler.settings, cast(Guarded, self.crawler.spider)
        self._browser = self._browser or Browser(
            program=settings["CHROMIUM"],
            sandbox=settings.getbool("CHROMIUM_SANDBOX"),
            user_agent=settings["USER_AGENT"],
            guard=spider.guard,
        )
        return self._browser


def _note(look: Look | None, request: Request, requests: int) -> None:
    """Note in *look* how many *requests* left for the one, and whether certificates were verified."""
    if look is not None:
        look.requests[request.meta[STEP]] += requests - 1
        look.verified &= not request.meta.get(UNVERIFIED) or not request.url.startswith("https:")


def _resolver() -> GuardedResolver:
    """Return the resolver connections are made through; without the guard nothing leaves."""
    resolver = cast(Any, reactor).nameResolver
    if not isinstance(resolver, GuardedResolver):
        raise AddressRefused("TWISTED_DNS_RESOLVER is not crawler.resolver.GuardedResolver")
    return resolver
