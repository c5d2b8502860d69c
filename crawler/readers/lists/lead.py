"""What leads a list in from above: a headline, or a few items with pictures, not repeated in the list."""

from collections.abc import Sequence
from dataclasses import replace

from crawler.readers.lists.choose import Candidate
from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group
from crawler.readers.lists.landmarks import Landmarks
from crawler.readers.lists.spot import HEADING_REACH

#: How many texts may stand between the lead and the list: a link to the whole, a rule of dashes.
_GAP = 1


def with_lead(
    grounds: Grounds, landmarks: Landmarks, best: Candidate, others: Sequence[Candidate]
) -> Candidate:
    """Return *best* with the newer rows of a lead before its own; where it is a lead itself, with the list.

    A lead follows the column's name, and the list follows it, with nothing between.
    """
    above = [_joined(other, best) for other in others if _leads(grounds, landmarks, best, other)]
    below = [
        _joined(best, other)
        for other in others
        if _rows(other) > _rows(best) and _leads(grounds, landmarks, other, best)
    ]
    return max(above or below, key=_rows, default=best)


def _leads(grounds: Grounds, landmarks: Landmarks, own: Candidate, lead: Candidate) -> bool:
    """Return whether *lead* stands above the list *own* and belongs to it."""
    if not own.group or not lead.group or not lead.dating or lead.dating.found_by != "rows":
        return False
    if not 0 <= own.group.first_text - lead.group.end_text <= _GAP or not 0 < _newest(own) < _newest(lead):
        return False
    links = grounds.outline.links_in
    return (
        not lead.doubted
        and _stands_under_the_same_name(grounds, landmarks, own.group, lead.group)
        and all(links(row.node, row.end_node) for row in lead.group.rows)
    )


def _stands_under_the_same_name(grounds: Grounds, landmarks: Landmarks, own: Group, lead: Group) -> bool:
    """Return whether the block that holds both begins with the column's name, and then the *lead*."""
    outline = grounds.outline
    block = outline.nodes[lead.parent.index]
    while block.parent >= 0 and (block.end <= own.rows[0].node or block.first_text == lead.first_text):
        block = outline.nodes[block.parent]
    above = range(block.first_text, lead.first_text)
    names = [index for index in above if outline.texts[index].raw in landmarks.names]
    return len(above) <= HEADING_REACH and any(index not in landmarks.crumbs for index in names)


def _joined(lead: Candidate, own: Candidate) -> Candidate:
    if not lead.group or not own.group or not lead.dating or not own.dating:
        raise ValueError("only dated groups can be joined")
    count = len(lead.group.rows)
    blocks = (0, *(start + count for start in own.group.blocks))
    group = replace(own.group, rows=lead.group.rows + own.group.rows, blocks=blocks)
    sure = min(lead.dating.sure, own.dating.sure)
    dating = replace(own.dating, dates=lead.dating.dates + own.dating.dates, sure=sure)
    likelier = max(own, lead, key=lambda candidate: candidate.score)
    return replace(likelier, group=group, dating=dating, blank=own.blank, doubted=own.doubted)


def _rows(candidate: Candidate) -> int:
    return len(candidate.group.rows) if candidate.group else 0


def _newest(candidate: Candidate) -> int:
    dates = candidate.dating.dates if candidate.dating else ()
    return max((found.on.toordinal() for found in dates if found), default=0)
