"""Pages that a script fills: what is sent holds the frame and not the list."""

import re

from lxml import etree

from crawler.readers.page import Page

_FILLS = re.compile(
    r"\$\s*\.\s*(?:ajax|get|post|getJSON)\s*\(|\bfetch\s*\(|axios|XMLHttpRequest|\.load\s*\(|new\s+Vue|createApp"
    r"|window\._CONFIG|__INITIAL_STATE__|parsetype|querydata|dataproxy|api-gateway|\{\{",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{\{[^{}]{0,200}\}\}|\$\{[\w.]{1,60}\}|<%=")
_MOUNTS = frozenset({"app", "root", "__nuxt", "__next", "main-app"})
_MAX_CODE = 200_000
#: An application's page has next to nothing beside its mount.
_MAX_TEXTS = 30


def shows_template(page: Page) -> bool:
    """Return whether the page shows places that a script was to fill."""
    return any(_TEMPLATE.search(text.raw) for text in page.outline.texts)


def fills_itself(page: Page) -> bool:
    """Return whether a script of *page* asks for content, or a template waits for it."""
    return any(map(_fills, page.root.iter("script")))


def is_mounted(page: Page) -> bool:
    """Return whether the body is an empty element for an application to fill."""
    nodes = page.outline.nodes
    mounts = (node for node in nodes if node.element.get("id", "").lower() in _MOUNTS)
    return any(node.end_text == node.first_text for node in mounts) and len(page.outline.texts) < _MAX_TEXTS


def _fills(script: etree._Element) -> bool:
    attributes = " ".join((*map(str, script.attrib.keys()), script.get("url") or ""))
    return bool(_FILLS.search((script.text or "")[:_MAX_CODE]) or _FILLS.search(attributes))
