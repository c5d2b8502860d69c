"""Whom to look at a second time, thoroughly, and when: the second key of what is suspected."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from monitors.memory import Keys
from records.inventory import Inventory
from records.observation import Observation
from records.verdict import Certainty, Reason, Verdict

Standing = Mapping[tuple[str, str], Verdict]
Looked = Mapping[str, Sequence[Observation]]


def thorough_now(
    inventory: Inventory, standing: Standing, looks: Looked, *, now: datetime, keys: Keys
) -> frozenset[str]:
    """Return the columns and accounts whose second look is due at *now*, with a landing page's children."""
    due = (
        verdict
        for verdict in standing.values()
        if (moment := _next(verdict, looks, keys)) is not None and moment <= now
    )
    return frozenset(key for verdict in due for key in _pages(verdict, inventory))


def thorough_in_a_pass(
    inventory: Inventory, standing: Standing, *, now: datetime, keys: Keys
) -> frozenset[str]:
    """Return those that a pass at *now* looks at thoroughly, since it looks at everything anyway.

    That is all that is suspected for long enough, tried before or not, and what is disputed.
    """
    open_ = (
        verdict
        for verdict in standing.values()
        if verdict.reason is Reason.DISPUTED
        or (_is_suspected(verdict) and verdict.first_key_at and verdict.first_key_at + keys.after <= now)
    )
    return frozenset(key for verdict in open_ for key in _pages(verdict, inventory))


def next_second_look(standing: Standing, looks: Looked, *, keys: Keys) -> datetime | None:
    """Return the moment at which the next second look falls due, past or to come; None without any."""
    moments = (_next(verdict, looks, keys) for verdict in standing.values())
    return min(filter(None, moments), default=None)


def _next(verdict: Verdict, looks: Looked, keys: Keys) -> datetime | None:
    """Return when the suspected *verdict* is to be tried next: twice by itself, and then in every pass."""
    if not _is_suspected(verdict) or verdict.first_key_at is None:
        return None
    page = verdict.target.partition("@")[0]
    tried = [look.seen_at for look in looks.get(page, ()) if look.thorough]
    for wait in (keys.after, keys.alone_after):
        moment = verdict.first_key_at + wait
        if not any(attempt >= moment for attempt in tried):
            return moment
    return None


def _is_suspected(verdict: Verdict) -> bool:
    return verdict.certainty is Certainty.SUSPECTED


def _pages(verdict: Verdict, inventory: Inventory) -> Iterator[str]:
    """Yield the keys to look at for *verdict*, those that the inventory still has."""
    page = verdict.target.partition("@")[0]
    known = {column.key for column in inventory.columns} | {one.key for one in inventory.accounts}
    family = (page, *(child.key for child in inventory.children(page)))
    yield from (key for key in family if key in known)
