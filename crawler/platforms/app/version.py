"""An app in a store. What a store tells is when a version came out: it is never posting, however new."""

from collections.abc import Sequence
from datetime import datetime

from crawler.platforms.posts import stated_at
from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, told_nothing, told_posts
from records.observation import Entry, Outcome

_NUMBER_AT_MOST = 60


def told_version(
    number: str,
    released: object,
    *,
    account: Identity,
    field: str,
    address: str = "",
    seen_at: datetime | None,
) -> Told:
    """Return what a store says of an app: its version as one entry, dated by *released* as its *field* says.

    Never complete: a version is no post, and one that is missing is no silence.
    """
    stated = stated_at(released, seen_at=seen_at)
    entry = Entry(
        title=f"版本 {plain(number)[:_NUMBER_AT_MOST]}".rstrip(),
        address=address,
        published_on=stated.on if stated else None,
        published_at=stated.at if stated else None,
        found_by=field if stated else "",
        sure=1.0 if stated else 0.0,
    )
    note = "the date of a version, which is no posting" if stated else f"the store shows no date in {field}"
    return told_posts([entry], account=account, found_by=field, note=note)


def told_absent(store: str, *, ids: Sequence[str]) -> Told:
    """Return that *store* does not list the app with *ids*: it may well be in other stores."""
    note = f"not listed in {store}: that is this store alone, so look whether the app is in others"
    return told_nothing(Outcome.GONE, note, account=Identity(ids=tuple(ids)))
