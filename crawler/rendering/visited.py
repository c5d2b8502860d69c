"""A visit to a page whose own scripts ask for what is wanted: the answers they heard, as they came."""

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urldefrag

from playwright.async_api import BrowserContext, Error, Page, Response

from crawler.rendering.browser import Browser
from crawler.rendering.picture import picture_of
from crawler.rendering.rendered import rests
from crawler.rendering.watch import Watch

#: Seconds a page gets to come to rest, once its own document is there or it moved on to another.
REST_SECONDS = 8
#: The most answers of one visit that are kept.
MAX_HEARD = 20
#: Headers that do not hold for a body whose content coding is undone.
_OF_BYTES = frozenset({"content-encoding", "content-length", "transfer-encoding"})

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One answer that a page's own script got."""

    address: str
    method: str
    status: int
    headers: Headers
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is wanted of a visit."""

    #: Whose cookies it shares: a platform has one context.
    owner: str
    #: Answers to scripts are kept where their address matches; empty for none.
    hears: str = ""
    #: The visit ends with the first of them that matches, or else when the page rests.
    until: str = ""


@dataclass(frozen=True, kw_only=True)
class Visited:
    """A page as its server sent it in the end, and what it went on to ask for."""

    #: Where the visit ended, and the answer that stood there: not what scripts made of it.
    address: str
    status: int
    headers: Headers
    body: bytes
    heard: tuple[Heard, ...]
    #: Requests that left for it.
    requests: int
    #: The page as it was seen, a PNG without its images and fonts; empty where none was taken.
    picture: bytes = b""


async def visit(
    browser: Browser,
    address: str,
    wish: Wish,
    *,
    seconds: float,
    verify: bool = True,
    picture: bool = False,
) -> Visited:
    """Return what came of opening *address*, heard as *wish* says, within so many *seconds*.

    A page that leads on to another by script is followed. Raises NotRenderedError as
    ``Browser.use`` does.
    """

    async def work(context: BrowserContext) -> Visited:
        page = await context.new_page()
        watch = Watch(browser.guard)
        await watch.over(page)
        ear = _Ear(page, wish)
        await page.goto(address, wait_until="domcontentloaded", timeout=seconds * 1000)
        await ear.listens(seconds)
        visited = Visited(
            address=urldefrag(page.url).url,
            status=ear.document.status,
            headers=ear.document.headers,
            body=ear.document.body,
            heard=tuple(ear.heard),
            requests=watch.requests,
            picture=await picture_of(page) if picture else b"",
        )
        for each in context.pages:
            await each.close()
        return visited

    return await browser.use(work, owner=wish.owner, seconds=seconds, verify=verify)


@dataclass
class _Ear:
    """What one page hears: its newest document, and the answers that are wanted."""

    page: Page
    wish: Wish
    document: Heard = Heard(address="", method="GET", status=0, headers=(), body=b"")
    heard: list[Heard] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._wanted = re.compile(self.wish.hears) if self.wish.hears else None
        self._last = re.compile(self.wish.until) if self.wish.until else None
        self._ended = asyncio.Event()
        self._documents: list[asyncio.Task[Heard]] = []
        self._taking: set[asyncio.Task[None]] = set()
        self.page.on("response", self._answered)

    async def listens(self, seconds: float) -> None:
        """Wait for the last of the wanted answers, or for the page to rest."""
        if self._wanted:
            resting = asyncio.create_task(self._rests(min(REST_SECONDS, seconds / 2)))
            ending = asyncio.create_task(self._ended.wait())
            await asyncio.wait({resting, ending}, return_when=asyncio.FIRST_COMPLETED)
            for task in (resting, ending):
                task.cancel()
        await asyncio.gather(*self._taking, *self._documents)
        if self._documents:
            self.document = self._documents[-1].result()

    async def _rests(self, seconds: float) -> None:
        """Return when nothing moves: a page that a script leads on to begins its rest anew."""
        before = ""
        while self.page.url != before:
            before = self.page.url
            await rests(self.page, seconds)

    def _answered(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            if not 300 <= response.status < 400:
                self._documents.append(asyncio.create_task(_taken(response)))
        elif self._wanted and self._wanted.search(response.url) and len(self._taking) < MAX_HEARD:
            self._taking.add(asyncio.create_task(self._keep_heard(response)))

    async def _keep_heard(self, response: Response) -> None:
        heard = await _taken(response)
        self.heard.append(heard)
        if self._last and self._last.search(heard.address):
            self._ended.set()


async def _taken(response: Response) -> Heard:
    """Return *response* with its body, as far as the browser still has it."""
    body, headers = b"", []
    with suppress(Error):
        body = await response.body()
    with suppress(Error):
        headers = await response.headers_array()
    return Heard(
        address=response.url,
        method=response.request.method,
        status=response.status,
        headers=tuple(
            (each["name"], each["value"]) for each in headers if each["name"].lower() not in _OF_BYTES
        ),
        body=body,
    )
