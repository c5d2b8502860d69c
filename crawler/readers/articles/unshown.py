"""Where an article's date may stand unseen: meta elements, script variables, the address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.dates.address import address_date
from crawler.dates.plain import plain
from crawler.dates.stated import Stated, find_dates
from crawler.readers.page import Page

_META_NAMES = (
    "pubdate",
    "publishdate",
    "publish_date",
    "article:published_time",
    "firstpublishedtime",
    "og:published_time",
)
#: Meta elements that hold the moment the page was made; a PubDate equal to theirs is no publish date.
_MADE = re.compile(r"make|generat|生成", re.IGNORECASE)
_MADE_SHOWN = re.compile(r"(?:页面|静态|本页)(?:生成|制作)(?:时间|于)")
_VARIABLE = re.compile(
    r"\b(?:pub\w{0,10}(?:date|time)|pubdata|publish\w{0,10}|fbsj|fbrq)\b[\"']?\s*[:=]\s*[\"']([^\"']{8,30})[\"']",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True, frozen=True)
class Unshown:
    """One such date."""

    stated: Stated
    found_by: str
    sure: float


def find_unshown(page: Page) -> Unshown | None:
    """Return the likeliest date that the page carries without showing it, or None.

    A PubDate that is also the moment the page was made says nothing. Where PubDate
    and address disagree the earlier is taken: one tells of a migration, the other of an import.
    """
    found = {one.found_by: one for one in all_unshown(page)}
    meta, address = found.get("meta"), found.get("address")
    if meta and not (address and address.stated.on < meta.stated.on):
        return meta
    return found.get("script") or address


def all_unshown(page: Page) -> Iterator[Unshown]:
    """Yield the date that each way finds which *page* carries without showing it: meta, script, address."""
    meta, script = meta_date(page), next(_variables(page), None)
    if meta:
        yield Unshown(stated=meta, found_by="meta", sure=0.6)
    if script:
        yield Unshown(stated=script, found_by="script", sure=0.6)
    on = address_date(page.address, not_after=page.not_after)
    if on:
        yield Unshown(stated=Stated(on=on), found_by="address", sure=0.3)


def meta_date(page: Page) -> Stated | None:
    """Return the date of *page*'s PubDate or its like, or None; the moment the page was made is none."""
    named = (f"{name} {value}" for name, value in page.metas.items())
    shown = (text.raw for text in page.outline.texts if _MADE_SHOWN.search(text.raw))
    made = " ".join((*filter(_MADE.search, named), *shown, page.made))
    for name in _META_NAMES:
        value = page.metas.get(name, "")
        stated = next(find_dates(plain(value), not_after=page.not_after), None)
        if stated and value not in made:
            return stated
    return None


def _variables(page: Page) -> Iterator[Stated]:
    for script in page.root.iter("script"):
        for value in _VARIABLE.findall(script.text or ""):
            yield from find_dates(plain(value), not_after=page.not_after)
