"""A parsed page laid flat: elements and texts in document order, ready for slicing.

Rows, lists and landmarks are then ranges of two lists, which no page can make
us walk twice.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

#: Elements whose text a visitor does not read.
_UNREAD = frozenset({"head", "script", "style", "noscript", "template", "select", "textarea", "svg"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PANE = "tab-pane"
#: How many neighbours of a pane are asked whether they are in front.
_MOST_PANES = 40
_A_YEAR = re.compile(r"(?:19|20)\d\d\s?[-/.年]")
#: Attributes that hide an element, or by which a script decides later whether it is shown.
_CONDITIONS = "hidden v-if v-else v-else-if v-show v-for ng-if ng-show ng-hide ng-repeat x-show x-if"
_CONDITIONAL = frozenset(_CONDITIONS.split())


# A page has thousands of these, and naming the arguments would more than double what one costs.
@dataclass(slots=True)
class Node:
    """One element, with the ranges of elements and texts it holds."""

    index: int
    tag: str
    element: etree._Element
    #: Its parent's index; −1 for the root.
    parent: int
    #: Whether a style or a script's condition keeps it from being seen.
    hidden: bool
    #: Its own texts and its descendants': a range of the outline's texts.
    first_text: int
    end_text: int = 0
    #: The index after its last descendant.
    end: int = 0


@dataclass(slots=True)
class Text:
    """One text node, white space made single; never empty."""

    raw: str
    #: The index of the element it stands in.
    node: int


@dataclass(slots=True, kw_only=True)
class ScriptSpot:
    """An inline script: its code, and how many texts stand before it."""

    code: str
    text: int
    node: int


@dataclass(slots=True, kw_only=True)
class Outline:
    """The page, flat."""

    nodes: list[Node] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    #: Indexes of the ``a`` elements, ascending.
    links: list[int] = field(default_factory=list)
    scripts: list[ScriptSpot] = field(default_factory=list)
    #: Indexes of elements with an attribute that may carry a date: data-…, datetime, a title with a year.
    carriers: list[int] = field(default_factory=list)
    #: Indexes of elements whose content was unfolded from a script.
    written: list[int] = field(default_factory=list)

    def links_in(self, start: int, end: int) -> Sequence[int]:
        """Return the indexes of the links among the nodes from *start* to before *end*."""
        first = bisect_left(self.links, start)
        return self.links[first : bisect_left(self.links, end, first)]

    def has_link(self, start: int, end: int) -> bool:
        """Return whether any of the nodes from *start* to before *end* is a link."""
        first = bisect_left(self.links, start)
        return first < len(self.links) and self.links[first] < end

    def text_of(self, node: Node) -> str:
        """Return what *node* says, its texts put together."""
        if node.end_text - node.first_text == 1:
            return self.texts[node.first_text].raw
        return "".join([text.raw for text in self.texts[node.first_text : node.end_text]])

    def children(self) -> dict[int, list[Node]]:
        """Return the seen children of each node that has any."""
        found: dict[int, list[Node]] = {}
        for node in self.nodes[1:]:
            found.setdefault(node.parent, []).append(node)
        return found


def lay_flat(root: etree._Element) -> Outline:
    """Return the outline of the tree under *root*: elements that nobody reads are left out."""
    outline = Outline()
    open_nodes: list[Node] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            _leave(outline, open_nodes, element)
        elif element.tag in _UNREAD:
            _note_script(outline, open_nodes, element)
            walk.skip_subtree()
        else:
            open_nodes.append(_enter(outline, open_nodes[-1] if open_nodes else None, element))
    return outline


def _enter(outline: Outline, above: Node | None, element: etree._Element) -> Node:
    index, tag, names = len(outline.nodes), str(element.tag), element.keys()
    parent, hidden = (above.index, above.hidden) if above else (-1, False)
    hidden = hidden or (bool(names) and _is_hidden(element, names))
    node = Node(index, tag, element, parent, hidden, len(outline.texts))
    outline.nodes.append(node)
    if tag == "a":
        outline.links.append(index)
    if names:
        _note_data(outline, index, element, names)
    text = element.text
    if text:
        _add_text(outline, text, index)
    return node


def _leave(outline: Outline, open_nodes: list[Node], element: etree._Element) -> None:
    if open_nodes and open_nodes[-1].element is element:
        node = open_nodes.pop()
        node.end = len(outline.nodes)
        node.end_text = len(outline.texts)
    tail = element.tail
    if tail and open_nodes:
        _add_text(outline, tail, open_nodes[-1].index)


def _add_text(outline: Outline, text: str, node: int) -> None:
    words = text.split()
    if words:
        outline.texts.append(Text(" ".join(words), node))


def _note_script(outline: Outline, open_nodes: list[Node], element: etree._Element) -> None:
    if element.tag == "script":
        inside = open_nodes[-1].index if open_nodes else -1
        outline.scripts.append(ScriptSpot(code=element.text or "", text=len(outline.texts), node=inside))


def _is_hidden(element: etree._Element, names: Sequence[str | bytes]) -> bool:
    styled = "style" in names and _HIDING.search(element.get("style", ""))
    if styled or not _CONDITIONAL.isdisjoint(names):
        return True
    return "class" in names and _PANE in element.get("class", "") and _is_behind_a_tab(element)


def _is_behind_a_tab(element: etree._Element) -> bool:
    """Return whether *element* is a tab's pane that is not the one in front, which its class names."""
    panes = element.itersiblings(preceding=True), element.itersiblings()
    near = (one for sides in panes for one in islice(sides, _MOST_PANES))
    kinds = (str(one.get("class", "")) for one in near if isinstance(one.tag, str))
    return not _is_in_front(element.get("class", "")) and any(map(_is_in_front, kinds))


def _is_in_front(kind: str) -> bool:
    names = kind.split()
    return _PANE in names and ("active" in names or "show" in names)


def _note_data(outline: Outline, index: int, element: etree._Element, names: Sequence[str | bytes]) -> None:
    for name in names:
        if name == "title" and _A_YEAR.search(element.get("title", "")):
            outline.carriers.append(index)
            return
        if name[:2] == "da":
            outline.carriers.append(index)
            if element.get("data-written"):
                outline.written.append(index)
            return
