"""What an answer to a page is worth."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bench.saved import Kind, SavedPage
from records.observation import Outcome


class Group(StrEnum):
    """Pages that are counted together."""

    DATED = "lists with a date"
    YEARLESS = "lists whose year is not to be had"
    UNDATED = "lists without dates"
    BLANK = "blank lists"
    ARTICLES = "articles"


class Mark(StrEnum):
    """What an answer comes to."""

    RIGHT = "right"
    WRONG = "wrong"
    NONE = "none"


#: The lists that have no date to be told.
DATELESS = (Group.YEARLESS, Group.UNDATED, Group.BLANK)

#: What is held against a unit and is never right of a page that shows something.
_ACCUSES = frozenset({Outcome.EMPTY, Outcome.GONE})


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one side says of a page."""

    newest_on: date | None
    #: None for the script, which knows dates and nothing else.
    outcome: Outcome | None = None
    #: What the engineer is told of it.
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A page with the answers of both sides; the marks are None where nobody said what is right."""

    page: SavedPage
    row: Answer
    script: Answer

    @property
    def group(self) -> Group | None:
        """Where the page is counted."""
        return group_of(self.page)

    @property
    def row_mark(self) -> Mark | None:
        """What the row's answer is worth."""
        return mark(self.page, self.row)

    @property
    def script_mark(self) -> Mark | None:
        """What the script's answer is worth."""
        return mark(self.page, self.script)


def group_of(page: SavedPage) -> Group | None:
    """Return where *page* is counted, or None for a page of which no answer is known."""
    if page.kind is Kind.ARTICLE and page.expected_on:
        return Group.ARTICLES
    if page.kind is not Kind.LIST:
        return None
    if page.blank:
        return Group.BLANK
    if page.year_unknowable:
        return Group.YEARLESS
    if page.undated:
        return Group.UNDATED
    return Group.DATED if page.expected_on else None


def mark(page: SavedPage, answer: Answer) -> Mark | None:
    """Return what *answer* is worth for *page*, or None where nobody said what is right.

    To call a page blank or gone that shows something is wrong, not "no answer": it
    is what a unit would be blamed for. A blank list wants to be told; silence about
    it is no answer, but silence about a date nobody can know is right.
    """
    group = group_of(page)
    if group is None:
        return None
    if group is Group.BLANK:
        return _of_blank(page, answer)
    if answer.outcome in _ACCUSES:
        return Mark.WRONG
    if answer.newest_on is None:
        return Mark.RIGHT if group in DATELESS else Mark.NONE
    return Mark.RIGHT if answer.newest_on in {page.expected_on, page.also_right} else Mark.WRONG


def wrong_dates(scored: Iterable[tuple[SavedPage, Mark | None]]) -> int:
    """Return how many lists that have no date were given one, or were accused of what they are not."""
    return sum(group_of(page) in DATELESS and found is Mark.WRONG for page, found in scored)


def tally(scored: Iterable[tuple[SavedPage, Mark | None]]) -> Counter[tuple[Group, Mark]]:
    """Return how many pages of each group came to each mark; pages without one are not counted."""
    marks = ((group_of(page), found) for page, found in scored)
    return Counter((group, found) for group, found in marks if group and found)


def _of_blank(page: SavedPage, answer: Answer) -> Mark:
    if answer.newest_on or answer.outcome is Outcome.GONE:
        return Mark.WRONG
    unproven = page.blank_unproven and answer.outcome is Outcome.UNREADABLE
    return Mark.RIGHT if unproven or answer.outcome is Outcome.EMPTY else Mark.NONE
