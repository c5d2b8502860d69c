"""What may be the list of each saved page, with what every signal says of it: what weights are fitted on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import mul

from lxml import etree

from bench.noise import Noise
from bench.peers import HOST
from bench.saved import SavedPage
from bench.score import DATELESS, Answer, Group, Mark, group_of, mark
from crawler.readers.lists.choose import SHORTLIST, Candidate, candidates, own_list
from crawler.readers.lists.dating import Dating
from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group as Rows
from crawler.readers.lists.landmarks import find_landmarks
from crawler.readers.lists.score import SIGNALS
from crawler.readers.lists.spot import Spot
from crawler.readers.lists.ways import RowDate
from crawler.readers.outline import Node
from crawler.readers.page import Page, UnparsedError, parse_page
from crawler.readers.stub import stub_target
from records.civil import parse_moment

#: What each signal says of one place, in the order of SIGNALS.
Values = tuple[float, ...]

#: The groups of pages that are read as a list.
LISTS = (Group.DATED, *DATELESS)
_EVERY = 1_000_000
#: Stands for an element, so that no page is kept in memory.
NODE = Node(
    index=0,
    end=0,
    tag="div",
    element=etree.Element("div"),
    parent=-1,
    first_text=0,
    end_text=0,
    hidden=False,
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place that may be the column's list."""

    values: Values
    #: Without its page; its score is what counts for or against it beside the signals.
    candidate: Candidate
    #: The newest date it shows is the right answer.
    right: bool

    def scored(self, look: float) -> Candidate:
        """Return the candidate with the score it has where the signals come to *look*."""
        return replace(self.candidate, score=look + self.candidate.score)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A page with one noise, and the places to choose its list from."""

    page: SavedPage
    noise: str
    places: Sequence[Place]

    def taken(self, weights: Values) -> Place | None:
        """Return the place whose date the reader takes under *weights*, or None where it takes no date."""
        looks = sorted(((sum(map(mul, weights, each.values)), each) for each in self.places), key=_look)
        shortlist = [pair for pair in looks if pair[1].candidate.group][:SHORTLIST]
        shortlist += [pair for pair in looks if pair[1].candidate.blank]
        ranked = [(each.scored(look), each) for look, each in shortlist]
        ranked.sort(key=lambda pair: -pair[0].score)
        own = own_list([candidate for candidate, _ in ranked])
        return next((each for candidate, each in ranked if candidate is own), None)

    def likeliest_right(self, weights: Values) -> Place | None:
        """Return the likeliest place under *weights* of those with the right date, or None without any."""
        return max(
            (each for each in self.places if each.right),
            key=lambda each: sum(map(mul, weights, each.values)) + each.candidate.score,
            default=None,
        )

    def is_right(self, taken: Place | None) -> bool:
        """Return whether the date of *taken* is the page's, or none where the page has none."""
        return taken.right if taken else group_of(self.page) in DATELESS


def choices(pages: Sequence[SavedPage], noises: Mapping[str, Noise]) -> Iterator[Choice]:
    """Yield the choice that each of *pages* is under each of *noises*, of those that are read as a list."""
    for page in pages:
        if group_of(page) not in LISTS:
            continue
        for name, put_in in noises.items():
            parsed = _parsed(put_in(page.body, page), page)
            if parsed:
                yield Choice(page=page, noise=name, places=list(_places(page, parsed)))


def _look(pair: tuple[float, Place]) -> float:
    return -pair[0]


def _parsed(body: bytes, page: SavedPage) -> Page | None:
    try:
        parsed = parse_page(
            body, address=HOST + page.path, now=parse_moment(page.now.isoformat()), charset=""
        )
    except UnparsedError:
        return None
    return None if stub_target(parsed) else parsed


def _places(page: SavedPage, parsed: Page) -> Iterator[Place]:
    heard: dict[object, tuple[Spot, Values]] = {}

    def weigh(spot: Spot) -> float:
        key = _key(spot.group, spot.parent, spot.first_text)
        heard[key] = spot, tuple(signal(spot) for signal in SIGNALS.values())
        return 0.0

    for found in candidates(Grounds(parsed), find_landmarks(parsed), weigh=weigh, shortlist=_EVERY):
        _spot, values = heard[_key_of(found)]
        newest_on = _newest_on(found)
        right = bool(newest_on) and mark(page, Answer(newest_on=newest_on)) is Mark.RIGHT
        yield Place(values=values, candidate=_bare(found, newest_on), right=right)


def _key(group: Rows | None, node: Node | None, first_text: int) -> object:
    """Return what tells a spot from every other: the very group, or where a sign of emptiness stands."""
    return id(group) if group else (node and node.index, first_text)


def _key_of(found: Candidate) -> object:
    blank = found.blank
    return _key(found.group, blank.node if blank else None, blank.first_text if blank else 0)


def _newest_on(found: Candidate) -> date | None:
    return max((row.on for row in found.dating.dates if row), default=None) if found.dating else None


def _bare(found: Candidate, newest_on: date | None) -> Candidate:
    """Return *found* without its page: where it stands and its newest date are all that choosing looks at."""
    group, blank = found.group, found.blank
    return replace(
        found,
        group=group and replace(group, parent=NODE, rows=(group.rows[0], group.rows[-1]), blocks=(0,)),
        dating=Dating(dates=(RowDate(on=newest_on) if newest_on else None,)) if group else None,
        blank=blank and replace(blank, node=NODE),
    )
