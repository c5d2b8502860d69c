"""The CSS path of a list's rows, as an inventory's ``rows`` takes it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.cssselect import CSSSelector

from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group, Row
from crawler.readers.outline import Node

_NAME = re.compile(r"[A-Za-z][\w-]{0,39}", re.ASCII)


@dataclass(slots=True, kw_only=True, frozen=True)
class Path:
    """A CSS path on one page."""

    selector: str
    #: It selects these rows and nothing else.
    exact: bool


def path_of_rows(grounds: Grounds, group: Group) -> Path:
    """Return the shortest path that selects *group*'s rows alone, else the one that selects fewest others.

    A row that runs from one element to the next has no element of its own; its path is never exact.
    """
    nodes = grounds.outline.nodes
    wanted = {nodes[row.node].element for row in group.rows}
    own = all(nodes[row.node].end == row.end_node for row in group.rows)
    best, fewest = "", 0
    for selector in _selectors(grounds, group):
        selected = CSSSelector(selector, translator="html")(grounds.page.root)
        found = set(selected if isinstance(selected, list) else [])
        if found == wanted and own:
            return Path(selector=selector, exact=True)
        others = len(found - wanted)
        if wanted <= found and (not best or others < fewest):
            best, fewest = selector, others
    return Path(selector=best or path_of_node(grounds, group.parent), exact=False)


def path_of_node(grounds: Grounds, node: Node) -> str:
    """Return the path of *node* from the nearest element that has a name of its own."""
    steps: list[str] = []
    for each in _ancestry(grounds.outline.nodes, node):
        steps.insert(0, _step(each))
        if each.element.get("id") or each.tag == "body":
            break
    return " > ".join(steps)


def _selectors(grounds: Grounds, group: Group) -> Iterator[str]:
    """Yield the paths down to *group*'s rows: by names alone, then by places, then without the rows above.

    The shortest come first, and begin at an element that has a name, so that one more list on
    the page leaves them standing.
    """
    nodes, row = grounds.outline.nodes, group.rows[0]
    first = nodes[row.node]
    below = [_step(node) for node in _between(nodes, row, group.parent)]
    for last in (first.tag, f"{first.tag}:nth-of-type(n+{_place(first)})"):
        for step in (_step, _placed):
            steps, named = [*below, last], False
            for node in _ancestry(nodes, group.parent):
                steps.insert(0, step(node))
                named = named or node.tag == "body" or _step(node) != node.tag
                if named:
                    yield " > ".join(steps)


def _between(nodes: Sequence[Node], row: Row, parent: Node) -> list[Node]:
    """Return the elements between *parent* and its *row*, the outermost first."""
    above = _ancestry(nodes, nodes[max(nodes[row.node].parent, 0)])
    inside = [node for node in above if node.index > parent.index]
    return inside[::-1]


def _ancestry(nodes: Sequence[Node], node: Node) -> Iterator[Node]:
    """Yield *node* and what it stands in, up to the body."""
    while node.parent >= 0:
        yield node
        node = nodes[node.parent]


def _step(node: Node) -> str:
    """Return how the element of *node* is called: by its id, else by its first class."""
    name = node.element.get("id", "")
    if _NAME.fullmatch(name):
        return f"{node.tag}#{name}"
    classes = [each for each in node.element.get("class", "").split() if _NAME.fullmatch(each)]
    return f"{node.tag}.{classes[0]}" if classes else node.tag


def _placed(node: Node) -> str:
    """Return the same with its place among its like, where it has no id and is not alone."""
    if "#" in _step(node) or len(_alike(node)) < 2:
        return _step(node)
    return f"{node.tag}:nth-of-type({_place(node)})"


def _place(node: Node) -> int:
    return _alike(node).index(node.element) + 1


def _alike(node: Node) -> list[etree._Element]:
    """Return the elements of its kind under its parent, itself among them."""
    parent = node.element.getparent()
    return [node.element] if parent is None else [one for one in parent if one.tag == node.tag]
