"""The column's own list among everything on the page that repeats."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.readers.lists.blank import Blank, find_blanks
from crawler.readers.lists.dating import Dating, date_group
from crawler.readers.lists.group import Grounds, Group, find_groups
from crawler.readers.lists.landmarks import Landmarks
from crawler.readers.lists.score import is_doubted, score
from crawler.readers.lists.spot import Spot
from crawler.readers.lists.ways import RowDate

#: How many of the best-looking groups have their dates worked out.
_SHORTLIST = 10
#: The least that a plain list of few rows comes to, with nothing against it.
_PLAIN = 4.5
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
    def dates_the_column(self) -> bool:
        """Whether its dates are to be believed as the column's.

        On a page whose own list is missing or filled by a script, a sidebar looks best
        of all that is there; it is told by what speaks against it.
        """
        return bool(self.dating and self.dating.share) and not (self.doubted and self.score < _PLAIN)


def candidates(grounds: Grounds, landmarks: Landmarks) -> list[Candidate]:
    """Return the likeliest places of the column's list, the best first."""
    spots = (_spot(grounds, landmarks, group) for group in find_groups(grounds))
    scored = sorted(((score(spot), spot) for spot in spots), key=lambda pair: -pair[0])
    found = [_dated(looks, spot) for looks, spot in scored[:_SHORTLIST]]
    found += [_blank(grounds, landmarks, blank) for blank in find_blanks(grounds)]
    return sorted(filter(None, found), key=lambda candidate: -candidate.score)


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
        if last and first and first.on > last.on:
            return False
    return True


def _blank(grounds: Grounds, landmarks: Landmarks, blank: Blank) -> Candidate:
    spot = Spot(
        grounds=grounds,
        landmarks=landmarks,
        parent=blank.node,
        first_text=blank.first_text,
        end_text=blank.end_text,
    )
    return Candidate(score=score(spot) + (2.5 if blank.said else 0.0), blank=blank)
