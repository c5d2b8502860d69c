"""A list's header row: which cell of each row is the date, and which names the source."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group, Row
from crawler.readers.outline import Node
from crawler.readers.signs import is_other_day, is_own_day

_SOURCE = re.compile(r"来源|(?:发布|公开|责任|发文|供稿|信息)(?:机构|单位|部门|主体)|^部门$|^单位$")
_TITLE = re.compile(r"标题|名称|题目|主题|内容|事项")
#: The day a file was made, as S8 of the notice counts from it.
_WRITTEN = re.compile(r"(?:成文|生成|形成|制发|印发)(?:日期|时间)")
_LONGEST_LABEL = 12
#: A date column's names, from the one that counts to the one that is only better than none.
_PREFERENCE = (
    re.compile(r"发布|公开|公布|上网|发文"),
    re.compile(r"更新|回复|答复|办结"),
    re.compile(r"时间|日期"),
)


@dataclass(slots=True, kw_only=True, frozen=True)
class Header:
    """The cells a header names, by their place in the row; −1 for none."""

    date: int = -1
    #: The only date column is of another day, such as 成文日期.
    other_day: bool = False
    source: int = -1
    #: The day the file was made (成文日期), beside the day it appeared.
    written: int = -1


_NOTHING = Header()


def find_header(grounds: Grounds, group: Group) -> Header:
    """Return what the header row of *group*, table or not, names, or a Header of nothing."""
    labels = _labels(grounds, group) if group.tag == "tr" else _labels_above(grounds, group)
    if not labels:
        return _NOTHING
    source = next((place for place, label in enumerate(labels) if _SOURCE.search(label)), -1)
    written = next((place for place, label in enumerate(labels) if _WRITTEN.search(label)), -1)
    for form in _PREFERENCE:
        for place, label in enumerate(labels):
            if form.search(label) and is_own_day(label) and not _SOURCE.search(label):
                return Header(date=place, source=source, written=written)
    other = next((place for place, label in enumerate(labels) if is_other_day(label)), -1)
    return Header(date=other, other_day=other >= 0, source=source)


def names_dates(grounds: Grounds, table: Node) -> bool:
    """Return whether the first row of *table* is a header with a title's and a date's name."""
    labels = grounds.texts_in(table.first_text, table.end_text)[:10]
    return any(map(_TITLE.search, labels)) and any(is_own_day(label) for label in labels)


def cell(grounds: Grounds, row: Row, place: int) -> tuple[int, int]:
    """Return the range of texts of the cell at *place* of *row*; an empty one where there is none."""
    cells = _cells(grounds, grounds.outline.nodes[row.node])
    if not 0 <= place < len(cells):
        return row.first_text, row.first_text
    return cells[place].first_text, cells[place].end_text


def _labels(grounds: Grounds, group: Group) -> list[str]:
    """Return the cells' texts of the row above the group's first, or an empty list."""
    nodes = grounds.outline.nodes
    table = group.parent
    while table.tag != "table" and table.parent >= 0:
        table = nodes[table.parent]
    for node in nodes[table.index : group.rows[0].node]:
        if node.tag == "tr" and node.end <= group.rows[0].node:
            cells = grounds.children.get(node.index, [])
            labels = ["".join(grounds.texts_in(one.first_text, one.end_text)) for one in cells]
            if len(labels) > 1 and all(len(label) <= _LONGEST_LABEL for label in labels):
                return labels
    return []


def _labels_above(grounds: Grounds, group: Group) -> list[str]:
    """Return the labels just above *group*, one for each piece of its rows, or an empty list."""
    first = grounds.outline.nodes[group.rows[0].node]
    wanted = len(_cells(grounds, first))
    for node in (first, group.parent) if wanted > 1 else ():
        siblings = grounds.children.get(node.parent, [])
        place = bisect_left(siblings, node.index, key=lambda one: one.index)
        named = _cells(grounds, siblings[place - 1]) if place > 0 else []
        if len(named) != wanted:
            continue
        labels = ["".join(grounds.texts_in(one.first_text, one.end_text)) for one in named]
        if any(map(_TITLE.search, labels)) and max(map(len, labels)) <= _LONGEST_LABEL:
            return labels
    return []


def _cells(grounds: Grounds, row: Node) -> list[Node]:
    """Return the cells of *row*: a table's, or else the pieces it falls into."""
    pieces = grounds.children.get(row.index, [])
    if row.tag == "tr":
        return [node for node in pieces if node.tag in ("td", "th")]
    while len(pieces) == 1:
        pieces = grounds.children.get(pieces[0].index, [])
    return pieces
