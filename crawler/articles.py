"""Opening articles where a list shows no dates."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from crawler.guard import Guard
from crawler.readers.reading import Reading
from records.observation import Entry, Outcome

#: Articles opened at most for one look.
ARTICLES_OPENED = 3

#: How a reading names dates that stand in the items' addresses alone: a migrated site's tell when it moved.
_BY_ADDRESS = "address"


def articles_to_open(listed: Reading, guard: Guard) -> tuple[str, ...]:
    """Return the addresses of the articles worth opening; empty for a list that shows dates.

    They come in the page's order, or by the dates in their addresses, newest first,
    where those are all there is.
    """
    if not _shows_no_dates(listed):
        return ()
    addresses = (entry.address for entry in _newest_first(listed.entries) if entry.address)
    allowed = (address for address in addresses if not guard.refusal(address))
    return tuple(dict.fromkeys(allowed))[:ARTICLES_OPENED]


def with_dates(listed: Reading, opened: Mapping[str, Entry]) -> Reading:
    """Return *listed* with the dates its *opened* articles show.

    Lists keep old items pinned on top and are not always sorted, so any item that
    was not opened may be the newest one: the answer proves silence only when every
    listed item was opened and dated. An article's own date stands before the one in
    its address, and addresses count no longer once an article has spoken.
    """
    entries = tuple(_dated(entry, opened.get(entry.address)) for entry in listed.entries)
    dated = [entry for entry in entries if entry.published_on]
    if not dated:
        return listed
    return replace(
        listed,
        outcome=Outcome.READ,
        complete=len(dated) == len(entries),
        entries=entries,
        found_by=dated[0].found_by,
        note=f"the list shows no dates: {len(dated)} of {len(entries)} articles opened",
    )


def _shows_no_dates(listed: Reading) -> bool:
    return listed.outcome is Outcome.UNDATED or listed.found_by == _BY_ADDRESS


def _newest_first(entries: Sequence[Entry]) -> Sequence[Entry]:
    return sorted(entries, key=lambda entry: entry.published_on or date.min, reverse=True)


def _dated(entry: Entry, article: Entry | None) -> Entry:
    if article is None or article.published_on is None:
        return replace(entry, published_on=None, published_at=None, found_by="", sure=1.0)
    return replace(
        entry,
        title=entry.title or article.title,
        published_on=article.published_on,
        published_at=article.published_at,
        source=entry.source or article.source,
        found_by=article.found_by,
        sure=article.sure,
    )
