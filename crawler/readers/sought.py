"""A column that is looked for on other pages of its site, and what is its own by its address."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from records.inventory_files.addresses import host_of, same_page
from records.observation import Entry

#: The leaf of a page that lists and is no item: a folder's own page, or another page of its list.
_LISTS = re.compile(r"(?:/|^)(?:(?:index|default|list)(?:_?\d{1,5})?\.\w{2,5})?$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Sought:
    """One column, by what other pages know it by."""

    #: Where its list stands.
    address: str
    name: str
    #: The addresses of the other columns of its site.
    others: tuple[str, ...] = ()
    #: Another column of its site has the same name, so that the name alone says nothing.
    has_namesakes: bool = False
    #: What its list holds already.
    held: tuple[Entry, ...] = ()

    def is_at(self, address: str) -> bool:
        """Return whether *address* is the column's own page."""
        return page_of(address) == page_of(self.address)

    def is_below(self, address: str) -> bool:
        """Return whether the page at *address* stands in the column's folder.

        A column has a folder where its address is one; the root is nobody's, and a
        folder inside it that is another column's is that column's.
        """
        return (
            bool(self._folder) and page_of(address).startswith(self._folder) and not self.is_anothers(address)
        )

    def is_anothers(self, address: str) -> bool:
        """Return whether *address* is another column, or stands in one whose folder is inside this one's."""
        page = page_of(address)
        return page in self._other_pages or page.startswith(self._inner)

    def may_be_item(self, address: str) -> bool:
        """Return whether *address* may be an item's: on the column's host, and no page that lists."""
        return (
            bool(address)
            and _host(address) == _host(self.address)
            and not _LISTS.search(urlsplit(address).path)
            and not self.is_at(address)
            and not self.is_anothers(address)
        )

    def may_be_moved_to(self, address: str) -> bool:
        """Return whether a link with the column's name to *address* says that the column has moved there."""
        if self.has_namesakes or _host(address) != _host(self.address) or self.is_anothers(address):
            return False
        page = page_of(address)
        return "/" in page or "?" in page

    def holds(self, entry: Entry) -> bool:
        """Return whether the list holds *entry*: at its address, or of its title and day at another."""
        known = page_of(entry.address) in self._held_pages
        return known or (
            entry.published_on is not None and (entry.title, entry.published_on) in self._held_days
        )

    @cached_property
    def _folder(self) -> str:
        return folder_of(self.address)

    @cached_property
    def _other_pages(self) -> frozenset[str]:
        return frozenset(map(page_of, self.others)) - {page_of(self.address)}

    @cached_property
    def _inner(self) -> tuple[str, ...]:
        folders = (folder_of(other) for other in self.others)
        return tuple(
            one for one in folders if self._folder and one.startswith(self._folder) and one != self._folder
        )

    @cached_property
    def _held_pages(self) -> frozenset[str]:
        return frozenset(page_of(entry.address) for entry in self.held) - {""}

    @cached_property
    def _held_days(self) -> frozenset[tuple[str, object]]:
        return frozenset((entry.title, entry.published_on) for entry in self.held)


def page_of(address: str) -> str:
    """Return a form of *address* that is equal for two addresses of one page; empty for what is none."""
    try:
        return same_page(address) if address else ""
    except ValueError:
        return ""


def folder_of(address: str) -> str:
    """Return the folder that *address* is, as ``page_of`` with a slash; empty where it is none."""
    page = page_of(address)
    leaf = urlsplit(address).path.rpartition("/")[2] if page else ""
    is_folder = not leaf or page.rpartition("/")[2] != leaf
    return f"{page}/" if is_folder and "/" in page and "?" not in page and "#" not in page else ""


def _host(address: str) -> str:
    try:
        return host_of(address)
    except ValueError:
        return ""
