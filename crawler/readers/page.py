"""A page ready to be read: decoded, bounded, its scripts unfolded, parsed and laid flat."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import accumulate
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.dates.stated import last_believed
from crawler.readers.bounds import fault_of, shape_fault_of
from crawler.readers.decoding import decode
from crawler.readers.inline.unfold import unfold
from crawler.readers.outline import Outline, lay_flat

#: A comment in which a publishing system leaves the moment it made the page.
_MADE = re.compile(r"<!--[^<>]{0,80}(?:生成|generated|created|published)[^<>]{0,80}-->", re.IGNORECASE)


#: A link that needs no more than to be put behind its folder, as most do: the general way is slow.
_ODD = re.compile(r"/\.|//|;")
#: A whole address that joining would leave as it stands.
_WHOLE_LINK = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:/[\w./%-]*)?(?:\?[\w./=&%-]+)?", re.ASCII)
_PLAIN_LINK = re.compile(
    r"(?:(?P<root>/)|(?P<up>(?:\.\./)+)|\./)?"
    r"(?P<rest>[\w-][\w.-]*(?:/[\w-][\w.-]*)*/?(?:\?[\w.=&%-]+)?)",
    re.ASCII,
)
_OPEN_ITEM = re.compile(r"<d[dt]\b", re.IGNORECASE)
_CLOSED_ITEM = re.compile(r"</d[dt]\b", re.IGNORECASE)


class UnparsedError(Exception):
    """The bytes were not parsed; the message says why, for the reading's note."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page at one moment."""

    address: str
    now: datetime
    root: etree._Element
    #: The comment in which the page says when it was made, or empty.
    made: str = ""

    @cached_property
    def outline(self) -> Outline:
        """The page laid flat."""
        return lay_flat(self.root)

    @cached_property
    def not_after(self) -> date:
        """The last day a date of this page is believed on."""
        return last_believed(self.now)

    @cached_property
    def title(self) -> str:
        """What the title element says."""
        return " ".join((self.root.findtext(".//title") or "").split())

    @cached_property
    def metas(self) -> dict[str, str]:
        """The named meta elements, names in lower case; the first of a name counts."""
        found: dict[str, str] = {}
        for meta in self.root.iter("meta"):
            name = (meta.get("name") or meta.get("property") or "").strip().lower()
            found.setdefault(name, (meta.get("content") or "").strip())
        return found

    @cached_property
    def base(self) -> str:
        """What the page's links are relative to."""
        base = self.root.find(".//base[@href]")
        return self.address if base is None else _joined(self.address, base.get("href") or "")

    @cached_property
    def origin(self) -> str:
        """The address of the site's root, with its slash."""
        here = urlsplit(self.address)
        return f"{here.scheme}://{here.netloc}/"

    @cached_property
    def folder(self) -> str:
        """The address of the folder the page stands in, with its slash; of a page at the root, the root."""
        here = urlsplit(self.address)
        return f"{here.scheme}://{here.netloc}{here.path.rpartition('/')[0]}/"

    @cached_property
    def _folders(self) -> tuple[str, ...]:
        """The addresses of the folders from the site's root to the base's own; nothing for an odd base."""
        base = urlsplit(self.base)
        if base.scheme not in ("http", "https") or not base.netloc or _ODD.search(base.path):
            return ()
        names = base.path.split("/")[1:-1]
        return tuple(accumulate((f"{name}/" for name in names), initial=f"{base.scheme}://{base.netloc}/"))

    def absolute(self, href: str | None) -> str:
        """Return the http(s) address that *href* leads to, or an empty string."""
        href = (href or "").strip()
        known = self._absolutes.get(href)
        if known is None:
            known = self._absolutes[href] = self._absolute(href)
        return known

    @cached_property
    def _absolutes(self) -> dict[str, str]:
        return {}

    def _absolute(self, href: str) -> str:
        if not href or href.startswith(("#", "javascript:")):
            return ""
        if self._folders and _WHOLE_LINK.fullmatch(href):
            return href
        plain = _PLAIN_LINK.fullmatch(href) if self._folders else None
        if plain:
            up = len(self._folders) if plain["root"] else 1 + (plain["up"] or "").count("/")
            return self._folders[max(0, len(self._folders) - up)] + plain["rest"]
        address = _joined(self.base, href)
        return address if address.startswith(("http://", "https://")) else ""


def parse_page(body: bytes, *, address: str, now: datetime, charset: str = "") -> Page:
    """Return the page that *body* is; raises UnparsedError for bytes beyond the bounds."""
    fault = fault_of(body)
    if fault:
        raise UnparsedError(fault)
    text = decode(body, charset).replace("\0", "")
    fault = shape_fault_of(text)
    if fault:
        raise UnparsedError(fault)
    made = _MADE.search(text)
    unfolded = unfold(text)
    fault = shape_fault_of(unfolded) if unfolded is not text else ""
    if fault:
        raise UnparsedError(fault)
    return Page(address=_joined(address, ""), now=now, root=_parse(unfolded), made=made[0] if made else "")


def _parse(text: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    text = _with_items_closed(text)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnparsedError("the page holds no markup") from error
    if root is None:
        raise UnparsedError("the page holds no markup")
    return root


def _with_items_closed(text: str) -> str:
    """Return *text* with its dd and dt closed where none is: the parser puts each into the one before."""
    if not ("<dd" in text or "<DD" in text) or _CLOSED_ITEM.search(text):
        return text
    return _OPEN_ITEM.sub(r"</dd></dt>\g<0>", text)


def _joined(base: str, href: str) -> str:
    try:
        address = urljoin(base, href)
        urlsplit(address)
    except ValueError:
        return ""
    return address
