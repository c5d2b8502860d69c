"""What is told of why a page reads as it does, as values without words of their own."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crawler.readers.apis.api import Found


class Cause(StrEnum):
    """What decided how a page is read."""

    UNPARSED = "unparsed"
    STUB = "stub"
    #: Selectors of the inventory were given, and nothing was searched for.
    HINTS = "hints"
    #: It is read as an article, by what dates that.
    ARTICLE = "article"
    #: It is an article without a date that shows, and refuses.
    REFUSED = "refused"
    #: The likeliest list of all has dates.
    LIKELIEST = "likeliest"
    #: One nearly as likely was taken, since the likeliest stands where something else belongs.
    PLACE = "place"
    #: No list was taken; what else the page is says ``detail``, or nothing does.
    NO_LIST = "no list"


class Fate(StrEnum):
    """What became of one possible list."""

    WON = "won"
    #: It has dates, and another looks more like the column's list.
    LESS_LIKELY = "less likely"
    #: It looked likeliest, and yielded to one whose place does not speak against it.
    YIELDED = "yielded"
    #: It has dates, and looks too little like a list for them to be believed.
    TOO_LITTLE = "too little"
    #: It has dates, its place speaks against it, and nothing outweighs that.
    DOUBTED = "doubted"
    UNDATED = "undated"
    #: A sign that the list is there and empty.
    BLANK = "blank"
    #: Nothing was searched for.
    UNASKED = "unasked"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One possible list of the page."""

    #: A CSS path; where *exact*, it can stand as ``rows`` in the inventory and selects the same rows.
    path: str
    exact: bool
    rows: int
    #: The first row's title, or the words by which the page says that there is nothing.
    title: str
    newest_on: date | None
    #: The name of the way that dated it, or empty.
    dated_by: str
    #: How much it looks like the column's list, and what it would need for its dates to be believed.
    score: float
    needed: float
    #: What the score is the sum of, by name; signals that say nothing are left out.
    signals: tuple[tuple[str, float], ...]
    #: Its place speaks against it.
    doubted: bool
    fate: Fate


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way of dating an article, and what it found."""

    #: ``label``, ``header``, ``meta``, ``script`` or ``address``.
    name: str
    on: date
    at: datetime | None
    #: It is the way that answered.
    answered: bool


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why one page reads as it does."""

    cause: Cause
    #: What is wrong with the bytes or the selectors, or the name of what explains a page without a list.
    detail: str = ""
    #: Where a stub or a frame leads.
    follow: str = ""
    #: The words, or the piece of script, by which the page refuses.
    words: str = ""
    #: The likeliest lists, the best first, and how many there were.
    places: tuple[Place, ...] = ()
    weighed: int = 0
    #: How an article may be dated, the surest first.
    ways: tuple[Way, ...] = ()
    #: The API that the page's list comes from, and the request that would be made.
    api: Found | None = None

    @property
    def winner(self) -> Place | None:
        """The list that was taken, or None."""
        return next((place for place in self.places if place.fate is Fate.WON), None)
