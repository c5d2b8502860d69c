"""Links of accounts' articles that people give: whose each is, whether it can be used, and keeping it."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.platforms.hosts import is_within
from pipeline.home import writable
from pipeline.people import name_of_person
from pipeline.settings import Settings
from records.errors import InputError
from records.given import PLATFORM_HOSTS, GivenLink
from records.inventory import Inventory
from records.inventory_files.addresses import checked_address, host_of
from records.inventory_files.load import load_inventory
from records.inventory_files.near import advice, shown
from records.store import Store
from records.targets import Account

#: PostgreSQL cannot index more; no platform's links come near it.
MAX_BYTES = 2_000

#: What WeChat adds to a link for the one who opened it: who has it can read as her.
_PERSONAL = frozenset({"pass_ticket", "appmsg_token"})
#: What makes a link of its search engine one that ends within hours.
_TEMPORARY = frozenset({"src", "timestamp", "signature"})


def give_link(settings: Settings, key: str, url: str, *, by: str, now: datetime) -> GivenLink | None:
    """Keep *url* as a link of the account *key*; returns None where it was given before.

    Raises InputError, with nothing written, for an unknown key and for a link that cannot be used.
    """
    by = name_of_person(by) if by else ""
    inventory = load_inventory(settings.inventory)
    account = account_of(inventory, key)
    try:
        link = GivenLink(target=key, url=checked_link(inventory, account, url), given_at=now, given_by=by)
    except ValueError as error:
        raise InputError(f"the link {error}") from error
    with links_store(settings) as store:
        return link if store.give_link(link) else None


def links_store(settings: Settings) -> Store:
    """Return the store, made where no pass was run yet: people may give before anybody has looked."""
    with writable(settings.home):
        settings.home.mkdir(parents=True, exist_ok=True)
    return Store.open(settings.database)


def account_of(inventory: Inventory, key: str) -> Account:
    """Return the account of that *key*; raises InputError where there is none."""
    known = {account.key: account for account in inventory.accounts}
    if key not in known:
        raise InputError(f"{key}: no account has this key; {advice(key, known)}")
    return known[key]


def checked_link(inventory: Inventory, account: Account, text: str) -> str:
    """Return *text*, letter by letter, where it can be a link to an article of *account*.

    Raises ValueError with the remedy: for what is no http or https address, is on a host
    that fits neither the platform nor the inventory, lets its reader in as somebody, ends
    within hours, or names another account of the inventory.
    """
    text = text.strip()
    if not text.isprintable():
        raise ValueError("holds an invisible character; paste it anew")
    url = checked_address(text)
    if len(url.encode()) > MAX_BYTES:
        raise ValueError(f"is longer than {MAX_BYTES:,} bytes; paste the link of one article")
    host = host_of(url)
    if not _fits(inventory, account, host):
        raise ValueError(
            f"is on {host}, which is no host of {account.platform} and none that the inventory names; "
            "paste the link of the article itself"
        )
    names = {name for name, value in parse_qsl(urlsplit(url).query) if value}
    if names & _PERSONAL or names >= {"key", "uin"}:
        raise ValueError("holds the log-in of who opened it; open the article in WeChat and take 复制链接")
    if names >= _TEMPORARY:
        raise ValueError(
            "is a search engine's and ends within hours; open the article in WeChat and take 复制链接"
        )
    named = [each.key for each in named_in(inventory, account, url)]
    if named and account.key not in named:
        raise ValueError(f"names the account {named[0]}, not {account.key}; give it to that one")
    return url


def named_in(inventory: Inventory, like: Account | None, url: str) -> tuple[Account, ...]:
    """Return the accounts that *url* names by one of their identities, on the platform of *like* if given."""
    words = set(_words(url))
    host = host_of(url)
    return tuple(
        account
        for account in inventory.accounts
        if words.intersection(account.identities)
        and (account.platform is like.platform if like else _fits(inventory, account, host))
    )


def _words(url: str) -> Iterator[str]:
    """Yield the parts of the path and the values of the query: a ``+`` in a biz is no space."""
    parts = urlsplit(url)
    yield from (unquote(part) for part in parts.path.split("/") if part)
    yield from (unquote(pair.partition("=")[2]) for pair in parts.query.split("&"))


def _fits(inventory: Inventory, account: Account, host: str) -> bool:
    known = PLATFORM_HOSTS[account.platform]
    return any(is_within(host, name) for name in known) or host in _hosts(inventory)


def _hosts(inventory: Inventory) -> set[str]:
    addresses = [site.home for site in inventory.sites]
    addresses += [source.url for account in inventory.accounts for source in account.sources if source.url]
    return {host_of(address) for address in addresses}


def account_called(inventory: Inventory, name: str, url: str) -> Account:
    """Return the account that *name*, a key or an exact name, means; of several the one *url* is on.

    Raises ValueError with the remedy where it means none, or more than one.
    """
    for account in inventory.accounts:
        if account.key == name:
            return account
    found = [account for account in inventory.accounts if account.name == name]
    if len(found) > 1:
        host = host_of(url)
        found = [account for account in found if _fits(inventory, account, host)]
        if len(found) != 1:
            raise ValueError(f"{shown(name)} is the name of several accounts; write the key")
    if not found:
        known = [word for account in inventory.accounts for word in (account.key, account.name)]
        raise ValueError(f"no account has the key or the name {shown(name)}; {advice(name, known)}")
    return found[0]
