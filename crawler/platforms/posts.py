"""What a platform's answer says of a post, made an entry: plain text, a believed moment, one author."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from crawler.dates.stated import Stated, last_believed
from crawler.platforms.moments import believable
from crawler.platforms.text import plain
from crawler.readers.apis.dated import date_of
from crawler.readers.apis.json_answer import dig
from crawler.readers.bounds import MAX_ROWS
from records.civil import civil_date
from records.observation import Entry

#: Stands for no bound at all; the calendar's own end overflows.
_LAST_DAY = date(9000, 1, 1)


def post(
    *, title: str, address: str = "", moment: datetime | None, found_by: str, sure: float = 1.0
) -> Entry:
    """Return the entry of one post, dated where *moment* is known."""
    return Entry(
        title=plain(title),
        address=address,
        published_on=civil_date(moment) if moment else None,
        published_at=moment,
        found_by=found_by if moment else "",
        sure=sure if moment else 0.0,
    )


def rows_at(value: object, *paths: str) -> list[Mapping[str, object]] | None:
    """Return the objects of the first list at one of *paths*; None for no list or one of other things."""
    found = next((rows for rows in (dig(value, path) for path in paths) if isinstance(rows, list)), None)
    if found is None or not all(isinstance(row, dict) for row in found):
        return None
    return found[:MAX_ROWS]


def stated_at(value: object, *, seen_at: datetime | None) -> Stated | None:
    """Return the day, and the moment where there is one, that a field's *value* states; or None.

    Nothing is believed that lies more than a day after *seen_at*.
    """
    stated = date_of(value, not_after=last_believed(seen_at) if seen_at else _LAST_DAY)
    if stated and stated.at and not believable(stated.at, seen_at=seen_at):
        return None
    return stated


def owner_of(authors: Iterable[str], *, asked: str = "") -> str | None:
    """Return whose posts these are: *asked*, where it is among *authors*, else the one author of them all.

    None for several of whom none was asked for; *asked* where no post names its author.
    """
    found = set(authors) - {""}
    if asked in found or not found:
        return asked
    return found.pop() if len(found) == 1 else None
