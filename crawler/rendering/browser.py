"""A headless browser with one context a host, its own services off, and the filtering proxy before it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, Error, Playwright, async_playwright

from crawler.guard import Guard
from crawler.rendering.proxy import FilteringProxy

#: Pages open at once: each takes a core and a hundred megabytes.
PAGES_AT_ONCE = 2
#: Seconds for the browser to start, and for one of its parts to end.
START_SECONDS = 30
END_SECONDS = 5

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
_Result = TypeVar("_Result")


class NotRenderedError(Exception):
    """The page could not be shown; the message says why, in one line."""


class Browser:
    """One browser, started with the first page and again after it broke."""

    def __init__(
        self, *, program: str, sandbox: bool, user_agent: str, guard: Guard, at_once: int = PAGES_AT_ONCE
    ) -> None:
        self._program = program
        self._sandbox = sandbox
        self._user_agent = user_agent
        #: What its pages may ask.
        self.guard = guard
        self._proxy = FilteringProxy(guard)
        self._playwright: Playwright | None = None
        self._chromium: Chromium | None = None
        #: By owner, and whether certificates are verified.
        self._contexts: dict[tuple[str, bool], BrowserContext] = {}
        self._starting = asyncio.Lock()
        self._turns = asyncio.Semaphore(at_once)

    async def use(
        self,
        work: Callable[[BrowserContext], Awaitable[_Result]],
        *,
        owner: str,
        seconds: float,
        verify: bool = True,
    ) -> _Result:
        """Return what *work* makes of the context of *owner*, within so many *seconds*.

        Whoever gives the same *owner* shares its cookies. Raises NotRenderedError for
        whatever the browser or the page does wrong.
        """
        key = (owner, verify)
        try:
            async with self._turns:
                context = await self._context(key)
                async with asyncio.timeout(seconds):
                    return await work(context)
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
