"""Where each page of the county stands on its host, and what stands at an address."""

import re

from practice.county import Account, County
from practice.families import Family
from practice.history import Item

#: Families whose articles carry their date in the address, as one CMS writes it.
_DATED = frozenset(
    {Family.SPAN, Family.BRACKET, Family.DEFINITIONS, Family.DATASTORE, Family.ARRAYS, Family.GROUPS}
)

_LEAF = re.compile(r"index(?:_(?P<page>[1-9]\d{0,3}))?\.html")
_ARTICLE = re.compile(r"(?:\d{6}/t\d{8}_|content/|/p/)(?P<number>\d{1,9})\.html")


def leaf(number: int) -> str:
    """Return the file name of the list's page *number*, counted from 0."""
    return f"index_{number}.html" if number else "index.html"


def page_number(name: str) -> int | None:
    """Return which page of a list the file *name* is, or None where it is not one."""
    match = _LEAF.fullmatch(name or "index.html")
    return int(match["page"] or 0) if match else None


def article_number(name: str) -> int | None:
    """Return the number of the item that *name* would be an article of, or None."""
    match = _ARTICLE.fullmatch(name)
    return int(match["number"]) if match else None


def article_path(county: County, item: Item) -> str:
    """Return the address of the item's own page on its host."""
    column = county.place(item.key)
    if isinstance(column, Account):
        return f"/p/{item.number}.html"
    if column.family in _DATED:
        return f"{column.list_path}{item.on:%Y%m}/t{item.on:%Y%m%d}_{item.number}.html"
    return f"{column.list_path}content/{item.number}.html"
