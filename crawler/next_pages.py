"""Where the further pages of a column are, read from the page itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urldefrag, urlsplit

from lxml import etree

from crawler.readers.lists.landmarks import find_landmarks
from crawler.readers.page import Page, UnparsedError, parse_page

_NEXT = re.compile(r"(?:下一?|后一?)页|next(?:\s?page)?", re.IGNORECASE)
_BACK = re.compile(r"(?:上一?|前一?)页|prev(?:ious)?(?:\s?page)?", re.IGNORECASE)
_LAST = re.compile(r"(?:尾|末|最后一?)页|last(?:\s?page)?", re.IGNORECASE)
#: What stands around such words: arrows, brackets, blanks.
_AROUND = re.compile(r"^[^\w]+|[^\w]+$")
_LONGEST_WORD = 20

#: createPageHTML(9, 0, "index", "html"), a name of its place before the numbers or none.
_WRITTEN = re.compile(
    r"create\w{0,10}page\w{0,10}\s*\(\s*(?:['\"][\w#-]{1,60}['\"]\s*,\s*)?"
    r"['\"]?(?P<count>\d{1,5})['\"]?\s*,\s*['\"]?(?P<current>\d{1,5})['\"]?\s*,"
    r"\s*['\"](?P<name>[\w-]{1,60})['\"]\s*,\s*['\"](?P<suffix>\w{1,6})['\"]",
    re.IGNORECASE,
)
#: The older form of the same: var countPage = 9; var currentPage = 0; the links are put together below it.
_COUNTED = re.compile(r"\bcountPage\s*=\s*(?P<count>\d{1,5})\b")
_CURRENT = re.compile(r"\bcurrentPage\s*=\s*(?P<current>\d{1,5})\b")
_NAMED = re.compile(r"(?P<name>[A-Za-z][\w-]{0,59}?)(?:_\d{1,5})?\.(?P<suffix>s?html?)", re.IGNORECASE)
_MAX_CODE = 20_000


@dataclass(frozen=True, kw_only=True)
class Pager:
    """What one page of a column says of the others; empty where it says nothing."""

    #: The page after this one, absolute and on the same host.
    next: str = ""
    #: The last page of all.
    last: str = ""
    #: How many pages there are; 0 where it does not say.
    count: int = 0
    #: Whether it leads back to the page before, so that this is a page of a column like the first.
    back: bool = False


def find_pager(body: bytes, *, address: str, now: datetime, number: int = 1, charset: str = "") -> Pager:
    """Return the pager of the page *body*, the *number*-th of its column counted from one.

    Links are taken by their words, by ``rel``, or by the next page's number where
    they lead to a sibling of this page; pagers that a script writes by the numbers
    it is called with. Nothing is run, and buttons without an address are passed over.
    """
    try:
        page = parse_page(body, address=address, now=now, charset=charset)
    except UnparsedError:
        return Pager()
    count = find_landmarks(page).pages
    written, linked = _written(page, number), _linked(page, number, count)
    return Pager(
        next=linked.next or written.next,
        last=linked.last or written.last,
        count=written.count or count,
        back=linked.back or written.back,
    )


def _linked(page: Page, number: int, count: int) -> Pager:
    links = list(_links(page))
    numbers = {word: there for word, there, _ in links if word.isdecimal() and _are_siblings(page, there)}
    by_word = {
        kind: next((there for word, there, _ in links if words.fullmatch(word)), "")
        for kind, words in (("next", _NEXT), ("back", _BACK), ("last", _LAST))
    }
    by_rel = next((there for _, there, rel in links if "next" in rel), "")
    onward = by_word["next"] or by_rel or numbers.get(str(number + 1), "")
    last = by_word["last"] or (numbers.get(str(count), "") if count else "")
    return Pager(
        next="" if number == count else _other(page, onward),
        last=_other(page, last),
        back=bool(by_word["back"] or numbers.get(str(number - 1))),
    )


def _links(page: Page) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield the word, the address and the relations of each short link to this host."""
    for link in page.root.iter("a", "link"):
        word = _word(link)
        there = urldefrag(page.absolute(link.get("href"))).url
        if len(word) <= _LONGEST_WORD and urlsplit(there).netloc == urlsplit(page.address).netloc:
            yield word, there, frozenset((link.get("rel") or "").lower().split())


def _word(link: etree._Element) -> str:
    return _AROUND.sub("", _beginning(link)) or _AROUND.sub("", link.get("title") or "")


def _beginning(link: etree._Element) -> str:
    """Return the link's first characters without blanks, no more: unclosed links hold one another whole."""
    shown = ""
    for text in link.itertext():
        shown += "".join(str(text).split())
        if len(shown) >= _LONGEST_WORD * 2:
            break
    return shown[: _LONGEST_WORD * 2]


def _are_siblings(page: Page, address: str) -> bool:
    """Return whether *address* stands beside the page: the same folder, or the same path asked otherwise."""
    return address.partition("?")[0].rpartition("/")[0] + "/" == page.folder


def _other(page: Page, address: str) -> str:
    return "" if address == urldefrag(page.address).url else address


def _written(page: Page, number: int) -> Pager:
    for script in page.root.iter("script"):
        code = (script.text or "")[:_MAX_CODE]
        call = _WRITTEN.search(code)
        if call:
            return _named(page, call, count=int(call["count"]), current=int(call["current"]), number=number)
        counted, current = _COUNTED.search(code), _CURRENT.search(code)
        name = _NAMED.fullmatch(urlsplit(page.address).path.rpartition("/")[2] or "index.html")
        if counted and current and name:
            count, here = int(counted["count"]), int(current["current"])
            return _named(page, name, count=count, current=here, number=number)
    return Pager()


def _named(page: Page, name: re.Match[str], *, count: int, current: int, number: int) -> Pager:
    """Return the pager of files numbered from name_1 on, the second page being the first numbered one.

    Scripts that count their pages from one number the files so that the second is name_2.
    """
    shift = current - (number - 1)
    if shift not in (0, 1):
        return Pager(count=count)

    def file(place: int) -> str:
        return page.folder + f"{name['name']}_{place - 1 + shift}.{name['suffix']}"

    return Pager(
        next=file(number + 1) if number < count else "",
        last=file(count) if count > 1 and number < count else "",
        count=count,
        back=number > 1,
    )
