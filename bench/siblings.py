"""The peer of the second day: the largest group of dated siblings, and the newest of its dates."""

from collections import defaultdict
from datetime import date
from itertools import pairwise

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from bench.script import dates_in, text_of

_UNSEEN = ("script", "style")


def newest_of_siblings(body: bytes, *, now: date) -> date | None:
    """Return the newest date not after *now* in the largest group of dated siblings of one tag, or None."""
    groups: dict[tuple[etree._Element, str], dict[etree._Element, list[date]]]
    groups = defaultdict(lambda: defaultdict(list))
    for element, text in _texts(body):
        for day in dates_in(text):
            for child, parent in _steps_up(element):
                groups[parent, child.tag][child].append(day)
    largest = max(groups.values(), key=len, default={})
    days = (day for found in largest.values() for day in found if day <= now)
    return max(days, default=None) if len(largest) > 1 else None


def _texts(body: bytes) -> list[tuple[etree._Element, str]]:
    """Return every visible text of *body* with the element it stands in."""
    try:
        root = document_fromstring(text_of(body).encode(), parser=HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return []
    inside = [(each, each.text or "") for each in root.iter(etree.Element) if each.tag not in _UNSEEN]
    parents = ((each.getparent(), each.tail or "") for each in root.iter())
    return inside + [(parent, tail) for parent, tail in parents if parent is not None]


def _steps_up(element: etree._Element) -> list[tuple[etree._Element, etree._Element]]:
    """Return each pair of child and parent from *element* up to the root."""
    chain = [element, *element.iterancestors()]
    return list(pairwise(chain))
