"""A place on the page that may be where the column's list stands, as the signals see it."""

from dataclasses import dataclass
from functools import cached_property

from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group
from crawler.readers.lists.item import row_link
from crawler.readers.lists.landmarks import Landmarks
from crawler.readers.outline import Node

#: How many texts above a list its heading may stand.
HEADING_REACH = 5
#: A text longer than this is no heading.
LONGEST_HEADING = 24
#: How many rows are looked at: a list's rows are alike.
_SAMPLE = 6


@dataclass(kw_only=True)
class Spot:
    """A place on the page that may be where the column's list stands."""

    grounds: Grounds
    landmarks: Landmarks
    parent: Node
    first_text: int
    end_text: int
    #: The rows; None for a list that has none.
    group: Group | None = None

    @cached_property
    def headings(self) -> list[str]:
        """The short texts just above it, the nearest first."""
        above = self.grounds.texts_in(max(0, self.first_text - HEADING_REACH), self.first_text)
        return [text for text in reversed(above) if len(text) <= LONGEST_HEADING]

    @cached_property
    def titles(self) -> list[int]:
        """How many characters each of its first rows' longest texts has."""
        rows = self.group.rows[:_SAMPLE] if self.group else ()
        return [max(map(len, self.grounds.texts_in(*row.texts)), default=0) for row in rows]

    @cached_property
    def hrefs(self) -> list[str]:
        """Where its first rows' links lead, as the page writes it."""
        rows = self.group.rows[:_SAMPLE] if self.group else ()
        links = filter(None, (row_link(self.grounds, row) for row in rows))
        return [(link.element.get("href") or "").strip() for link in links]
