"""What is watched, and who answers for it: units, sites, columns, accounts and apps."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class UnitKind(StrEnum):
    """The three kinds a county's ledgers tell apart, and the county government itself.

    What is published in the county government's own name, such as its annual report,
    has another statutory date than a department's.
    """

    COUNTY = "县政府"
    DEPARTMENT = "县直"
    TOWNSHIP = "乡镇"
    OTHER = "其他"


class ContactRole(StrEnum):
    """Who is written to: the first and second person in charge, and from a 催办 on the leader."""

    FIRST = "A角"
    SECOND = "B角"
    LEADER = "分管领导"


class ColumnClass(StrEnum):
    """A column's neutral class; each rulebook's rules name the classes they cover."""

    NEWS = "news"
    NOTICE = "notice"
    POLICY = "policy"
    INTERPRETATION = "interpretation"
    PERSONNEL = "personnel"
    PLAN = "plan"
    STATISTICS = "statistics"
    ANNUAL_REPORT = "annual_report"
    SITE_REPORT = "site_report"
    BUDGET = "budget"
    OTHER = "other"
    STATIC = "static"
    INTERACTION = "interaction"
    TOPIC = "topic"


class Platform(StrEnum):
    """Where an account lives."""

    WECHAT = "wechat"
    WEIBO = "weibo"
    DOUYIN = "douyin"
    TOUTIAO = "toutiao"
    KUAISHOU = "kuaishou"
    CHANNELS = "channels"
    APP = "app"
    OTHER = "other"


class Tls(StrEnum):
    """What a site's broken certificate means: *verify* still looks, *strict* refuses to."""

    VERIFY = "verify"
    STRICT = "strict"


class Render(StrEnum):
    """Whether a column's page needs a browser."""

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A person who hears of a unit's columns."""

    name: str
    mail: str = ""
    phone: str = ""
    role: ContactRole = ContactRole.FIRST


@dataclass(frozen=True, kw_only=True)
class FormerName:
    """What a unit was called, so that older entries still count as its own."""

    name: str
    #: The last day on which the name was in use.
    until: date


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A department or township that answers for columns and accounts (责任单位)."""

    key: str
    name: str
    kind: UnitKind
    #: Where it stands in lists; units of equal order follow one another by key.
    order: int = 0
    contacts: tuple[Contact, ...] = ()
    was: tuple[FormerName, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Site:
    """A website: one host, looked at politely."""

    key: str
    name: str
    #: The address of the home page.
    home: str
    unit: str
    #: The office's own site, where robots.txt is not asked.
    own: bool = False
    #: The host may have a private, loopback or link-local address.
    private: bool = False
    #: Seconds between two requests; None for the default.
    delay: float | None = None
    tls: Tls = Tls.VERIFY
    #: An HTTP proxy for this site alone; empty for the environment's.
    proxy: str = ""


@dataclass(frozen=True, kw_only=True)
class ReadHints:
    """What overrides the reader for one column; empty means that the reader finds it."""

    #: A CSS selector for the rows.
    rows: str = ""
    #: A CSS selector for the date, within a row.
    date: str = ""
    #: A CSS selector for the link, within a row.
    link: str = ""
    render: Render = Render.AUTO
    #: The address of the list's API.
    api: str = ""

    @property
    def selects(self) -> bool:
        """Whether any selector takes the place of the reader's own search."""
        return bool(self.rows or self.date or self.link)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column (栏目) of a site."""

    key: str
    name: str
    url: str
    site: str
    #: The units that answer for it; several share a column such as 乡镇动态.
    units: tuple[str, ...]
    #: The class of its content, and who set it.
    class_: ColumnClass
    class_by: str = ""
    #: The key of the column above it, or empty.
    parent: str = ""
    #: 1 for a first-level column (一级栏目).
    level: int = 1
    #: Who puts items online (发布单位), where that is not a unit of its own.
    publisher: str = ""
    #: Its articles are held to the 20 working days of 主动公开: 成文日期 against 发布日期.
    disclosure: bool = False
    #: Days on which something became due to be published here, such as a budget's approval.
    approved_on: tuple[date, ...] = ()
    #: When a person last checked a static column (概况信息类) for being right; None where nobody did.
    checked_on: date | None = None
    read: ReadHints = field(default_factory=ReadHints)


@dataclass(frozen=True, kw_only=True)
class UnitInColumn:
    """One unit's share of a column that several units fill; judged by the unit's own entries."""

    column: str
    unit: str

    @property
    def key(self) -> str:
        """The share's own key, ``column@unit``."""
        return f"{self.column}@{self.unit}"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One place that tells what an account posted: an address, a file or a secret's name."""

    #: ``page`` is a public page that lists all the account's posts with their dates.
    kind: str
    url: str = ""
    file: str = ""
    secret: str = ""


@dataclass(frozen=True, kw_only=True)
class Account:
    """A new-media account (政务新媒体)."""

    key: str
    platform: Platform
    #: The account's type on its platform: 订阅号, 服务号, …
    kind: str
    name: str
    #: Its identity on the platform (gh_…, biz, uid, sec_uid), or empty where unknown.
    id: str
    #: The unit that runs it (主办单位).
    unit: str
    #: The body the platform certified (认证主体), or empty.
    principal: str = ""
    sources: tuple[Source, ...] = ()
    #: The ledgers it is filed in, by the ledger's name.
    filing: tuple[tuple[str, str], ...] = ()


#: What a verdict can be about. A share is a target of its own beside its column;
#: a site is looked after but has no rule yet, and an app is an account of platform ``app``.
Target = Column | UnitInColumn | Account
