"""A picture of a page as it was seen: evidence that a person can look at."""

from playwright.async_api import Error, FloatRect, Page

#: Pixels: the width, and the least and the most of the height.
WIDTH, SCREEN, LONGEST = 1366, 768, 4000
#: Seconds it may take.
_SECONDS = 5
_HEIGHT = "() => document.documentElement.scrollHeight"


async def picture_of(page: Page) -> bytes:
    """Return what *page* shows from its top to the longest, as a PNG; nothing where it cannot be taken.

    The page's own images and fonts are not in it: they are never loaded.
    """
    try:
        await page.set_viewport_size({"width": WIDTH, "height": SCREEN})
        height = max(SCREEN, min(int(await page.evaluate(_HEIGHT)), LONGEST))
        clip = FloatRect(x=0, y=0, width=WIDTH, height=height)
        return await page.screenshot(full_page=True, clip=clip, timeout=_SECONDS * 1000)
    except Error:
        return b""
