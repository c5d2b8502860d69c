"""A column's page as it was sent: the frame that a script was to fill."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree
from lxml.html import HTMLParser

from crawler.readers.apis.script import Script
from crawler.readers.bounds import fault_of, shape_fault_of
from crawler.readers.decoding import decode
from crawler.readers.inline.scripts import scripts_in

#: Characters of scripts that are searched; what is beyond is a library.
_MAX_CODE = 300_000


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One page, its scripts neither run nor unfolded."""

    address: str
    text: str
    root: etree._Element

    @cached_property
    def script(self) -> Script:
        """The page's inline scripts, one after another."""
        return Script(code="\n".join(script.code for script in scripts_in(self.text))[:_MAX_CODE])

    @cached_property
    def metas(self) -> dict[str, str]:
        """The named meta elements, names in lower case; the first of a name counts."""
        found: dict[str, str] = {}
        for meta in self.root.iter("meta"):
            found.setdefault((meta.get("name") or "").strip().lower(), (meta.get("content") or "").strip())
        return found

    @cached_property
    def inputs(self) -> dict[str, str]:
        """The values of input elements, by name and by id."""
        found: dict[str, str] = {}
        for element in self.root.iter("input"):
            for name in (element.get("id"), element.get("name")):
                if name and element.get("value"):
                    found.setdefault(name, element.get("value") or "")
        return found

    def value(self, *names: str) -> str:
        """Return what the page gives the first of *names* it knows: in a script, an input or a meta."""
        for name in names:
            found = (
                self.script.values.get(name) or self.inputs.get(name) or self.metas.get(name.lower()) or ""
            )
            if found:
                return found
        return ""

    @cached_property
    def here(self) -> str:
        """The page's address without its fragment, as a browser's Referer says it."""
        return urldefrag(self.address)[0]

    @cached_property
    def path(self) -> str:
        """The path of the page's address."""
        return urlsplit(self.address).path

    @cached_property
    def folder(self) -> str:
        """The address of the folder the page stands in, with its slash."""
        return urljoin(self.here, ".")

    @cached_property
    def column_name(self) -> str:
        """What the page's title calls it, without the site's name after it; or empty."""
        title = " ".join((self.root.findtext(".//title") or "").split())
        return re.split(r"[-_|—–>·]", title)[0].strip()


def parse_frame(body: bytes, *, address: str, charset: str = "") -> Frame | None:
    """Return the page *body* as a frame, or None for bytes beyond the bounds or an address that is none."""
    if fault_of(body) or not _is_address(address):
        return None
    text = decode(body, charset).replace("\0", "")
    if shape_fault_of(text):
        return None
    parser = HTMLParser(
        encoding="utf-8", no_network=True, recover=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return None if root is None else Frame(address=address, text=text, root=root)


def _is_address(address: str) -> bool:
    try:
        return urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).netloc)
    except ValueError:
        return False
