"""A headless browser with one context a host, its own services off, and the filtering proxy before it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urldefrag

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, Error, Page, Playwright, async_playwright

from crawler.guard import Guard, host_of
from crawler.rendering.picture import picture_of
from crawler.rendering.proxy import FilteringProxy
from crawler.rendering.watch import Watch

#: Pages rendered at once: each takes a core and a hundred megabytes.
PAGES_AT_ONCE = 2
#: Seconds for the browser to start, and for one of its parts to end.
START_SECONDS = 30
END_SECONDS = 5
#: Seconds a page gets to come to rest once its own document is there.
REST_SECONDS = 8
#: Characters of the longest document that is taken over.
MAX_DOCUMENT = 8 * 1024 * 1024

#: Headers that describe the bytes the server sent, and not the document they became.
_OF_BYTES = frozenset({"content-encoding", "content-length", "transfer-encoding", "content-type"})
_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-quic",
    "--disable-sync",
    "--dns-prefetch-disable",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--metrics-recording-only",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
)
_DOCUMENT = "limit => document.documentElement.outerHTML.slice(0, limit)"


class NotRenderedError(Exception):
    """The page could not be rendered; the message says why, in one line."""


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A page as a browser came to show it."""

    #: Where it stood in the end, and what the answer to its first request was.
    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    #: The document, as markup.
    document: str
    #: Everything it asked for came, and it asked for no more.
    settled: bool
    #: Requests that left for it.
    requests: int
    #: The page as it was seen, a PNG without its images and fonts; empty where none was taken.
    picture: bytes = b""


class Browser:
    """One browser, started with the first page and again after it broke."""

    def __init__(self, *, program: str, sandbox: bool, user_agent: str, guard: Guard) -> None:
        self._program = program
        self._sandbox = sandbox
        self._user_agent = user_agent
        self._guard = guard
        self._proxy = FilteringProxy(guard)
        self._playwright: Playwright | None = None
        self._chromium: Chromium | None = None
        #: By host, and whether certificates are verified.
        self._contexts: dict[tuple[str, bool], BrowserContext] = {}
        self._starting = asyncio.Lock()
        self._turns = asyncio.Semaphore(PAGES_AT_ONCE)

    async def render(
        self, address: str, *, seconds: float, verify: bool = True, picture: bool = False
    ) -> Rendered:
        """Return the page at *address* once it has come to rest, within so many *seconds*.

        With *picture* it brings one of what is seen, where that can be taken.
        Raises NotRenderedError for whatever the browser or the page does wrong.
        """
        key = (host_of(address), verify)
        try:
            async with self._turns:
                return await self._render(await self._context(key), address, seconds, picture=picture)
        except TimeoutError as error:
            await self._give_up(key)
            raise NotRenderedError(f"the page was not ready after {seconds:g} seconds") from error
        except Error as error:
            await self._give_up(key)
            raise NotRenderedError(error.message.partition("\n")[0]) from error

    async def close(self) -> None:
        """End the browser, its proxy and the process that drives it."""
        chromium, playwright = self._chromium, self._playwright
        self._chromium = self._playwright = None
        self._contexts.clear()
        with suppress(Error, TimeoutError):
            if chromium is not None:
                await asyncio.wait_for(chromium.close(), END_SECONDS)
        with suppress(Error, TimeoutError):
            if playwright is not None:
                await asyncio.wait_for(playwright.stop(), END_SECONDS)
        await self._proxy.close()

    async def _give_up(self, key: tuple[str, bool]) -> None:
        """End the context of *key* with all its pages, or the whole browser where it does not let go."""
        context = self._contexts.pop(key, None)
        try:
            if context is not None:
                await asyncio.wait_for(context.close(), END_SECONDS)
        except (Error, TimeoutError):
            await self.close()

    async def _context(self, key: tuple[str, bool]) -> BrowserContext:
        async with self._starting:
            if self._chromium is None or not self._chromium.is_connected():
                await self.close()
                self._chromium = await self._start()
            known = self._contexts.get(key)
            if known is None:
                known = await self._chromium.new_context(
                    accept_downloads=False,
                    ignore_https_errors=not key[1],
                    locale="zh-CN",
                    service_workers="block",
                    user_agent=self._user_agent,
                )
                self._contexts[key] = known
            return known

    async def _start(self) -> Chromium:
        self._playwright = await async_playwright().start()
        return await self._playwright.chromium.launch(
            args=list(_FLAGS),
            chromium_sandbox=self._sandbox,
            executable_path=self._program,
            handle_sighup=False,
            handle_sigint=False,
            handle_sigterm=False,
            proxy={"server": await self._proxy.start()},
            timeout=START_SECONDS * 1000,
        )

    async def _render(
        self, context: BrowserContext, address: str, seconds: float, *, picture: bool
    ) -> Rendered:
        async with asyncio.timeout(seconds):
            page = await context.new_page()
            watch = Watch(self._guard)
            await watch.over(page)
            answer = await page.goto(address, wait_until="domcontentloaded", timeout=seconds * 1000)
            rested = await _rests(page, min(REST_SECONDS, seconds / 2))
            document = str(await page.evaluate(_DOCUMENT, MAX_DOCUMENT))
            headers = await answer.headers_array() if answer else []
            rendered = Rendered(
                address=urldefrag(page.url).url,
                status=answer.status if answer else 0,
                headers=tuple(
                    (each["name"], each["value"]) for each in headers if each["name"].lower() not in _OF_BYTES
                ),
                document=document,
                settled=rested and not watch.missing and len(document) < MAX_DOCUMENT,
                requests=watch.requests,
                picture=await picture_of(page) if picture else b"",
            )
            for each in context.pages:
                await each.close()
            return rendered


async def _rests(page: Page, seconds: float) -> bool:
    try:
        await page.wait_for_load_state("networkidle", timeout=seconds * 1000)
    except Error:
        return False
    return True
