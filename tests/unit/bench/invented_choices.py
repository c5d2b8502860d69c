"""Invented choices: what may be a page's list, with what the signals say of it."""

from collections.abc import Mapping
from datetime import date

from bench.places import NODE, Choice, Place
from bench.saved import SavedPage
from crawler.readers.lists.choose import Candidate
from crawler.readers.lists.dating import Dating
from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group, Row
from crawler.readers.lists.landmarks import find_landmarks
from crawler.readers.lists.score import SIGNALS
from crawler.readers.lists.spot import Spot
from crawler.readers.lists.ways import RowDate
from crawler.readers.page import parse_page
from records.civil import parse_moment
from tests.unit.bench.invented import NEWEST, saved

DATES, MANY, SAYS = "its rows have dates", "it has many rows", "its rows say something"
NAMED, PAGER = "it stands under the column's name", "a pager stands below it"
SEEN = "it is seen"

_GROUNDS = Grounds(parse_page(b"<p>a</p>", address="http://portal.test/", now=parse_moment("2026-11-23")))


def place(says: Mapping[str, float], *, right: bool = False, at: int = 0) -> Place:
    """Return a dated group of one row, its text the one at *at*."""
    row = Row(node=at, end_node=at + 1, first_text=at, end_text=at + 1)
    group = Group(parent=NODE, tag="li", rows=(row,))
    spot = Spot(
        grounds=_GROUNDS,
        landmarks=find_landmarks(_GROUNDS.page),
        parent=NODE,
        first_text=at,
        end_text=at + 1,
        group=group,
    )
    on = NEWEST if right else date(2026, 11, 20)
    return Place(
        values=tuple(says.get(name, 0.0) for name in SIGNALS),
        candidate=Candidate(
            score=0.0,
            spot=spot,
            group=group,
            dating=Dating(dates=(RowDate(on=on),)),
        ),
        right=right,
    )


def choice(*places: Place, page: SavedPage | None = None, noise: str = "plain") -> Choice:
    return Choice(page=page or saved(), noise=noise, places=places)


#: The column's own list stands under its name, its neighbour is longer and says more.
OWN = place({DATES: 3.0, NAMED: 2.5, SEEN: 0.0}, right=True)
NEIGHBOUR = place({DATES: 3.0, MANY: 1.0, SAYS: 1.0}, at=9)
BESIDE = choice(OWN, NEIGHBOUR)
