"""The full dates of one row, each with its label and the way it stands there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.dates.stated import Stated
from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Row
from crawler.readers.lists.header import Header, cell
from crawler.readers.signs import Sign, is_other_day, is_own_day

#: How far before a date its label may begin.
_LABEL_REACH = 12
#: How far before a date in brackets: a title ends there, and its words label nothing.
_BEFORE_BRACKET = 4
_OPENING = "[(（【〔 "
#: A text of its own that is longer than this and ends without a colon labels nothing.
_LONGEST_LABEL = 6
#: A text with a date at its edge that is longer than this is a summary.
_LONGEST_EDGE_TEXT = 120
#: What makes a text a line of facts about the row, its date one of them.
_FACTS = re.compile(r"(?:来源|作者|编辑|审核|点击|浏览|阅读|访问|人气)(?:次数|量|数)?\s?:")
_OPENS_APART = re.compile(r"[\s\])）】〕|:,;.。·/-]")
_CLOSES_APART = re.compile(r"[\s\[(（【〔|:,;.。·/-]$")


@dataclass(slots=True, kw_only=True, frozen=True)
class Mark:
    """One full date of a row."""

    stated: Stated
    #: Its text says nothing else of note, or stands in the cell that is named for it.
    alone: bool
    label: str
    #: It begins or ends a text that is not long, set off from the rest.
    at_edge: bool
    #: Its label stands in its own text, which is not long.
    at_hand: bool
    #: Its text is a line of labelled facts, and it one of them, set off from its neighbours.
    among_facts: bool = False

    @property
    def stands_out(self) -> bool:
        """Whether it is there to date the row: alone in its text, or one of the facts a short one states."""
        return (self.alone or self.among_facts or (self.own and self.at_hand)) and not self.other

    @property
    def own(self) -> bool:
        """Whether its label names the day the item appeared."""
        return is_own_day(self.label)

    @property
    def other(self) -> bool:
        """Whether its label names another day, such as a deadline."""
        return is_other_day(self.label)


def marks_of(grounds: Grounds, row: Row, header: Header) -> list[Mark]:
    """Return the dates of *row*, in its order; where *header* names the date's cell, only that cell's."""
    start, end = row.texts if header.date < 0 else cell(grounds, row, header.date)
    return [
        mark for index in grounds.dateish_in(start, end) for mark in _marks_in(grounds, row, index, header)
    ]


def _marks_in(grounds: Grounds, row: Row, index: int, header: Header) -> Iterator[Mark]:
    sign = grounds.signs[index]
    done = 0
    for stated in sign.stated:
        before = sign.plain[done : stated.start]
        label = "" if header.date >= 0 else _label(grounds, row, index, before)
        at_hand = len(sign.plain) <= _LONGEST_EDGE_TEXT and before.endswith(":")
        yield Mark(
            stated=stated,
            alone=sign.alone or header.date >= 0,
            label=label,
            at_edge=_at_edge(sign, stated),
            at_hand=at_hand,
            among_facts=_among_facts(sign, stated),
        )
        done = stated.end


def _label(grounds: Grounds, row: Row, index: int, before: str) -> str:
    """Return what stands just before a date, in its own text or in the one before."""
    bare = before.rstrip(_OPENING)
    if bare.strip(f"{_OPENING}:"):
        return before[-_LABEL_REACH:] if bare == before else bare[-_BEFORE_BRACKET:]
    above = grounds.outline.texts[index - 1].raw if index > row.first_text else ""
    return above[-_LABEL_REACH:] if above.endswith((":", "：")) or len(above) <= _LONGEST_LABEL else ""


def _at_edge(sign: Sign, stated: Stated) -> bool:
    if sign.alone or len(sign.plain) > _LONGEST_EDGE_TEXT:
        return sign.alone
    before, after = sign.plain[: stated.start], sign.plain[stated.end :]
    opens = not before.strip("[(（【〔 ") and bool(_OPENS_APART.match(after))
    closes = not after.strip("])）】〕 。.") and bool(_CLOSES_APART.search(before))
    return opens or closes


def _among_facts(sign: Sign, stated: Stated) -> bool:
    before, after = sign.plain[: stated.start], sign.plain[stated.end :]
    if len(sign.plain) > _LONGEST_EDGE_TEXT or not _FACTS.search(before + after):
        return False
    opens, closes = _CLOSES_APART.search(before), _OPENS_APART.match(after)
    return bool((opens or not before) and (closes or not after))
