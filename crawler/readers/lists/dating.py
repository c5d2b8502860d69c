"""A group's dates: one way of dating is chosen for the whole list, never row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crawler.readers.lists import ways
from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group
from crawler.readers.lists.ways import Listing, RowDate

#: The share of rows that a way of dating must reach before it is believed of the list.
_MOST, _HALF = 0.8, 0.5


@dataclass(slots=True, kw_only=True, frozen=True)
class Dating:
    """How a group is dated: a date or None for each of its rows."""

    dates: tuple[RowDate | None, ...]
    #: ``rows`` or ``address``; empty where nothing was found.
    found_by: str = ""
    #: How sure the dates are, from 0 to 1.
    sure: float = 0.0
    #: The rows show a month and a day, and nothing tells the year.
    yearless: bool = False
    #: The name of the way that dated it; empty for none.
    way: str = ""

    @property
    def share(self) -> float:
        """The share of rows that have a date."""
        return sum(map(bool, self.dates)) / len(self.dates)


@dataclass(slots=True, kw_only=True, frozen=True)
class _Way:
    find: Callable[[Listing], Sequence[RowDate | None]]
    enough: float
    sure: float
    found_by: str = "rows"


#: The ways a list can be dated, surest first. A new way is a function and a line.
_WAYS: Mapping[str, _Way] = {
    "alone in its node": _Way(find=ways.alone, enough=_HALF, sure=1.0),
    "a short form the whole list fits": _Way(find=ways.short, enough=_MOST, sure=0.9),
    "in parts": _Way(find=ways.in_parts, enough=_HALF, sure=0.95),
    "under a heading": _Way(find=ways.under_headings, enough=_MOST, sure=0.9),
    "in an attribute": _Way(find=ways.in_attributes, enough=_MOST, sure=0.7, found_by="attribute"),
    "without a year that the address has": _Way(find=ways.year_from_addresses, enough=_MOST, sure=0.8),
    "without a year that the neighbours have": _Way(find=ways.year_from_neighbours, enough=_MOST, sure=0.8),
}
#: What is left where rows show no date of their own, not even one without a year.
_LAST_RESORTS: Mapping[str, _Way] = {
    "of another day, such as 成文日期": _Way(find=ways.other_day, enough=_MOST, sure=0.5),
    "at the edge of a title": _Way(find=ways.at_edge, enough=_MOST, sure=0.6),
    "in the address": _Way(find=ways.from_addresses, enough=_MOST, sure=0.3, found_by="address"),
}


def date_group(grounds: Grounds, group: Group) -> Dating:
    """Return how *group* is dated, by the surest way that fits enough of its rows."""
    listing = Listing(grounds=grounds, group=group)
    dating = _by(_WAYS, listing)
    if dating:
        return dating
    undated = (None,) * len(group.rows)
    if ways.shows_no_year(listing):
        return Dating(dates=undated, yearless=True)
    return _by(_LAST_RESORTS, listing) or Dating(dates=undated)


def _by(choice: Mapping[str, _Way], listing: Listing) -> Dating | None:
    for name, way in choice.items():
        dating = Dating(dates=tuple(way.find(listing)), found_by=way.found_by, sure=way.sure, way=name)
        if dating.share >= way.enough:
            return dating
    return None
