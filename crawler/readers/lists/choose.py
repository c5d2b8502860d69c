"""The column's own list among everything on the page that repeats."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crawler.readers.lists.blank import Blank, find_blanks
from crawler.readers.lists.dating import Dating, date_group
from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group, find_groups
from crawler.readers.lists.landmarks import Landmarks
from crawler.readers.lists.score import Weigh, is_doubted, likeliest, score, signals_of
from crawler.readers.lists.spot import Spot
from crawler.readers.lists.ways import RowDate

#: How many of the best-looking groups have their dates worked out.
SHORTLIST = 10
#: The least that a plain list of few rows comes to, with nothing against it.
_PLAIN = 5.0
#: What looks less than this like a list is furniture of the page, dates or not.
_LEAST = 2.5
#: How much less likely a list may look, and still stand before one whose place speaks against it.
_NEARLY = 1.5
#: What a group loses some of whose rows hold dates that do not date the list, and a sign of emptiness
#: gains that says so in words.
_UNEVEN = ("its rows' dates do not date the list", -2.0)
_SAID = ("it says that there is nothing", 2.5)


@dataclass(slots=True, kw_only=True, frozen=True)
class Candidate:
    """A group with its dates, or a sign of emptiness, and how much it looks like the column's list."""

    score: float
    spot: Spot
    group: Group | None = None
    dating: Dating | None = None
    blank: Blank | None = None
    #: Its place speaks against it: its frame, the heading above it.
    doubted: bool = False
    #: What was added to its signals' sum once it had been dated, by its name.
    corrections: tuple[tuple[str, float], ...] = ()

    @property
    def signals(self) -> dict[str, float]:
        """What its score is the sum of, by name."""
        return signals_of(self.spot) | dict(self.corrections)

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
        return self.is_dated and self.score >= self.needed

    @property
    def needed(self) -> float:
        """How much it has to look like the column's list before its dates are believed."""
        return _PLAIN if self.doubted else _LEAST

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


def candidates(
    grounds: Grounds, landmarks: Landmarks, *, weigh: Weigh = score, shortlist: int = SHORTLIST
) -> list[Candidate]:
    """Return the likeliest places of the column's list, the best first.

    *weigh* says how much a spot looks like it; the dates of the *shortlist* best groups are worked out.
    """
    groups = (_below(group, landmarks.breadcrumb) for group in find_groups(grounds))
    spots = (_spot(grounds, landmarks, group) for group in groups)
    found = [_dated(looks, spot) for looks, spot in likeliest(spots, shortlist, weigh=weigh)]
    found += [_blank(grounds, landmarks, blank, weigh) for blank in find_blanks(grounds)]
    return sorted(filter(None, found), key=lambda candidate: -candidate.score)


def likely(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return those of *ranked* that may be the column's list: without dates, or with dates to believe."""
    return [found for found in ranked if found.dates_the_column or not found.is_dated]


def own_list(ranked: Sequence[Candidate]) -> Candidate | None:
    """Return the dated list among *ranked*, the best first, that is the column's own, or None."""
    found = likely(ranked)
    if not found or not found[0].is_dated:
        return None
    return next((other for other in found if found[0].yields_to(other)), found[0])


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
    uneven = not dating.share and not dating.yearless
    uneven = uneven and bool(grounds.dateish_in(group.first_text, group.end_text))
    return Candidate(
        score=looks + (_UNEVEN[1] if uneven else 0.0),
        spot=spot,
        group=group,
        dating=dating,
        doubted=is_doubted(spot),
        corrections=(_UNEVEN,) if uneven else (),
    )


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


def _blank(grounds: Grounds, landmarks: Landmarks, blank: Blank, weigh: Weigh) -> Candidate:
    spot = Spot(
        grounds=grounds,
        landmarks=landmarks,
        parent=blank.node,
        first_text=blank.first_text,
        end_text=blank.end_text,
    )
    corrections = (_SAID,) if blank.said else ()
    looks = weigh(spot) + sum(weight for _, weight in corrections)
    return Candidate(score=looks, spot=spot, blank=blank, corrections=corrections)
