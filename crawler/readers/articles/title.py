"""An article's title, and where on the page it stands."""

import re
from dataclasses import dataclass

from crawler.readers.page import Page

_BREAKS = re.compile(r"\s*[-_|—–]+\s*|\s{2,}")
_SHORTEST = 4
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_META_NAMES = ("articletitle", "og:title")


@dataclass(slots=True, kw_only=True, frozen=True)
class Title:
    """The title, and the index of the first text that shows it; −1 where none does."""

    text: str
    at: int = -1


def find_title(page: Page, *, breadcrumb: int) -> Title:
    """Return the title of the article *page* is: what the page shows and also calls itself.

    The meta elements and the title element say what to look for; the shown text is
    taken, since the title element adds the site's name. It stands below the
    *breadcrumb* (a text's index, or −1).
    """
    named = next((page.metas[name] for name in _META_NAMES if page.metas.get(name)), "")
    wanted = named or page.title
    shown = _shown(page, wanted, breadcrumb + 1)
    if shown:
        return Title(text=named if named else shown.text, at=shown.at)
    heading = _heading(page, breadcrumb + 1)
    if heading and not named:
        return heading
    return Title(text=named or _BREAKS.split(page.title)[0].strip(), at=heading.at if heading else -1)


def _shown(page: Page, wanted: str, start: int) -> Title | None:
    """Return the longest unlinked text from *start* that is a part of *wanted*; the first of equals."""
    flat = _flat(wanted)
    best: Title | None = None
    nodes = page.outline.nodes
    for index in range(start, len(page.outline.texts)):
        text = page.outline.texts[index]
        if (
            len(text.raw) < _SHORTEST
            or (best and len(text.raw) <= len(best.text))
            or nodes[text.node].tag == "a"
        ):
            continue
        if _flat(text.raw) in flat:
            best = Title(text=text.raw, at=index)
    return best


def _heading(page: Page, start: int) -> Title | None:
    """Return the first heading from the text *start* of the highest level there is, or None."""
    outline = page.outline
    headings = [
        node
        for node in outline.nodes
        if node.tag in _HEADINGS
        and not node.hidden
        and node.first_text >= start
        and not outline.has_link(node.index, node.end)
        and len(outline.text_of(node)) >= _SHORTEST
    ]
    best = min(headings, key=lambda node: node.tag, default=None)
    return Title(text=outline.text_of(best), at=best.first_text) if best else None


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)
