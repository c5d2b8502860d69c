"""What a pass needs for accounts: the links that people gave and nobody has read, and the secrets."""

from collections.abc import Mapping
from datetime import datetime

from pipeline.settings import Settings
from records.inventory import Inventory
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


def secrets_of(inventory: Inventory, settings: Settings) -> Mapping[str, str]:
    """Return what lets us into the official interfaces that *inventory* names, as far as it is set."""
    named = {source.secret for account in inventory.accounts for source in account.sources if source.secret}
    return {name: secret.get_secret_value() for name, secret in settings.secrets.items() if name in named}
