"""Other people's tools on one page, each as its own manual has it; those not installed are left out."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from bench.saved import SavedPage
from bench.script import dates_in, text_of

Peer = Callable[[bytes, SavedPage], date | None]

#: What those tools raise over pages they do not understand; it counts as no answer.
_FALLS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, etree.LxmlError)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: How far above a link its row's date may stand.
_ROW_HEIGHT = 3


def htmldate(body: bytes, page: SavedPage) -> date | None:
    """Return htmldate's latest date of *body*, none after the day it is looked at."""
    return _day(_module("htmldate").find_date(body, original_date=False, max_date=f"{page.now}"))


def trafilatura(body: bytes, _page: SavedPage) -> date | None:
    """Return the date in trafilatura's metadata of *body*."""
    found = _module("trafilatura.metadata").extract_metadata(body)
    return _day(found.date if found else None)


def gne(body: bytes, _page: SavedPage) -> date | None:
    """Return the publish time that GNE (GeneralNewsExtractor) reads in *body*, or None without a text."""
    try:
        return _day(_module("gne").GeneralNewsExtractor().extract(text_of(body))["publish_time"])
    except _module("gne.exceptions").NoContentException:
        return None


def gerapy(body: bytes, page: SavedPage) -> date | None:
    """Return the newest date in the rows of gerapy's list, or gerapy's date of an article."""
    extractors, text = _module("gerapy_auto_extractor.extractors"), text_of(body)
    if not page.is_list:
        return _day(extractors.extract_datetime(text))
    links = {each["title"] for each in extractors.extract_list(text)}
    return max((day for day in _row_dates(text, links) if day <= page.now), default=None)


#: Every tool by its name in the table, with the module that it comes in.
INSTALLED: Mapping[str, tuple[str, Peer]] = {
    "htmldate": ("htmldate", htmldate),
    "trafilatura": ("trafilatura", trafilatura),
    "GNE": ("gne", gne),
    "gerapy": ("gerapy_auto_extractor", gerapy),
}


def is_installed(name: str) -> bool:
    """Return whether the tool *name* of INSTALLED can be asked."""
    return find_spec(INSTALLED[name][0]) is not None


def ask(name: str, body: bytes, page: SavedPage) -> date | None:
    """Return what the tool *name* says of *body*; None too where it breaks on it."""
    try:
        return INSTALLED[name][1](body, page)
    except _FALLS:
        return None


@cache
def _module(name: str) -> ModuleType:
    return import_module(name)


def _day(found: object) -> date | None:
    """Return the day in *found*, a moment, a text or None."""
    match = _DAY.search(str(found))
    return date.fromisoformat(match[0]) if match else next(dates_in(str(found)), None)


def _row_dates(text: str, titles: set[str]) -> list[date]:
    """Return the first date in the row of each link of *text* that is called one of *titles*."""
    root = document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8"))
    links = (link for link in root.iter("a") if "".join(map(str, link.itertext())).strip() in titles)
    return [day for link in links for day in _first_above(link)]


def _first_above(link: etree._Element) -> list[date]:
    for row in [link, *link.iterancestors()][: _ROW_HEIGHT + 1]:
        days = [day for text in row.itertext() for day in dates_in(str(text))]
        if days:
            return days[:1]
    return []
