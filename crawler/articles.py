"""Opening articles where a list shows no dates."""

from collections.abc import Mapping
from dataclasses import replace

from crawler.guard import Guard
from crawler.readers.reading import Reading
from records.observation import Entry, Outcome

#: Articles opened at most for one look, from the top of the list.
ARTICLES_OPENED = 3


def articles_to_open(listed: Reading, guard: Guard) -> tuple[str, ...]:
    """Return the addresses of the articles worth opening, in the page's order; empty for a dated list."""
    if listed.outcome is not Outcome.UNDATED:
        return ()
    addresses = (entry.address for entry in listed.entries if entry.address)
    allowed = (address for address in addresses if not guard.refusal(address))
    return tuple(dict.fromkeys(allowed))[:ARTICLES_OPENED]


def with_dates(listed: Reading, opened: Mapping[str, Entry]) -> Reading:
    """Return *listed* with the dates its *opened* articles show.

    Lists keep old items pinned on top and are not always sorted, so any item that
    was not opened may be the newest one: the answer proves silence only when every
    listed item was opened and dated.
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


def _dated(entry: Entry, article: Entry | None) -> Entry:
    if article is None or article.published_on is None:
        return entry
    return replace(
        entry,
        published_on=article.published_on,
        published_at=article.published_at,
        source=entry.source or article.source,
        found_by=article.found_by,
        sure=article.sure,
    )
