"""The nouns of a practice county: who is in it, what it publishes where, and how it is led astray."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from practice.families import Family


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A department or township."""

    key: str
    name: str
    #: 县直, 乡镇 or 其他.
    kind: str
    order: int
    #: Former names, each with the last day of its use.
    was: tuple[tuple[str, date], ...] = ()

    def called_on(self, day: date) -> str:
        """Return the name the unit had on *day*."""
        return next((name for name, until in self.was if day <= until), self.name)


@dataclass(frozen=True, kw_only=True)
class Site:
    """A host of its own: the portal, a department's site or a platform."""

    key: str
    name: str
    #: The loopback address it answers on.
    host: str
    unit: str
    charset: str = "utf-8"
    #: The platform it imitates; empty for a website.
    platform: str = ""
    #: Its frame: ``portal`` or ``school``.
    layout: str = "portal"
    #: Each page shows today's date, and so is another page every day.
    clock: bool = True
    #: Each page shows the site's newest items beside its own.
    sidebar: bool = True


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """How often something is published: either every few days or on fixed days of each year."""

    #: The fewest and the most days from one to the next; ``(0, 0)`` for fixed days only.
    every: tuple[int, int] = (0, 0)
    #: The most items on one day.
    many: int = 1
    #: Days of every year, as (month, day).
    yearly: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """Days, first and last included, on which nothing came out (of one unit, if it is named)."""

    first: date
    last: date
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class DatedBack:
    """Items that are printed as of the days from *first* to *last* and come out only on *out_on*."""

    first: date
    last: date
    out_on: date


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column (栏目) with what fills it."""

    key: str
    name: str
    site: str
    #: The folder it stands in, from ``/`` to ``/``.
    path: str
    units: tuple[str, ...]
    #: The class the inventory gives it.
    class_: str
    family: Family
    #: What its titles are about; a key of ``titles.PATTERNS``, empty without rows.
    topic: str = ""
    rhythm: Rhythm = Rhythm()
    lapses: tuple[Lapse, ...] = ()
    dated_back: tuple[DatedBack, ...] = ()
    #: Days, first and last included, on which everything in it was taken offline.
    blanked: tuple[tuple[date, date], ...] = ()
    parent: str = ""
    level: int = 1
    #: Rows a page.
    rows: int = 20
    #: So many of its oldest items stay on top.
    pinned: int = 0
    #: The first day on which it is 404.
    gone_from: date | None = None
    #: Its address is a stub that refreshes to this folder below it.
    stub: str = ""

    @property
    def shared(self) -> bool:
        """Whether several units fill it."""
        return len(self.units) > 1

    @property
    def list_path(self) -> str:
        """The folder of the list itself, which differs from *path* behind a stub."""
        return self.path + self.stub


@dataclass(frozen=True, kw_only=True)
class Account:
    """A new-media account on one of the platforms."""

    key: str
    platform: str
    #: 订阅号, 服务号, 视频号, …
    kind: str
    name: str
    #: Its identity on the platform.
    id: str
    unit: str
    topic: str = "post"
    #: Without a rhythm it has never posted.
    rhythm: Rhythm = Rhythm()
    lapses: tuple[Lapse, ...] = ()
    #: The first day on which the platform says 已注销.
    gone_from: date | None = None
    #: The platform shows a verification instead.
    blocked: bool = False

    @property
    def path(self) -> str:
        """Where its page stands on the platform's host."""
        return f"/u/{self.id}/"


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """A target that is not counted for a while (已报备); both days included."""

    target: str
    first: date
    last: date
    basis: str


@dataclass(frozen=True, kw_only=True)
class Closing:
    """A site that is closed for a while with leave (经批准临时下线); both days included."""

    site: str
    first: date
    last: date
    approval: str


@dataclass(frozen=True, kw_only=True)
class County:
    """A whole county, from which pages, inventory and truth are all derived."""

    name: str
    units: tuple[Unit, ...]
    sites: tuple[Site, ...]
    columns: tuple[Column, ...]
    accounts: tuple[Account, ...]
    waivers: tuple[Waiver, ...] = ()
    closings: tuple[Closing, ...] = ()

    def unit(self, key: str) -> Unit:
        """Return the unit of that *key*; KeyError where there is none."""
        return self._units[key]

    def site(self, key: str) -> Site:
        """Return the site of that *key*; KeyError where there is none."""
        return self._sites[key]

    def column(self, key: str) -> Column:
        """Return the column of that *key*; KeyError where there is none."""
        return self._columns[key]

    def account(self, key: str) -> Account:
        """Return the account of that *key*; KeyError where there is none."""
        return self._accounts[key]

    def place(self, key: str) -> Column | Account:
        """Return the column or account of that *key*; KeyError where there is neither."""
        return self._columns.get(key) or self._accounts[key]

    def platform(self, name: str) -> Site:
        """Return the host that imitates the platform *name*."""
        return next(site for site in self.sites if site.platform == name)

    def children(self, key: str) -> tuple[Column, ...]:
        """Return the columns below the column *key*."""
        return tuple(column for column in self.columns if column.parent == key)

    def knows(self, key: str) -> bool:
        """Return whether *key* is a site's, a column's or an account's."""
        return key in self._sites or key in self._columns or key in self._accounts

    def target_keys(self) -> Iterator[str]:
        """Yield every key a verdict can be about: columns with their shares, then accounts."""
        for column in self.columns:
            yield column.key
            if column.shared:
                yield from (f"{column.key}@{unit}" for unit in column.units)
        yield from self._accounts

    def address(self, key: str, port: int) -> str:
        """Return where the site, column or account *key* is served; KeyError where there is none."""
        if key in self._sites:
            return f"http://{self._sites[key].host}:{port}/"
        if key in self._columns:
            column = self._columns[key]
            return f"http://{self._sites[column.site].host}:{port}{column.path}"
        account = self._accounts[key]
        return f"http://{self.platform(account.platform).host}:{port}{account.path}"

    @cached_property
    def _units(self) -> Mapping[str, Unit]:
        return {unit.key: unit for unit in self.units}

    @cached_property
    def _sites(self) -> Mapping[str, Site]:
        return {site.key: site for site in self.sites}

    @cached_property
    def _columns(self) -> Mapping[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def _accounts(self) -> Mapping[str, Account]:
        return {account.key: account for account in self.accounts}
