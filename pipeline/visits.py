"""Which of the links that people gave are visited in a pass."""

from collections.abc import Mapping
from datetime import datetime

from records.observation import Outcome
from records.store import Store


def links_to_visit(store: Store, *, now: datetime) -> Mapping[str, tuple[str, ...]]:
    """Return the newest link of each account that no look has come to read since it was given."""
    looks = store.looks(until=now, first_seen=False)
    wanted: dict[str, tuple[str, ...]] = {}
    for key, links in store.given_links(until=now).items():
        newest = links[0]
        since = (look for look in looks.get(key, ()) if look.seen_at >= newest.given_at)
        if not any(look.outcome is Outcome.READ for look in since):
            wanted[key] = (newest.url,)
    return wanted
