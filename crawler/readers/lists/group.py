"""Rows and groups of rows: every set of siblings on the page that could be a list."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from crawler.readers.bounds import MAX_ROWS
from crawler.readers.lists.grounds import MAX_ROW_DATES, Grounds
from crawler.readers.outline import Node, Outline

#: A row that says more than this is a section of the page.
_MAX_ROW_TEXTS = 80
_MAX_ROW_CHARS = 4_000
#: Elements that may stand alone in their parent and still be a list's only row.
_ROW_TAGS = frozenset({"li", "tr", "dd", "ul", "dl", "dt"})
_NOT_ROWS = frozenset(
    {"body", "html", "br", "img", "option", "input", "form", "iframe", "thead", "th", "td", "col"}
)
#: Elements whose siblings of the same kind continue a list.
_BLOCKS = frozenset({"ul", "ol", "dl", "table", "tbody", "tr", "div", "section"})
#: So many cells of one row of a table that have each a link and a date are rows themselves.
_FEWEST_IN_GRID = 2
#: What such a row's cells hold in turn where title and date have each their own: (a title, a date).
_TITLE, _DATE = (True, False), (False, True)
_SHORTEST_TITLE = 6
#: Two headings and a row under each: fewer siblings are no list with headings among its rows.
_FEWEST_HEADED = 4
_PAGER = re.compile(
    r"(?:首|上一?|前一?|下一?|后一?|尾|末|最后一)页|[<>«»‹›\s]+|\.{2,}|…|转到|跳转|go|GO|确定|到?第|页"
    r"|(?:共|当前)?第?\s*\d{1,5}\s*(?:/\s*\d{1,5}\s*)?(?:页|条|条记录)?"
)


@dataclass(slots=True)
class Row:
    """One row: a range of elements and a range of texts."""

    #: The index of its first element, and the one after its last.
    node: int
    end_node: int
    first_text: int
    end_text: int

    @property
    def texts(self) -> tuple[int, int]:
        """The range of its texts."""
        return self.first_text, self.end_text


@dataclass(slots=True, kw_only=True)
class Group:
    """Rows of one kind under one parent, or under parents that continue one another."""

    #: The element that holds all of them.
    parent: Node
    tag: str
    rows: tuple[Row, ...]
    #: Where each block begins among the rows: (0,) for a list in one piece.
    blocks: tuple[int, ...] = (0,)

    @property
    def first_text(self) -> int:
        """The index of its first text."""
        return self.rows[0].first_text

    @property
    def end_text(self) -> int:
        """The index after its last text."""
        return self.rows[-1].end_text


def find_groups(grounds: Grounds) -> list[Group]:
    """Return every group of the page, in document order of their parents, merged ones after."""
    groups = [group for index in grounds.children for group in _groups_under(grounds, index)]
    return [*groups, *_merged(grounds, groups, above=1), *_merged(grounds, groups, above=2)]


def _groups_under(grounds: Grounds, index: int) -> Iterator[Group]:
    parent = grounds.outline.nodes[index]
    dated = grounds.shows_date(parent.first_text, parent.end_text)
    if not dated and not grounds.outline.has_link(index, parent.end):
        return
    by_tag: defaultdict[str, list[Node]] = defaultdict(list)
    for child in grounds.children[index]:
        skipped = _is_no_row(grounds, child) or (child.hidden and not parent.hidden)
        if not skipped and len(by_tag[child.tag]) < MAX_ROWS:
            by_tag[child.tag].append(child)
    for tag, members in by_tag.items():
        whole = _without_headings(
            grounds, tuple(_row(member) for member in members if _is_row(grounds, member))
        )
        if len(whole) > 1 or (whole and (tag in _ROW_TAGS or grounds.shows_date(*whole[0].texts))):
            yield Group(parent=parent, tag=tag, rows=whole)
        linked = [row for row in whole if dated and not _is_bare(grounds, row)]
        if sum(grounds.shows_date(*row.texts) for row in linked) * 2 < len(linked):
            yield from _spread(grounds, parent, tag, members)
    if parent.tag == "tr" and _holds_several(grounds, grounds.children[index]):
        yield from _spread(grounds, parent, "td", grounds.children[index])


def _is_no_row(grounds: Grounds, node: Node) -> bool:
    """Return whether *node* is no row by its tag; a table's cell is one among others with link and date."""
    if node.tag == "td":
        return grounds.dated_siblings(node, linked=True) < _FEWEST_IN_GRID
    return node.tag in _NOT_ROWS


def _holds_several(grounds: Grounds, cells: Sequence[Node]) -> bool:
    """Return whether the *cells* of one row are a title and a date, and again a title and a date."""
    marks = []
    for cell in cells:
        title = cell.tag == "td" and any(
            len(grounds.outline.text_of(grounds.outline.nodes[link])) >= _SHORTEST_TITLE
            for link in grounds.outline.links_in(cell.index, cell.end)
        )
        dated = bool(grounds.dateish_in(cell.first_text, cell.end_text))
        if title or dated:
            marks.append((title, dated))
    half = len(marks) // 2
    return half >= _FEWEST_IN_GRID and marks in ([_TITLE, _DATE] * half, [_DATE, _TITLE] * half)


def _without_headings(grounds: Grounds, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return *rows* without those that are only a day, where all the others have a link and no date."""
    if len(rows) < _FEWEST_HEADED or not grounds.headings_in(rows[0].first_text, rows[-1].end_text):
        return rows
    headings = [row for row in rows if grounds.headings_in(*row.texts) and _is_bare(grounds, row)]
    others = tuple(row for row in rows if row not in headings) if headings else rows
    if not others or any(grounds.shows_date(*row.texts) or _is_bare(grounds, row) for row in others):
        return rows
    return others


def _is_bare(grounds: Grounds, row: Row) -> bool:
    return not grounds.outline.has_link(row.node, row.end_node)


def _row(node: Node) -> Row:
    return Row(node.index, node.end, node.first_text, node.end_text)


def _is_row(grounds: Grounds, node: Node) -> bool:
    start, end = node.first_text, node.end_text
    if not 0 < end - start <= _MAX_ROW_TEXTS or grounds.chars_in(start, end) > _MAX_ROW_CHARS:
        return False
    dated = len(grounds.dateish_in(start, end))
    if dated > MAX_ROW_DATES or not (dated or grounds.outline.has_link(node.index, node.end)):
        return False
    return dated > 0 or not all(_PAGER.fullmatch(text) for text in grounds.texts_in(start, end))


def _spread(grounds: Grounds, parent: Node, tag: str, members: Sequence[Node]) -> Iterator[Group]:
    """Yield the group whose rows run from one member to the next: the dates stand between them."""
    linked = [member for member in members if grounds.outline.has_link(member.index, member.end)]
    titled = [member for member in linked if member.end_text > member.first_text] or linked
    dates = grounds.dateish_in(parent.first_text, parent.end_text)
    if not titled or len(titled) > 2 * len(dates) or len(dates) > 2 * len(titled):
        return
    if dates[0] < titled[0].first_text:
        starts = [(parent.index + 1, parent.first_text)]
        starts += [(member.end, member.end_text) for member in titled[:-1]]
        ends = [(member.end, member.end_text) for member in titled]
    else:
        starts = [(member.index, member.first_text) for member in titled]
        ends = [*starts[1:], (parent.end, parent.end_text)]
    rows = tuple(
        Row(node=start[0], end_node=end[0], first_text=start[1], end_text=end[1])
        for start, end in zip(starts, ends, strict=True)
    )
    if len(rows) > 1 or tag in ("a", "dt"):
        yield Group(parent=parent, tag=tag, rows=rows)


def _merged(grounds: Grounds, groups: Sequence[Group], *, above: int) -> Iterator[Group]:
    """Yield the groups that parents of the same kind, *above* levels up, hold together."""
    families: defaultdict[tuple[object, ...], list[Group]] = defaultdict(list)
    for group in groups:
        if group.parent.tag not in _BLOCKS:
            continue
        key = _family(grounds.outline, group, above)
        if key and grounds.outline.nodes[int(str(key[0]))].hidden == group.parent.hidden:
            families[key].append(group)
    for key, family in families.items():
        rows = tuple(row for group in family for row in group.rows)[:MAX_ROWS]
        if len(family) > 1:
            starts = accumulate((len(group.rows) for group in family[:-1]), initial=0)
            parent = grounds.outline.nodes[int(str(key[0]))]
            blocks = tuple(start for start in starts if start < len(rows))
            yield Group(parent=parent, tag=family[0].tag, rows=rows, blocks=blocks)


def _family(outline: Outline, group: Group, above: int) -> tuple[object, ...]:
    """Return what makes *group* one of several: the holder, and the kinds on the way down to its rows."""
    block, tags = group.parent, [group.tag]
    for _ in range(above - 1):
        tags.append(block.tag)
        block = outline.nodes[max(block.parent, 0)]
    kind = block.element.get("class", "")
    if block.parent < 0 or block.tag not in _BLOCKS or (block.tag in ("div", "section") and not kind):
        return ()
    return (block.parent, block.tag, kind, *tags)
