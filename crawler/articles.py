"""Opening articles where a list shows no dates, or not the days its files were made."""

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


def articles_to_ask(listed: Reading, guard: Guard) -> tuple[str, ...]:
    """Return the addresses of the newest articles to ask for the day they were made.

    Empty for a list that shows such a day itself, or no dates at all.
    """
    if listed.outcome is not Outcome.READ or any(entry.written_on for entry in listed.entries):
        return ()
    addresses = (entry.address for entry in _newest_first(listed.entries) if entry.published_on)
    allowed = (address for address in addresses if address and not guard.refusal(address))
    return tuple(dict.fromkeys(allowed))[:ARTICLES_OPENED]


def with_written_days(listed: Reading, opened: Mapping[str, Entry]) -> Reading:
    """Return *listed* with the days of making that its *opened* articles show, and nothing else of theirs."""
    days = {address: article.written_on for address, article in opened.items()}
    entries = tuple(
        replace(entry, written_on=entry.written_on or days.get(entry.address)) for entry in listed.entries
    )
    return replace(listed, entries=entries)


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
        written_on=article.written_on or entry.written_on,
        found_by=article.found_by,
        sure=article.sure,
    )
