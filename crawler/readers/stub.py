"""Pages that only lead to another: meta refresh, one frame, one line of script."""

import re
from collections.abc import Iterator

from lxml import etree

from crawler.readers.page import Page
from crawler.readers.refusal import wall_mark

_REFRESH = re.compile(
    r"^\s*(?P<seconds>\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=)?\s*['\"]?(?P<address>[^'\"\s]+)", re.IGNORECASE
)
_LOCATION = re.compile(
    r"(?:(?:window|self|top|document|parent)\s*\.\s*)?location(?:\s*\.\s*href)?\s*"
    r"(?:=|\.\s*(?:replace|assign)\s*\()\s*['\"](?P<address>[^'\"]{1,2000})['\"]"
)
#: A page that says more than this is a page.
_MAX_CHARS = 80
#: A refresh after longer than this is a page that reloads itself.
_MAX_SECONDS = 10
_MAX_SCRIPT = 600
#: A frame smaller than this holds a weather box or a counter.
_MIN_PIXELS = 250
_PIXELS = re.compile(r"^\s*(\d{1,5})\s*(?:px)?\s*$")


def stub_target(page: Page) -> str:
    """Return the address that a page with next to nothing of its own leads to, or an empty string.

    A firewall's page leads to its verification, which is not the column.
    """
    if sum(len(text.raw) for text in page.outline.texts) > _MAX_CHARS:
        return ""
    target = next((target for target in _targets(page) if target not in ("", page.address)), "")
    return "" if target and wall_mark(page) else target


def frame_target(page: Page) -> str:
    """Return the address of the one large frame that holds a page's content, or an empty string."""
    nodes = page.outline.nodes
    frames = [node.element for node in nodes if node.tag in ("iframe", "frame") and not node.hidden]
    large = [frame for frame in frames if not _is_small(frame)]
    return page.absolute(large[0].get("src")) if len(large) == 1 else ""


def _targets(page: Page) -> Iterator[str]:
    for meta in page.root.iter("meta"):
        refresh = _REFRESH.match(meta.get("content") or "")
        refreshes = (meta.get("http-equiv") or "").lower() == "refresh"
        if refreshes and refresh and int(refresh["seconds"]) <= _MAX_SECONDS:
            yield page.absolute(refresh["address"])
    yield frame_target(page)
    for script in page.root.iter("script"):
        code = script.text or ""
        location = _LOCATION.search(code) if len(code) <= _MAX_SCRIPT and "cookie" not in code else None
        if location:
            yield page.absolute(location["address"])


def _is_small(frame: etree._Element) -> bool:
    sides = (_PIXELS.match(frame.get(side, "")) for side in ("width", "height"))
    return any(int(pixels[1]) < _MIN_PIXELS for pixels in sides if pixels)
