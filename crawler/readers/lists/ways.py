"""The ways a list can be dated: each takes the listing and gives a date or None for each row."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby, pairwise

from crawler.dates.address import address_date, year_from_address
from crawler.dates.partial import Parts, combine, only_day, short_dates
from crawler.dates.stated import believed, find_dates
from crawler.readers.lists.day_headings import day_headings
from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group, Row
from crawler.readers.lists.header import Header, find_header
from crawler.readers.lists.item import row_address
from crawler.readers.lists.marks import Mark, marks_of
from crawler.readers.signs import Sign

#: A text that can be a digit or a separator of a date spread over several nodes.
_CRUMB = re.compile(r"[\d年月日./-]{1,6}")
#: How many neighbouring nodes a date may be spread over when each holds a part of it.
_WIDEST = (2, 3)
_HALF = 0.5


@dataclass(slots=True, kw_only=True, frozen=True)
class RowDate:
    """The date one row shows."""

    on: date
    at: datetime | None = None


@dataclass(kw_only=True, frozen=True)
class Listing:
    """A group whose dates are looked for, with what several ways need of it."""

    grounds: Grounds
    group: Group

    @cached_property
    def header(self) -> Header:
        """The header of its table, if it is one."""
        return find_header(self.grounds, self.group)

    @cached_property
    def marks(self) -> list[list[Mark]]:
        """The full dates of each row."""
        return [marks_of(self.grounds, row, self.header) for row in self.group.rows]

    @cached_property
    def addresses(self) -> list[str]:
        """The address each row leads to."""
        return [row_address(self.grounds, row) for row in self.group.rows]

    @property
    def not_after(self) -> date:
        """The last day that is believed."""
        return self.grounds.page.not_after


_Dates = list[RowDate | None]


def alone(listing: Listing) -> _Dates:
    """Return the dates that fill their nodes; of several a row, those of the place that runs in order."""
    if listing.header.other_day:
        return [None] * len(listing.marks)
    rows = [_best([mark for mark in marks if mark.stands_out]) for marks in listing.marks]
    most = max(map(len, rows), default=0)
    if most <= 1:
        return _filled(listing, [_date(marks) for marks in rows])
    places = [[_date(marks[place : place + 1] or marks[-1:]) for marks in rows] for place in range(most)]
    return max(reversed(places), key=_descents)


def short(listing: Listing) -> _Dates:
    """Return the dates of the nodes that hold a short form, where all of them fit one."""
    grounds = listing.grounds
    texts = []
    for row in listing.group.rows:
        signs = (grounds.signs[index] for index in grounds.dateish_in(*row.texts))
        texts.append(next((sign.plain for sign in signs if sign.short), ""))
    found = iter(short_dates([text for text in texts if text], not_after=listing.not_after))
    return [_row_date(next(found)) if text else None for text in texts]


def in_parts(listing: Listing) -> _Dates:
    """Return the dates whose year, month and day stand in neighbouring nodes."""
    return [_row_date(_from_parts(listing, row) or _from_crumbs(listing, row)) for row in listing.group.rows]


def under_headings(listing: Listing) -> _Dates:
    """Return the dates of the headings that the rows stand under, months and days added from the rows."""
    headings = day_headings(listing.grounds, listing.group)
    if not headings:
        return [None] * len(listing.group.rows)
    pairs = zip(listing.group.rows, headings, strict=True)
    dates = [_row_date(_headed(listing, row, sign)) for row, sign in pairs]
    falls = _descents(dates) == len(dates) - 1
    return dates if falls or len({*map(id, headings)}) > 1 else [None] * len(dates)


def in_attributes(listing: Listing) -> _Dates:
    """Return the dates that attributes of the rows carry; one that contradicts what is shown is not taken."""
    dates: _Dates = []
    for row in listing.group.rows:
        shown = _month_and_day(listing.grounds, row)
        unseen = _unseen(listing.grounds, row) if shown else None
        on = listing.grounds.stamps.first(row.node, row.end_node) or unseen
        agrees = on and (not shown or (shown.month, shown.day) == (on.month, on.day))
        dates.append(_row_date(on) if agrees else None)
    return dates


def year_from_neighbours(listing: Listing) -> _Dates:
    """Return the rows' dates where some show a year and leave only one year to their neighbours."""
    if listing.header.other_day:
        return [None] * len(listing.marks)
    rows = [_best([mark for mark in marks if mark.stands_out]) for marks in listing.marks]
    return _filled(listing, [_date(marks) for marks in rows])


def year_from_addresses(listing: Listing) -> _Dates:
    """Return the dates shown as month and day whose year the row's address tells."""
    dates: _Dates = []
    for row, address in zip(listing.group.rows, listing.addresses, strict=True):
        parts = _month_and_day(listing.grounds, row)
        on = year_from_address(parts, address, not_after=listing.not_after) if parts else None
        dates.append(_row_date(on))
    return dates


def shows_no_year(listing: Listing) -> bool:
    """Return whether most rows show a month and a day and no year."""
    shown = sum(_month_and_day(listing.grounds, row) is not None for row in listing.group.rows)
    return shown >= _HALF * len(listing.group.rows)


def other_day(listing: Listing) -> _Dates:
    """Return the dates labelled as another day than the item's own: better than nothing, proof of nothing."""
    named = listing.header.other_day
    return [
        _date([mark for mark in marks if mark.alone and (named or mark.other)]) for marks in listing.marks
    ]


def at_edge(listing: Listing) -> _Dates:
    """Return the dates that begin or end a row's title."""
    return [_date([mark for mark in marks if mark.at_edge and not mark.other]) for marks in listing.marks]


def from_addresses(listing: Listing) -> _Dates:
    """Return the dates that the rows' addresses carry."""
    return [_row_date(address_date(address, not_after=listing.not_after)) for address in listing.addresses]


def _unseen(grounds: Grounds, row: Row) -> date | None:
    """Return the first full date that fills a text of *row* which is kept from being seen, or None."""
    outline = grounds.outline
    signs = (
        grounds.signs[index]
        for index in range(*row.texts)
        if index in grounds.signs and outline.nodes[outline.texts[index].node].hidden
    )
    return next((sign.stated[0].on for sign in signs if sign.alone and sign.stated), None)


def _best(marks: list[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.own] or marks


def _date(marks: Sequence[Mark]) -> RowDate | None:
    return RowDate(on=marks[0].stated.on, at=marks[0].stated.at) if marks else None


def _row_date(on: date | None) -> RowDate | None:
    return RowDate(on=on) if on else None


def _descents(dates: Iterable[RowDate | None]) -> int:
    return sum(first.on >= second.on for first, second in pairwise(filter(None, dates)))


def _from_parts(listing: Listing, row: Row) -> date | None:
    signs = listing.grounds.signs
    parts = [signs[index].parts if index in signs else None for index in range(*row.texts)]
    for width in _WIDEST:
        for start in range(len(parts) - width + 1):
            window = [part for part in parts[start : start + width] if part]
            on = combine(window, not_after=listing.not_after) if len(window) == width else None
            if on:
                return on
    return None


def _from_crumbs(listing: Listing, row: Row) -> date | None:
    texts = listing.grounds.texts_in(*row.texts)
    if not any(map(_CRUMB.fullmatch, texts)):
        return None
    for crumbs, run in groupby(texts, key=lambda text: bool(_CRUMB.fullmatch(text))):
        stated = next(find_dates("".join(run), not_after=listing.not_after), None) if crumbs else None
        if stated:
            return stated.on
    return None


def _filled(listing: Listing, dates: _Dates) -> _Dates:
    """Return *dates* with those filled in that show a month and a day, and can be of one year only.

    That is so between two dated rows of a list that runs from new to old, and above
    the first one: today is as late as can be. What stands below the last stays open.
    """
    known = [found.on for found in dates if found]
    if not known or len(known) == len(dates) or any(late < early for late, early in pairwise(known)):
        return dates
    filled, latest, ahead = list(dates), listing.not_after, iter(known)
    earliest: date | None = next(ahead)
    for index, row in enumerate(listing.group.rows):
        found = filled[index]
        if found:
            latest, earliest = found.on, next(ahead, None)
        elif earliest:
            parts = _month_and_day(listing.grounds, row)
            filled[index] = _row_date(only_day(parts, earliest, latest) if parts else None)
    return filled


def _headed(listing: Listing, row: Row, heading: Sign) -> date | None:
    if heading.stated:
        return None if listing.grounds.dateish_in(*row.texts) else heading.stated[0].on
    own = _month_and_day(listing.grounds, row)
    if not own or not heading.parts or heading.parts.month not in (0, own.month):
        return None
    return believed(heading.parts.year, own.month, own.day, not_after=listing.not_after)


def _month_and_day(grounds: Grounds, row: Row) -> Parts | None:
    shown = (grounds.signs[index].parts for index in grounds.dateish_in(*row.texts))
    return next((parts for parts in shown if parts and parts.month and parts.day), None)
