"""The inventory: everything the office asked to have watched, at one version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from records.later import LATER
from records.rulebook import Rulebook
from records.targets import Account, Column, Site, Target, Unit, UnitInColumn


@dataclass(frozen=True, kw_only=True)
class Office:
    """The office that inspects (监测单位)."""

    name: str
    signers: tuple[str, ...] = ()
    timezone: str = "Asia/Shanghai"
    mail_from: str = ""
    mail_to: tuple[str, ...] = ()
    board_url: str = ""
    #: The NAME of the chat group that hears of the digest (``XUNCHA_CHAT_<NAME>``), or empty.
    chat: str = field(default="", metadata=LATER)
    #: The telephone (as people write it) that units call about what they were told, or empty.
    phone: str = field(default="", metadata=LATER)


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """A target that is not counted for a while (已报备), with the reason on record."""

    target: str
    #: The first and the last day it holds for.
    from_on: date
    until_on: date
    #: The document, filed note or recorded call it rests on.
    basis: str
    approver: str = ""
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class Offline:
    """A site that is closed for a while with leave (经批准临时下线)."""

    site: str
    #: The first and the last day.
    from_on: date
    until_on: date
    #: The approval it rests on, and where the notice to the public stands.
    approval: str
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Holidays:
    """One year of the State Council's calendar as the office filed it."""

    year: int
    #: Days off that are not ordinary weekends.
    holidays: tuple[date, ...]
    #: Weekend days that are worked (调休).
    workdays: tuple[date, ...]


@dataclass(frozen=True)
class _Indexes:
    units: Mapping[str, Unit]
    sites: Mapping[str, Site]
    columns: Mapping[str, Column]
    accounts: Mapping[str, Account]
    targets: Mapping[str, Target]
    children: Mapping[str, tuple[Column, ...]]


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """The whole inventory; its parts refer to one another by key, and every key resolves."""

    office: Office
    units: tuple[Unit, ...]
    sites: tuple[Site, ...]
    columns: tuple[Column, ...]
    accounts: tuple[Account, ...]
    rulebooks: tuple[Rulebook, ...]
    waivers: tuple[Waiver, ...] = ()
    offline: tuple[Offline, ...] = ()
    calendar: tuple[Holidays, ...] = ()
    #: A digest of all of the above, rulebooks included.
    version: str = ""

    def unit(self, key: str) -> Unit:
        """Return the unit of that *key*; KeyError where there is none."""
        return self._by_key.units[key]

    def site(self, key: str) -> Site:
        """Return the site of that *key*; KeyError where there is none."""
        return self._by_key.sites[key]

    def column(self, key: str) -> Column:
        """Return the column of that *key*; KeyError where there is none."""
        return self._by_key.columns[key]

    def target(self, key: str) -> Target:
        """Return the target of that *key*; KeyError where there is none."""
        return self._by_key.targets[key]

    def targets(self) -> Iterator[Target]:
        """Yield everything a verdict can be about, in inventory order, shares after their column."""
        yield from self._by_key.targets.values()

    def children(self, key: str) -> tuple[Column, ...]:
        """Return the columns whose parent is the column *key*."""
        return self._by_key.children.get(key, ())

    def name(self, target: Target) -> str:
        """Return what people call *target*: a share is called by its column's name."""
        return self.column(target.column).name if isinstance(target, UnitInColumn) else target.name

    def host(self, key: str) -> str:
        """Return the host, lower case, that looks at the column or account *key* ask; empty without one."""
        target = self._by_key.targets.get(key)
        return (urlsplit(self.address(target)).hostname or "") if target else ""

    def address(self, target: Target) -> str:
        """Return where a person can see *target* for herself, or an empty string."""
        if isinstance(target, UnitInColumn):
            return self.column(target.column).url
        if isinstance(target, Column):
            return target.url
        return next((source.url for source in target.sources if source.url), "")

    def answers_for(self, target: Target) -> tuple[Unit, ...]:
        """Return the units that answer for *target* (责任单位)."""
        if isinstance(target, Column):
            return tuple(self.unit(key) for key in target.units)
        return (self.unit(target.unit),)

    @cached_property
    def _by_key(self) -> _Indexes:
        children: dict[str, tuple[Column, ...]] = {}
        targets: dict[str, Target] = {}
        for column in self.columns:
            targets[column.key] = column
            children[column.parent] = (*children.get(column.parent, ()), column)
            if len(column.units) > 1:
                shares = (UnitInColumn(column=column.key, unit=unit) for unit in column.units)
                targets.update((share.key, share) for share in shares)
        targets.update((account.key, account) for account in self.accounts)
        return _Indexes(
            units={unit.key: unit for unit in self.units},
            sites={site.key: site for site in self.sites},
            columns={column.key: column for column in self.columns},
            accounts={account.key: account for account in self.accounts},
            targets=targets,
            children={key: found for key, found in children.items() if key},
        )
