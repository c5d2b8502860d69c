"""What is watched, and who answers for it: units, sites, columns, accounts and apps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from records.later import LATER


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


class SourceKind(StrEnum):
    """What a source of an account is; which platform may have which is for ``SOURCES`` to say."""

    #: A public page that lists all the account's posts with their dates.
    PAGE = "page"
    #: The page of a single article.
    ARTICLE = "article"
    #: A collection (合集) and a page template (页面模板) of a WeChat account: what its people put there.
    ALBUM = "album"
    HOMEPAGE = "homepage"
    #: The search engine's card of a WeChat account.
    SOGOU = "sogou"
    #: RSS, Atom or JSON Feed.
    FEED = "feed"
    #: The platform's own interface, opened to the office by the account's owner.
    OFFICIAL = "official"
    #: The account's own page on Weibo.
    TIMELINE = "timeline"
    #: The account's own page on a platform that shows strangers a part of it.
    PROFILE = "profile"
    #: An app's page in a store.
    STORE = "store"

    @property
    def can_prove_silence(self) -> bool:
        """Whether it can hold all posts, so that what it lacks was not posted; others prove posts alone."""
        return self in {SourceKind.PAGE, SourceKind.OFFICIAL, SourceKind.TIMELINE}


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
    #: The columns and accounts of the unit that it hears of; empty for all.
    targets: tuple[str, ...] = field(default=(), metadata=LATER)
    #: Whether it hears by text message too, where the office has a gateway.
    sms: bool = field(default=False, metadata=LATER)


@dataclass(frozen=True, kw_only=True)
class FormerName:
    """What a unit, or the body behind an account, was called: until then it still counts as the same."""

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
    #: The NAME of the chat group that its reminders go to as well (``XUNCHA_CHAT_<NAME>``), or empty.
    chat: str = field(default="", metadata=LATER)


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

    kind: SourceKind
    url: str = ""
    file: str = ""
    #: The name of an environment variable, never the secret itself.
    secret: str = ""


#: What is shown and not held to limits, where the office does not say so.
_SHOWN_ONLY = frozenset({Platform.CHANNELS, Platform.APP})
_SHOWN_KINDS = frozenset({"小程序", "视频号", "移动客户端"})


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
    #: Its other identities on the platform, such as the biz beside gh_….
    aliases: tuple[str, ...] = field(default=(), metadata=LATER)
    #: Former 认证主体, each accepted until a day.
    principal_was: tuple[FormerName, ...] = field(default=(), metadata=LATER)
    #: How often a month it may post to all its readers (a 服务号's 群发); None where nothing limits it.
    monthly_posts: int | None = field(default=None, metadata=LATER)
    #: Whether it is held to the limits for accounts; None for what is usual on its platform.
    judged: bool | None = field(default=None, metadata=LATER)

    @property
    def is_judged(self) -> bool:
        """Whether limits hold for it; 视频号, 小程序 and apps are only shown, unless the office says so."""
        usual = self.platform not in _SHOWN_ONLY and self.kind not in _SHOWN_KINDS
        return usual if self.judged is None else self.judged

    @property
    def identities(self) -> tuple[str, ...]:
        """All that the platform knows it by, the inventory's first choice first; often empty."""
        return (*filter(None, [self.id]), *self.aliases)

    def is_among(self, ids: Iterable[str]) -> bool | None:
        """Return whether one of *ids* is its own; None where none of them can be compared.

        WeChat gives an account a gh_… and a biz beside the name that it chose: one of a
        kind that the inventory does not hold says nothing.
        """
        known = {each.lower() for each in self.identities}
        kinds = {_kind_of(each) for each in known}
        said = {each.lower() for each in ids if _kind_of(each.lower()) in kinds}
        return not known.isdisjoint(said) if said else None


def _kind_of(identity: str) -> str:
    """Return of which kind *identity*, in lower case, is among those that one platform gives."""
    if identity.startswith("gh_"):
        return "gh"
    return "biz" if identity.endswith("==") else ""


_ANYWHERE = (SourceKind.PAGE, SourceKind.FEED)
_PROFILES = (SourceKind.PAGE, SourceKind.PROFILE, SourceKind.FEED)

#: The kinds of source that an account of each platform may have.
SOURCES: Mapping[Platform, tuple[SourceKind, ...]] = {
    Platform.WECHAT: (
        SourceKind.PAGE,
        SourceKind.ARTICLE,
        SourceKind.ALBUM,
        SourceKind.HOMEPAGE,
        SourceKind.SOGOU,
        SourceKind.FEED,
        SourceKind.OFFICIAL,
    ),
    Platform.WEIBO: (SourceKind.PAGE, SourceKind.TIMELINE, SourceKind.FEED, SourceKind.OFFICIAL),
    Platform.DOUYIN: _PROFILES,
    Platform.TOUTIAO: _PROFILES,
    Platform.KUAISHOU: _PROFILES,
    Platform.CHANNELS: _ANYWHERE,
    Platform.APP: (SourceKind.PAGE, SourceKind.STORE),
    Platform.OTHER: _ANYWHERE,
}

#: What a verdict can be about. A share is a target of its own beside its column;
#: a site is looked after but has no rule yet, and an app is an account of platform ``app``.
Target = Column | UnitInColumn | Account
