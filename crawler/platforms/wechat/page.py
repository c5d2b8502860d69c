"""A page of WeChat or Sogou taken apart: its address, its markup and its scripts, each searched by itself.

An article has up to four megabytes, nine tenths of them scripts: no tree is made of it.
What an article quotes stands in the markup, and what a page says of itself in the scripts.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import cast
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from crawler.platforms.text import plain
from crawler.readers.apis.rows import absolute
from crawler.readers.bounds import shape_fault_of

#: Characters of a text that are looked at before it is made plain.
_LOOKED_AT = 4_000
_TAG_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,15})")
_TEXTS = etree.XPath("descendant::text()[not(parent::script or parent::style)]")


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page; nothing of it is judged yet."""

    #: Where it came from in the end; may be empty.
    address: str
    text: str
    #: What stands outside its scripts.
    markup: str
    #: What stands inside them.
    scripts: str
    #: When it was fetched, aware, where that is known.
    seen_at: datetime | None = None

    @property
    def host(self) -> str:
        """The host of its address, or empty."""
        return _part(self.address, "hostname")

    @property
    def path(self) -> str:
        """The path of its address, or empty."""
        return _part(self.address, "path")

    def has_id(self, name: str) -> bool:
        """Return whether an element has exactly the id *name*."""
        return _id_form(name).search(self.markup) is not None

    def has_class(self, name: str) -> bool:
        """Return whether an element has the class *name* among its own."""
        return self.class_at(name) >= 0

    def class_at(self, name: str) -> int:
        """Return where in the markup the first element with the class *name* names it, or -1."""
        found = _class_form(name).search(self.markup)
        return found.start() if found else -1

    def text_of_id(self, name: str) -> str:
        """Return the plain text of the element with the id *name*, or empty."""
        found = _id_form(name).search(self.markup)
        return self.text_around(found.start()) if found else ""

    def text_around(self, position: int) -> str:
        """Return the plain text of the element whose opening tag stands around *position*."""
        opening = self.markup.rfind("<", max(0, position - _LOOKED_AT), position)
        name = _TAG_NAME.match(self.markup, max(0, opening))
        start = self.markup.find(">", position, position + _LOOKED_AT) + 1
        if opening < 0 or name is None or not start:
            return ""
        end = self.markup.find(f"</{name[1]}", start, start + _LOOKED_AT)
        return plain(self.markup[start : end if end >= 0 else start + _LOOKED_AT])

    def meta(self, name: str) -> str:
        """Return what the meta element with the property *name* says, as it stands there, or empty."""
        found = re.search(rf'property="{re.escape(name)}"\s{{1,40}}content="([^"]{{0,4000}})', self.markup)
        return found[1] if found else ""

    @cached_property
    def root(self) -> etree._Element | None:
        """The whole page as a tree, or None where it is beyond the bounds or no markup; not for articles."""
        if shape_fault_of(self.text):
            return None
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, remove_comments=True)
        try:
            root = etree.fromstring(self.text.encode("utf-8", errors="replace"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            return None
        return cast("etree._Element | None", root)


def open_page(body: bytes, *, address: str, seen_at: datetime | None) -> Page:
    """Return the page that *body* is; WeChat and Sogou write utf-8 alone, and damage is no error."""
    text = body.decode("utf-8", errors="replace").replace("\0", "")
    markup, scripts = [], []
    done = 0
    while (opening := text.find("<script", done)) >= 0:
        start = text.find(">", opening) + 1 or len(text)
        end = text.find("</script", start)
        end = end if end >= 0 else len(text)
        markup.append(text[done:opening])
        scripts.append(text[start:end])
        done = end
    markup.append(text[done:])
    return Page(
        address=address, text=text, markup="".join(markup), scripts="\n".join(scripts), seen_at=seen_at
    )


def link(address: str, href: str) -> str:
    """Return the http(s) address that *href* leads to from *address*, or empty.

    Of entities only that of & is undone: ``&timestamp`` and its like are no entities here.
    """
    return absolute(address, href[:_LOOKED_AT].replace("&amp;", "&"))


def asked(address: str, name: str) -> str:
    """Return what *address* asks for under *name*, or empty."""
    # A biz ends in equal signs, which are often not escaped; a plus sign would be read as a space.
    values = parse_qs(_part(address, "query")[:_LOOKED_AT].replace("+", "%2B")).get(name)
    return values[0] if values else ""


def elements_of(root: etree._Element, name: str, *, among: int | None = None) -> Iterator[etree._Element]:
    """Yield the elements of *root* that have the class *name*, of the first *among* or of all."""
    for element in islice(root.iter(etree.Element), among):
        if name in (element.get("class") or "").split():
            yield element


def text_of(element: etree._Element) -> str:
    """Return the plain text of *element*, its scripts left out."""
    texts = cast("list[str]", _TEXTS(element))
    return plain(html.escape("".join(texts)[:_LOOKED_AT], quote=False))


def _part(address: str, name: str) -> str:
    try:
        return str(getattr(urlsplit(address), name) or "")
    except ValueError:
        return ""


def _id_form(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\s)id=[\"']?{re.escape(name)}(?=[\"'\s>])")


def _class_form(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\s)class=[\"'](?:[^\"'<>]{{0,120}}\s)?{re.escape(name)}(?=[\"'\s])")
