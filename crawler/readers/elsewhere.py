"""What another page of the site, such as its home page, shows of a column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler.readers.lists.dating import date_group
from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group, Row, find_groups
from crawler.readers.lists.item import row_title
from crawler.readers.lists.ways import RowDate
from crawler.readers.outline import Node
from crawler.readers.page import Page, UnparsedError, parse_page
from crawler.readers.sought import Sought, page_of
from crawler.readers.stub import stub_target
from records.observation import Entry

#: A dating less sure than this had to guess at something, such as the year.
_FULL = 0.9
#: Elements above a list in which its heading may stand.
_BLOCK_LEVELS = 4
#: Texts a block may have beside its rows.
_MOST_BESIDE = 6
#: An undated link that says less is a menu's.
_SHORTEST_TITLE = 6
_MORE = re.compile(r"\W*(?:查看|点击)?(?:更多|more|全部|进入栏目|列表)?(?:信息|内容)?\W*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """What one page shows of a column that is not its own."""

    #: Items that are the column's own and that its list does not hold, in the page's order.
    entries: tuple[Entry, ...] = ()
    #: It shows items of the column at all, held by its list or not.
    shown: bool = False
    #: A link with the column's name leads to the column.
    leads_here: bool = False
    #: Where the links with its name lead instead, on the same host; or empty.
    moved_to: str = ""
    #: The address a stub leads to, to be read instead of this page; or empty.
    follow: str = ""


def read_elsewhere(
    body: bytes, *, sought: Sought, address: str, now: datetime, charset: str = ""
) -> Elsewhere:
    """Return what the page *body* shows of the column that is *sought*; never raises.

    An item is the column's own where its link leads below the column's folder, or
    where it stands in a block whose heading or 更多 leads to the column, or one headed
    by its name that leads nowhere and can be no namesake's. It is dated only where the
    page shows the whole date.
    """
    try:
        page = parse_page(body, address=address, now=now, charset=charset)
    except UnparsedError:
        return Elsewhere()
    target = stub_target(page)
    return Elsewhere(follow=target) if target else _read(page, sought)


def _read(page: Page, sought: Sought) -> Elsewhere:
    found: dict[str, Entry] = {}
    for entry in _Items(page, sought).all():
        known = found.get(page_of(entry.address))
        if known is None or (known.published_on is None and entry.published_on):
            found[page_of(entry.address)] = entry
    named = list(_named(page, sought))
    leads_here = any(sought.is_at(one) for one in named)
    moved = (one for one in named if sought.may_be_moved_to(one))
    return Elsewhere(
        entries=tuple(entry for entry in found.values() if not sought.holds(entry)),
        shown=bool(found),
        leads_here=leads_here,
        moved_to="" if leads_here else next(moved, ""),
    )


def _named(page: Page, sought: Sought) -> Iterator[str]:
    """Yield where the links lead whose text is exactly the column's name."""
    name = _bare(sought.name)
    for index in page.outline.links:
        link = page.outline.nodes[index]
        if _bare(page.outline.text_of(link)) == name:
            yield page.absolute(link.element.get("href"))


class _Items:
    """The items of one page that are one column's own."""

    def __init__(self, page: Page, sought: Sought) -> None:
        self._page, self._sought = page, sought
        self._grounds = Grounds(page)
        self._name = _bare(sought.name)

    def all(self) -> Iterator[Entry]:
        """Yield them: rows of lists in the page's order, dated where their list is, then what stands alone.

        Lists that are put together from several blocks are left out: other columns'.
        """
        for group in find_groups(self._grounds):
            if len(group.blocks) == 1:
                yield from self._rows(group)
        for index in self._page.outline.links:
            link = self._page.outline.nodes[index]
            yield from self._entry(_row_of(link), None, is_own_block=False)

    def _rows(self, group: Group) -> Iterator[Entry]:
        is_own_block = self._is_own_block(group)
        mine = [row for row in group.rows if self._item_of(row, is_own_block=is_own_block)]
        if not mine:
            return
        dating = date_group(self._grounds, group)
        dates = dating.dates if dating.sure >= _FULL else (None,) * len(group.rows)
        for row, dated in zip(group.rows, dates, strict=True):
            yield from self._entry(row, dated, is_own_block=is_own_block)

    def _entry(self, row: Row, dated: RowDate | None, *, is_own_block: bool) -> Iterator[Entry]:
        address = self._item_of(row, is_own_block=is_own_block)
        title = row_title(self._grounds, row) if address else ""
        if title and not _MORE.fullmatch(title) and (dated or len(title) >= _SHORTEST_TITLE):
            yield Entry(
                title=title,
                address=address,
                published_on=dated.on if dated else None,
                published_at=dated.at if dated else None,
                found_by="rows" if dated else "",
                sure=1.0 if dated else 0.0,
            )

    def _item_of(self, row: Row, *, is_own_block: bool) -> str:
        """Return the one item of the column that *row* leads to; empty for none and for more than one."""
        addresses = {page_of(one): one for one in self._addresses(row.node, row.end_node)}
        items = [one for one in addresses.values() if self._sought.may_be_item(one)]
        if len(items) != 1 or not (is_own_block or self._sought.is_below(items[0])):
            return ""
        return items[0]

    def _addresses(self, start: int, end: int) -> Iterator[str]:
        for index in self._page.outline.links_in(start, end):
            yield self._page.absolute(self._page.outline.nodes[index].element.get("href"))

    def _is_own_block(self, group: Group) -> bool:
        """Return whether what stands beside *group*'s rows says that they are the column's."""
        node = group.parent
        for _ in range(_BLOCK_LEVELS):
            beside = self._beside(node, group)
            if beside is None:
                return False
            leads = list(self._led_to_beside(node, group))
            if any(map(self._sought.is_at, leads)):
                return True
            if beside or leads or node.parent < 0:
                return beside == [self._name] and not leads and not self._sought.has_namesakes
            node = self._page.outline.nodes[node.parent]
        return False

    def _beside(self, node: Node, group: Group) -> Sequence[str] | None:
        """Return what *node* says beside *group*'s rows and 更多; None for more than one text."""
        if node.end_text - node.first_text - (group.end_text - group.first_text) > _MOST_BESIDE:
            return None
        texts = self._grounds.texts_in(node.first_text, group.first_text)
        texts += self._grounds.texts_in(group.end_text, node.end_text)
        said = [_bare(text) for text in texts if not _MORE.fullmatch(text)]
        return said if len(said) < 2 else None

    def _led_to_beside(self, node: Node, group: Group) -> Iterator[str]:
        """Yield the addresses that the links of *node* beside *group*'s rows lead to."""
        before = self._addresses(node.index, group.rows[0].node)
        after = self._addresses(group.rows[-1].end_node, node.end)
        yield from filter(None, (*before, *after))


def _row_of(link: Node) -> Row:
    return Row(node=link.index, end_node=link.end, first_text=link.first_text, end_text=link.end_text)


def _bare(text: str) -> str:
    return "".join(text.split())
