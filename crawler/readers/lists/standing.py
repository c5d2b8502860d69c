"""Where a spot stands among a page's landmarks, as signals for and against it."""

import re
from bisect import bisect_left

from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.spot import HEADING_REACH, LONGEST_HEADING, Spot
from crawler.readers.outline import Node, Outline, Text

_ELSEWHERE_TAGS = frozenset({"nav", "footer", "aside", "header", "marquee"})
_ELSEWHERE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|foot|footer|side|sidebar|aside|hot|rank|ranking|recommend|related|friend|"
    r"friendlinks?|links?|banner|slider?|swiper|focus|marquee|bread|crumbs?|breadcrumb|copyright|topbar|weather)"
    r"(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_ELSEWHERE_HEADINGS = re.compile(
    r"热点|热门|排行|推荐|相关(?:信息|文章|阅读|链接|新闻|内容)|点击榜|猜你|友情链接|随机|阅读榜"
)
_MORE = re.compile(r"\W*(?:更多|more)\W*", re.IGNORECASE)
#: How many texts below a list its pager may stand.
_PAGER_REACH = 3
#: How far up an element is asked what it is named for; real pages are not nested deeper.
_HIGHEST = 60
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: An element that holds more than this share of the page's texts is the page's own wrapper.
_MOST_OF_PAGE = 0.7


def under_breadcrumb(spot: Spot) -> float:
    """Add for standing below the breadcrumb; take away for standing above it."""
    if spot.landmarks.breadcrumb < 0:
        return 0.0
    return 1.0 if spot.first_text > spot.landmarks.breadcrumb else -3.0


def beside_breadcrumb(spot: Spot) -> float:
    """Add where a block of the page, and not only its body, holds both the spot and the breadcrumb."""
    if spot.landmarks.breadcrumb < 0:
        return 0.0
    outline = spot.grounds.outline
    node = outline.nodes[outline.texts[spot.landmarks.breadcrumb].node]
    while not node.index <= spot.parent.index < node.end and node.parent >= 0:
        node = outline.nodes[node.parent]
    return 0.0 if node.tag in ("body", "html") else 0.75


def under_own_name(spot: Spot) -> float:
    """Add for the column's name just above; take away for the heading of something else.

    The breadcrumb ends with that name too, and stands above whatever comes first. A page
    that does not say its own name has no heading of something else.
    """
    outline, landmarks = spot.grounds.outline, spot.landmarks
    if not landmarks.names:
        return 0.0
    for index in range(spot.first_text - 1, max(-1, spot.first_text - 1 - HEADING_REACH), -1):
        text = outline.texts[index]
        if text.raw in landmarks.names:
            own = 2.5 if text.raw == landmarks.own_name else 1.5
            return min(own, 1.0) if index in landmarks.crumbs else own
        if _is_heading(outline, text) and not (
            index in landmarks.crumbs or spot.grounds.headings_in(index, index + 1)
        ):
            return -1.5
    return 0.0


def _is_heading(outline: Outline, text: Text) -> bool:
    if len(text.raw) > LONGEST_HEADING:
        return False
    node = outline.nodes[text.node]
    return node.tag in _HEADINGS or outline.nodes[max(node.parent, 0)].tag in _HEADINGS


def under_other_name(spot: Spot) -> float:
    """Take away for the heading of a list of links, of what is hot or of what is related."""
    others = (text for text in spot.headings[:2] if text not in spot.landmarks.names)
    return -3.0 if any(map(_ELSEWHERE_HEADINGS.search, others)) else 0.0


def block_of_another(spot: Spot) -> float:
    """Take away for a heading with a link to more: a block that another column has here."""
    return -1.5 if any(_MORE.fullmatch(text) for text in spot.headings[:2]) else 0.0


def above_pager(spot: Spot) -> float:
    """Add for a pager just below."""
    pagers = spot.landmarks.pagers
    below = bisect_left(pagers, spot.end_text)
    return 2.5 if below < len(pagers) and pagers[below] - spot.end_text <= _PAGER_REACH else 0.0


def below_everything(spot: Spot) -> float:
    """Take away for what stands below the footer, or below the page's last pager."""
    if 0 <= spot.landmarks.footer < spot.first_text:
        return -3.0
    pagers = spot.landmarks.pagers
    return -2.0 if pagers and pagers[-1] < spot.first_text else 0.0


def in_frame(spot: Spot) -> float:
    """Take away for an element around it that is named or made for something else."""
    nodes, known = spot.grounds.outline.nodes, spot.grounds.elsewhere
    node, passed = _around(spot), []
    while node.index not in known:
        passed.append(node.index)
        if node.parent < 0 or _is_made_for_else(spot.grounds, node):
            known[node.index] = node.parent >= 0
            break
        node = nodes[node.parent]
    elsewhere = known[node.index]
    known.update(dict.fromkeys(passed, elsewhere))
    return -2.0 if elsewhere else 0.0


def _around(spot: Spot) -> Node:
    """Return the innermost element that holds all rows of the *spot*, or the spot's own."""
    nodes, node = spot.grounds.outline.nodes, spot.parent
    if not spot.group:
        return node
    inner = nodes[nodes[spot.group.rows[0].node].parent]
    while inner.index > node.index and inner.end < spot.group.rows[-1].end_node:
        inner = nodes[inner.parent]
    return inner if inner.index > node.index else node


def _is_made_for_else(grounds: Grounds, node: Node) -> bool:
    """Return whether *node*, by its tag or its name, holds something else than a column's list."""
    if node.tag in _ELSEWHERE_TAGS:
        return True
    names = f"{node.element.get('class', '')} {node.element.get('id', '')}"
    small = node.end_text - node.first_text < _MOST_OF_PAGE * len(grounds.outline.texts)
    return small and bool(_ELSEWHERE_NAMES.search(names))


def is_seen(spot: Spot) -> float:
    """Take away for what a visitor does not see."""
    return -3.0 if spot.parent.hidden else 0.0
