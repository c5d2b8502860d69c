"""How much a group of rows looks like the column's own list, and not like its neighbours.

Size never decides: short columns lose to sidebars. Where the group stands, what is
written above and below it, and where its links lead weigh more than its rows' number.
"""

import re
from bisect import insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log2

from crawler.readers.lists import standing
from crawler.readers.lists.day_headings import day_headings
from crawler.readers.lists.header import find_header
from crawler.readers.lists.item import opens_by_script
from crawler.readers.lists.spot import Spot
from crawler.readers.page import Page

#: Says how much a spot looks like the column's own list.
Weigh = Callable[[Spot], float]

_RELATIVE = re.compile(r"(?:\./)?\w[\w-]*(?:[./?]|$)")
_CHILD = re.compile(r"(?:\./)?[\w-]{1,40}/(?:index\.\w{3,5})?")
_FEWEST_ROWS = 2
#: How far up what fills an element is followed; real pages are not nested deeper.
_HIGHEST = 60
#: Rows that a page's body may hold itself, without a list around them.
_LIST_ROWS = frozenset({"li", "tr", "dd", "dt", "p", "a", "ul", "dl", "table"})
_ROW_TAGS = frozenset({"li", "tr", "td", "dd", "dt", "p", "div"})


def score(spot: Spot) -> float:
    """Return how much *spot* looks like the column's own list: about 5 and more for a plain one."""
    return sum([signal(spot) for signal in SIGNALS.values()])


def likeliest(spots: Iterable[Spot], count: int, *, weigh: Weigh = score) -> list[tuple[float, Spot]]:
    """Return the *count* of *spots* that weigh most, each with what *weigh* says, the best first.

    By the score, a spot that the dear signals could not lift among them is not asked for those.
    """
    if weigh is not score:
        return sorted(((weigh(spot), spot) for spot in spots), key=lambda pair: -pair[0])[:count]
    quick = []
    for place, spot in enumerate(spots):
        values = [0.0 if dear else signal(spot) for signal, dear in _ASKED]
        quick.append((sum(values), place, spot, values))
    found: list[tuple[float, int, Spot]] = []
    for low, place, spot, values in sorted(quick, key=lambda one: -one[0]):
        if len(found) >= count and low + _MOST_DEAR < -found[count - 1][0]:
            break
        looks = sum(
            [signal(spot) if dear else value for (signal, dear), value in zip(_ASKED, values, strict=True)]
        )
        insort(found, (-looks, place, spot))
    return [(-negative, spot) for negative, _, spot in found[:count]]


def signals_of(spot: Spot) -> dict[str, float]:
    """Return what each signal says of *spot*, by name; the score is their sum."""
    return {name: signal(spot) for name, signal in SIGNALS.items()}


def is_doubted(spot: Spot) -> bool:
    """Return whether *spot* stands where something else than the column's own list stands."""
    return any(signal(spot) < 0 for signal in _PLACES)


def _dated(spot: Spot) -> float:
    if spot.group is None:
        return 2.5
    rows, grounds = spot.group.rows, spot.grounds
    dated = sum([grounds.shows_date(row.first_text, row.end_text) for row in rows])
    if not dated and grounds.stamps:
        dated = sum(bool(grounds.stamps.first(row.node, row.end_node)) for row in rows)
    if not dated and day_headings(grounds, spot.group):
        dated = len(rows)
    share = dated / len(rows)
    return 3.0 * share - (1.5 if 0 < share < 0.5 else 0.0)


def _headed(spot: Spot) -> float:
    if spot.group is None:
        return 1.5 if spot.parent.tag == "table" else 0.0
    return 1.5 if find_header(spot.grounds, spot.group).date >= 0 else 0.0


def _many(spot: Spot) -> float:
    return 0.5 * min(log2(len(spot.group.rows)), 4.0) if spot.group else 0.0


def _says_something(spot: Spot) -> float:
    if not spot.titles:
        return 0.0
    middle = sorted(spot.titles)[len(spot.titles) // 2]
    return 1.0 if middle >= 11 else -2.0 if middle < 6 else 0.0


def _is_whole(spot: Spot) -> float:
    """Take away for what is a piece of one row of a list: what it fills repeats, links and dates and all."""
    if not spot.group or len(spot.group.rows) > 1:
        return 0.0
    nodes, node = spot.grounds.outline.nodes, spot.parent
    for _ in range(_HIGHEST):
        if node.parent < 0:
            break
        if spot.grounds.dated_siblings(node, linked=True) >= _FEWEST_ROWS:
            return -3.0
        above = nodes[node.parent]
        if (above.first_text, above.end_text) != (node.first_text, node.end_text):
            return 0.0
        node = above
    return 0.0


def _is_no_pile_of_blocks(spot: Spot) -> float:
    """Take away for the body's own blocks: header, content, counter and footer are no rows of one list."""
    if not spot.group or spot.parent.tag != "body" or spot.group.tag in _LIST_ROWS:
        return 0.0
    return -4.0


def _leads_somewhere(spot: Spot) -> float:
    """Take away for rows of which none leads anywhere: counters, tables of figures."""
    if not spot.group:
        return 0.0
    has_link = spot.grounds.outline.has_link
    if any(has_link(row.node, row.end_node) for row in spot.group.rows):
        return 0.0
    return 0.0 if opens_by_script(spot.grounds, spot.group.rows[0]) else -2.0


def _is_made_of_rows(spot: Spot) -> float:
    """Take away for rows that are lists themselves: inside them something repeats with links and dates."""
    if not spot.group:
        return 0.0
    grounds, row = spot.grounds, spot.group.rows[0]
    dates = grounds.dateish_in(*row.texts)
    node = grounds.outline.nodes[grounds.outline.texts[dates[0]].node] if len(dates) > 1 else None
    while node and node.index > row.node:
        if node.tag in _ROW_TAGS and grounds.dated_siblings(node, linked=True) > 1:
            return -4.0
        node = grounds.outline.nodes[node.parent]
    return 0.0


def _leads_into_column(spot: Spot) -> float:
    """Add for links below the column's own address; take away for links to other hosts."""
    if not spot.hrefs:
        return 0.0
    page = spot.grounds.page
    addresses = [page.absolute(href) for href in spot.hrefs]
    other = sum([not address.startswith(page.origin) for address in addresses if address])
    return (2.0 * _below(page, spot.hrefs, addresses) - 1.5 * other) / len(spot.hrefs)


def _below(page: Page, hrefs: Sequence[str], addresses: Sequence[str]) -> int:
    """Return how many of *hrefs* lead below the page's folder; for a page at the root, are relative."""
    if page.folder != page.origin:
        return sum([address.startswith(page.folder) for address in addresses])
    return sum([_RELATIVE.match(href) is not None for href in hrefs])


def _leads_to_sub_columns(spot: Spot) -> float:
    """Add for links to several folders right below the column's own: a landing page's list."""
    children = [href for href in spot.hrefs if _CHILD.fullmatch(href)]
    return 2.0 if len(children) > 2 and len(children) == len(spot.hrefs) else 0.0


#: What speaks for or against a spot. A new signal is a function and a line.
SIGNALS: Mapping[str, Callable[[Spot], float]] = {
    "its rows have dates": _dated,
    "its table's header names the date": _headed,
    "it has many rows": _many,
    "its rows say something": _says_something,
    "it stands below the breadcrumb": standing.under_breadcrumb,
    "it stands in the breadcrumb's block": standing.beside_breadcrumb,
    "it stands under the column's name": standing.under_own_name,
    "it stands under another list's name": standing.under_other_name,
    "it is cut short with a link to more": standing.block_of_another,
    "a pager stands below it": standing.above_pager,
    "it stands below where a page ends": standing.below_everything,
    "it stands in a frame of another kind": standing.in_frame,
    "it is not a piece of one row": _is_whole,
    "its rows are not lists themselves": _is_made_of_rows,
    "its rows are not the page's own blocks": _is_no_pile_of_blocks,
    "its rows lead somewhere": _leads_somewhere,
    "it is seen": standing.is_seen,
    "its links lead into the column": _leads_into_column,
    "its links lead to sub-columns": _leads_to_sub_columns,
}

#: Those that look at titles and links one by one, and the most each of them adds.
_DEAR: Mapping[Callable[[Spot], float], float] = {
    _says_something: 1.0,
    standing.under_other_name: 0.0,
    standing.block_of_another: 0.0,
    _leads_into_column: 2.0,
    _leads_to_sub_columns: 2.0,
}
#: The most they add together, and a little for rounding.
_MOST_DEAR = sum(_DEAR.values()) + 0.01
_ASKED = tuple((signal, signal in _DEAR) for signal in SIGNALS.values())

#: Those that tell the place of something else by being below zero.
_PLACES = (
    standing.under_breadcrumb,
    standing.under_own_name,
    standing.under_other_name,
    standing.block_of_another,
    standing.below_everything,
    standing.in_frame,
    standing.is_seen,
    _is_whole,
)
