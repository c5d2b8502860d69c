"""Cards for chat groups, drawn by the browser."""

from collections.abc import Sequence

from playwright.sync_api import Page

from exporters.notices.card import WIDTH
from pipeline.printing import PATIENCE, blank_page
from pipeline.settings import Settings

#: What chat groups and their robots take without making a picture worse, in bytes.
MOST_BYTES = 500_000
#: Pixels to a CSS pixel; the next where the one before makes a picture of more than MOST_BYTES.
_SCALES = (2, 1.5, 1)


def draw_cards(htmls: Sequence[str], *, settings: Settings) -> list[bytes]:
    """Return each of *htmls* (``exporters.notices.card``) as a PNG, one browser for all of them.

    It loads nothing and is below MOST_BYTES where a coarser picture can be. Raises
    OutsideError where the browser cannot draw.
    """
    drawn: dict[int, bytes] = {}
    for scale in _SCALES:
        too_big = [index for index in range(len(htmls)) if len(drawn.get(index, b"")) > MOST_BYTES]
        wanted = too_big if drawn else range(len(htmls))
        if wanted:
            with blank_page(settings, purpose="draw a card", width=WIDTH, scale=scale) as page:
                drawn.update((index, _drawn(page, htmls[index])) for index in wanted)
    return [drawn[index] for index in range(len(htmls))]


def _drawn(page: Page, markup: str) -> bytes:
    page.set_content(markup, timeout=PATIENCE)
    return page.screenshot(full_page=True, animations="disabled", timeout=PATIENCE)
