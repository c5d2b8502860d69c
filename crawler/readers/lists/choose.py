"""The column's own list among everything on the page that repeats."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crawler.readers.lists.blank import Blank, find_blanks
from crawler.readers.lists.dating import Dating, date_group
from crawler.readers.lists.group import Grounds, Group, find_groups
from crawler.readers.lists.landmarks import Landmarks
from crawler.readers.lists.score import is_doubted, likeliest, score
from crawler.readers.lists.spot import Spot
from crawler.readers.lists.ways import RowDate

#: How many of the best-looking groups have their dates worked out.
_SHORTLIST = 10
#: The least that a plain list of few rows comes to, with nothing against it.
_PLAIN = 5.0
#: What looks less than this like a list is furniture of the page, dates or not.
_LEAST = 2.5
#: How much less likely a list may look, and still stand before one whose place speaks against it.
_NEARLY = 1.5
#: What a group loses some of whose rows hold dates that do not date the list.
_UNEVEN = 2.0


@dataclass(slots=True, kw_only=True, frozen=True)
class Candidate:
    """A group with its dates, or a sign of emptiness, and how much it looks like the column's list."""

    score: float
    group: Group | None = None
    dating: Dating | None = None
    blank: Blank | None = None
    #: Its place speaks against it: its frame, the heading above it.
    doubted: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether any of its rows has a date."""
        return bool(self.dating and self.dating.share)

    @property
    def dates_the_column(self) -> bool:
        """Whether its dates are to be believed as the column's.

        On a page whose own list is missing or filled by a script, a sidebar looks best
        of all that is there; it is told by what speaks against it.
        """
        return self.is_dated and self.score >= (_PLAIN if self.doubted else _LEAST)

    def yields_to(self, other: "Candidate") -> bool:
        """Return whether *other* is the column's list after all: nearly as likely, and nothing against it."""
        return (
            self.doubted
            and not other.doubted
            and other.dates_the_column
            and self.score - other.score <= _NEARLY
            and self.stands_apart_from(other)
        )

    def stands_apart_from(self, other: "Candidate") -> bool:
        """Return whether the two are lists beside one another, and not one a piece of the other."""
        if not self.group or not other.group:
            return True
        return self.group.end_text <= other.group.first_text or other.group.end_text <= self.group.first_text


def candidates(grounds: Grounds, landmarks: Landmarks) -> list[Candidate]:
    """Return the likeliest places of the column's list, the best first."""
    groups = (_below(group, landmarks.breadcrumb) for group in find_groups(grounds))
    spots = (_spot(grounds, landmarks, group) for group in groups)
    found = [_dated(looks, spot) for looks, spot in likeliest(spots, _SHORTLIST)]
    found += [_blank(grounds, landmarks, blank) for blank in find_blanks(grounds)]
    return sorted(filter(None, found), key=lambda candidate: -candidate.score)


def _below(group: Group, breadcrumb: int) -> Group:
    """Return *group* without the rows above the *breadcrumb* where some stand below it: it parts no list."""
    first = next((place for place, row in enumerate(group.rows) if row.end_text > breadcrumb + 1), 0)
    if not first or breadcrumb < 0:
        return group
    blocks = {max(start - first, 0) for start in group.blocks}
    return replace(group, rows=group.rows[first:], blocks=tuple(sorted(blocks)))


def _spot(grounds: Grounds, landmarks: Landmarks, group: Group) -> Spot:
    return Spot(
        grounds=grounds,
        landmarks=landmarks,
        parent=group.parent,
        first_text=group.first_text,
        end_text=group.end_text,
        group=group,
    )


def _dated(looks: float, spot: Spot) -> Candidate | None:
    grounds, group = spot.grounds, spot.group
    assert group is not None
    dating = date_group(grounds, group)
    if len(group.blocks) > 1 and not _continues(group, dating.dates):
        return None
    if not dating.share and not dating.yearless and grounds.dateish_in(group.first_text, group.end_text):
        looks -= _UNEVEN
    return Candidate(score=looks, group=group, dating=dating, doubted=is_doubted(spot))


def _continues(group: Group, dates: Sequence[RowDate | None]) -> bool:
    """Return whether the blocks are one list: headed apart, or each going on where the last one ended.

    Neighbours that start afresh with nothing between them are tabs: other columns.
    """
    for start in group.blocks[1:]:
        before, after = group.rows[start - 1], group.rows[start]
        if after.first_text > before.end_text:
            continue
        last, first = dates[start - 1], dates[start]
        if last and first and first.on > last.on and _are_ordered(dates, group.blocks, start):
            return False
    return True


def _are_ordered(dates: Sequence[RowDate | None], blocks: Sequence[int], start: int) -> bool:
    """Return whether the blocks before and after *start* each run from new to old, as other columns would."""
    place = blocks.index(start)
    end = blocks[place + 1] if place + 1 < len(blocks) else len(dates)
    pieces = (dates[blocks[place - 1] : start], dates[start:end])
    runs = ([found.on for found in piece if found] for piece in pieces)
    return all(late >= early for run in runs for late, early in pairwise(run))


def _blank(grounds: Grounds, landmarks: Landmarks, blank: Blank) -> Candidate:
    spot = Spot(
        grounds=grounds,
        landmarks=landmarks,
        parent=blank.node,
        first_text=blank.first_text,
        end_text=blank.end_text,
    )
    return Candidate(score=score(spot) + (2.5 if blank.said else 0.0), blank=blank)
