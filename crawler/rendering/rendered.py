"""A page as a browser comes to show it once its scripts have filled it."""

from dataclasses import dataclass
from urllib.parse import urldefrag

from playwright.async_api import BrowserContext, Error, Page

from crawler.guard import host_of
from crawler.rendering.browser import Browser
from crawler.rendering.picture import picture_of
from crawler.rendering.watch import Watch

#: Seconds a page gets to come to rest once its own document is there.
REST_SECONDS = 8
#: Characters of the longest document that is taken over.
MAX_DOCUMENT = 8 * 1024 * 1024

#: Headers that describe the bytes the server sent, and not the document they became.
_OF_BYTES = frozenset({"content-encoding", "content-length", "transfer-encoding", "content-type"})
_DOCUMENT = "limit => document.documentElement.outerHTML.slice(0, limit)"


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


async def render(
    browser: Browser, address: str, *, seconds: float, verify: bool = True, picture: bool = False
) -> Rendered:
    """Return the page at *address* once it has come to rest, within so many *seconds*.

    With *picture* it brings one of what is seen, where that can be taken.
    Raises NotRenderedError for whatever the browser or the page does wrong.
    """

    async def work(context: BrowserContext) -> Rendered:
        page = await context.new_page()
        watch = Watch(browser.guard)
        await watch.over(page)
        answer = await page.goto(address, wait_until="domcontentloaded", timeout=seconds * 1000)
        rested = await rests(page, min(REST_SECONDS, seconds / 2))
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

    return await browser.use(work, owner=host_of(address), seconds=seconds, verify=verify)


async def rests(page: Page, seconds: float) -> bool:
    """Return whether *page* asks for nothing more within so many *seconds*."""
    try:
        await page.wait_for_load_state("networkidle", timeout=seconds * 1000)
    except Error:
        return False
    return True
