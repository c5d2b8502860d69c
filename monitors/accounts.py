"""What the platforms and the inventory say of accounts, held against the notice's rules for them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from monitors.covering import rules_for
from records.civil import civil_date
from records.inventory import Inventory
from records.ledger import LedgerFinding, LedgerKind
from records.observation import AccountSays, Observation
from records.rulebook import Rulebook
from records.targets import Account, SourceKind

#: So many accounts of one feed that all show nothing new for so long: they are not silent, the feed is dead.
_TOGETHER, _STILL = 3, timedelta(days=5)
#: Days of the longest month: a quota that is spread over it evenly.
_MONTH = 31


def account_findings(
    inventory: Inventory, looks: Mapping[str, Sequence[Observation]], *, now: datetime
) -> tuple[LedgerFinding, ...]:
    """Return what of *inventory*'s accounts somebody has to look after at *now*, in inventory order.

    Rules: 房政办发〔2023〕16号, one account a unit and platform, one name on all platforms,
    the certification shows the unit. *looks* are by account, oldest first. No verdict
    changes by any of it.
    """
    found: list[LedgerFinding] = []
    for account in inventory.accounts:
        said = [look.account for look in looks.get(account.key, ()) if look.account]
        found += _in_the_ledger(account, inventory)
        found += _on_the_platform(account, inventory, said[-1], civil_date(now)) if said else ()
        found += _by_quota(account, inventory.rulebooks)
    return (*found, *_still_feeds(inventory, looks, civil_date(now)))


def _in_the_ledger(account: Account, inventory: Inventory) -> Iterator[LedgerFinding]:
    siblings = [each for each in inventory.accounts if each.unit == account.unit and each.key != account.key]
    doubled = [each.name for each in siblings if each.platform is account.platform]
    renamed = [each.name for each in siblings if each.name != account.name]
    if doubled:
        yield _finding(LedgerKind.TWO_ACCOUNTS, account, "、".join(doubled))
    if renamed:
        yield _finding(LedgerKind.NAMES_DIFFER, account, "、".join(dict.fromkeys(renamed)))


def _on_the_platform(
    account: Account, inventory: Inventory, said: AccountSays, today: date
) -> Iterator[LedgerFinding]:
    if account.is_among(said.ids) is False:
        yield _finding(LedgerKind.ANOTHER_ACCOUNT, account, " ".join(filter(None, (said.name, said.ids[0]))))
        return
    if said.name and said.name != account.name:
        yield _finding(LedgerKind.RENAMED, account, said.name)
    if said.principal and said.principal not in _principals(account, inventory, today):
        yield _finding(LedgerKind.ANOTHER_PRINCIPAL, account, said.principal)
    if said.state:
        yield _finding(LedgerKind.NOT_IN_ORDER, account, said.state)


def _principals(account: Account, inventory: Inventory, today: date) -> frozenset[str]:
    """Return the bodies that may stand as certified today: a former one as long as it is accepted."""
    former = (each.name for each in account.principal_was if today <= each.until)
    return frozenset((account.principal or inventory.unit(account.unit).name, *former))


def _by_quota(account: Account, rulebooks: Sequence[Rulebook]) -> Iterator[LedgerFinding]:
    """Yield where posts spread evenly over a month are further apart than the limit of a rulebook."""
    if not account.monthly_posts:
        return
    for rulebook in rulebooks:
        rule = rules_for(account, rulebook).interval
        limit = rule.limit if rule else None
        if limit and not limit.months and _MONTH / account.monthly_posts > limit.days:
            yield LedgerFinding(
                kind=LedgerKind.QUOTA_TOO_SMALL,
                about=account.key,
                number=account.monthly_posts,
                basis=rulebook.number,
            )


def _still_feeds(
    inventory: Inventory, looks: Mapping[str, Sequence[Observation]], today: date
) -> Iterator[LedgerFinding]:
    """Yield, for each account that a feed alone shows, that the feed stands still for all of them."""
    newest: defaultdict[str, dict[str, date]] = defaultdict(dict)
    for account in inventory.accounts:
        last = next(reversed(looks.get(account.key, ())), None)
        entry = last.newest if last and last.how == SourceKind.FEED else None
        feeds = [source.url for source in account.sources if source.kind is SourceKind.FEED]
        if entry and entry.published_on and feeds:
            newest[urlsplit(feeds[0]).hostname or ""][account.key] = entry.published_on
    for host, days in newest.items():
        since = max(days.values())
        if len(days) >= _TOGETHER and today - since > _STILL:
            for key in days:
                yield LedgerFinding(
                    kind=LedgerKind.FEED_STANDS_STILL, about=key, on=since, number=len(days), said=host
                )


def _finding(kind: LedgerKind, account: Account, said: str) -> LedgerFinding:
    return LedgerFinding(kind=kind, about=account.key, said=said)
