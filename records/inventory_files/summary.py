"""What an inventory has judged, and what it leaves unjudged: a choice the office must see."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from records.inventory import Inventory
from records.period import Period
from records.rulebook import Rule, Rulebook, YearDay
from records.targets import Account, Column, ColumnClass, Platform

Targets = tuple[Column | Account, ...]


@dataclass(frozen=True, kw_only=True)
class RuleInForce:
    """One rule, with the number of targets it covers."""

    key: str
    title: str
    #: The longest time without an update; None for a rule about blankness or a fixed date.
    limit: Period | None
    #: Columns or accounts; a unit's share of a column is counted with its column.
    covered: int
    by: YearDay | None = None
    within: Period | None = None


@dataclass(frozen=True, kw_only=True)
class RulebookInForce:
    """One rulebook, with what it judges and what it does not."""

    key: str
    title: str
    number: str
    version: str
    rules: tuple[RuleInForce, ...]
    #: The keys of the columns and accounts without any time limit under this rulebook.
    unlimited: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Summary:
    """An inventory in figures."""

    units: int
    sites: int
    columns: int
    #: Units' shares of columns that several units fill.
    shares: int
    accounts: int
    waivers: int
    #: How many columns are of each class that occurs, in the classes' own order.
    classes: tuple[tuple[ColumnClass, int], ...]
    platforms: tuple[tuple[Platform, int], ...]
    rulebooks: tuple[RulebookInForce, ...]
    #: The keys of the columns and accounts without any time limit under any rulebook.
    unlimited: tuple[str, ...]
    #: The keys of the accounts that name no source, so that only people tell of them.
    sourceless: tuple[str, ...]
    #: The keys of the columns whose class nobody has signed for (``class_by``).
    unsigned: tuple[str, ...]
    #: The keys of the columns that a rule counts from an approval, and that name none (``approved_on``).
    unapproved: tuple[str, ...]


def summary(inventory: Inventory) -> Summary:
    """Return what *inventory* watches and which limits are in force, all in inventory order."""
    rulebooks = tuple(_rulebook(rulebook, inventory) for rulebook in inventory.rulebooks)
    classes = Counter(column.class_ for column in inventory.columns)
    platforms = Counter(account.platform for account in inventory.accounts)
    targets: Targets = (*inventory.columns, *inventory.accounts)
    return Summary(
        units=len(inventory.units),
        sites=len(inventory.sites),
        columns=len(inventory.columns),
        shares=sum(len(column.units) for column in inventory.columns if len(column.units) > 1),
        accounts=len(inventory.accounts),
        waivers=len(inventory.waivers),
        classes=tuple((class_, classes[class_]) for class_ in ColumnClass if classes[class_]),
        platforms=tuple((platform, platforms[platform]) for platform in Platform if platforms[platform]),
        rulebooks=rulebooks,
        unlimited=tuple(t.key for t in targets if all(t.key in book.unlimited for book in rulebooks)),
        sourceless=tuple(account.key for account in inventory.accounts if not account.sources),
        unsigned=tuple(column.key for column in inventory.columns if not column.class_by),
        unapproved=tuple(_unapproved(inventory)),
    )


def _unapproved(inventory: Inventory) -> Iterator[str]:
    rules = [rule for book in inventory.rulebooks for rule in book.rules if rule.within]
    for column in inventory.columns:
        if not column.approved_on and any(_about(rule, column, inventory) for rule in rules):
            yield column.key


def _rulebook(rulebook: Rulebook, inventory: Inventory) -> RulebookInForce:
    targets: Targets = (*inventory.columns, *inventory.accounts)
    limits = [rule for rule in rulebook.rules if rule.limit]
    return RulebookInForce(
        key=rulebook.key,
        title=rulebook.title,
        number=rulebook.number,
        version=rulebook.version,
        rules=tuple(_rule(rule, inventory) for rule in rulebook.rules),
        unlimited=tuple(t.key for t in targets if not any(_about(rule, t, inventory) for rule in limits)),
    )


def _rule(rule: Rule, inventory: Inventory) -> RuleInForce:
    targets: Targets = (*inventory.columns, *inventory.accounts)
    covered = sum(_about(rule, target, inventory) for target in targets)
    return RuleInForce(
        key=rule.key, title=rule.title, limit=rule.limit, covered=covered, by=rule.by, within=rule.within
    )


def _about(rule: Rule, target: Column | Account, inventory: Inventory) -> bool:
    if isinstance(target, Account):
        return rule.covers.accounts()
    kinds = [inventory.unit(unit).kind for unit in target.units]
    covers = rule.covers
    return covers.columns_of(target.class_, target.level) and any(map(covers.answered_by, kinds))
