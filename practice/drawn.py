"""A county drawn from a seed: a portal, five departments' sites, some 130 columns, 22 accounts, and misdeeds.

Left out are lists whose age no honest look at their page can tell: month and day
without a year, and pictures whose dates stand in the articles alone. Those that a
browser has to fill are left out too, since nobody renders a page every day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from practice.county import Account, Closing, Column, County, DatedBack, Lapse, Rhythm, Site, Unit, Waiver
from practice.draw import between, draw, pick
from practice.families import Family
from practice.yanlian import yanlian

#: The first and the last day of the practised year; what came before is its history.
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
#: The long holidays in which not everybody publishes.
HOLIDAYS = ((date(2026, 2, 14), date(2026, 2, 23)), (date(2026, 10, 1), date(2026, 10, 8)))

_DAILY, _OFTEN, _WEEKLY = Rhythm(every=(1, 1), many=3), Rhythm(every=(2, 4)), Rhythm(every=(3, 5))
_BURSTS = Rhythm(every=(6, 8), many=9)
_MONTHLY, _QUARTERLY, _RARE_BURSTS = (
    Rhythm(every=(18, 35)),
    Rhythm(every=(50, 75)),
    Rhythm(every=(70, 95), many=12),
)
_YEARLY = Rhythm(yearly=((2, 18), (8, 26)))

#: Lists that show a whole date in each row, one way or another.
_LISTS = (
    Family.SPAN,
    Family.BRACKET,
    Family.TABLE,
    Family.SLASHES,
    Family.BLOCKS,
    Family.GROUPS,
    Family.DEFINITIONS,
    Family.DATASTORE,
    Family.ARRAYS,
    Family.SUMMARIES,
)

_SITES = (
    Site(key="portal", name="演练县人民政府", host="127.12.0.1", unit="zfb"),
    Site(key="edu", name="演练教育信息网", host="127.12.0.2", unit="jyj", charset="gbk", layout="school"),
    Site(key="wsj", name="演练健康网", host="127.12.0.3", unit="wjj", clock=False, sidebar=False),
    Site(
        key="cz",
        name="演练财政网",
        host="127.12.0.4",
        unit="czj",
        charset="gb18030",
        layout="school",
        clock=False,
        sidebar=False,
    ),
    Site(key="sl", name="演练水利网", host="127.12.0.5", unit="slj", clock=False, sidebar=False),
    Site(key="rs", name="演练人社网", host="127.12.0.6", unit="rsj", clock=False, sidebar=False),
)

#: The platforms: its key in an account's, the host's last number, the account's kind.
_PLATFORMS = (
    ("wechat", "wx", 1, "订阅号"),
    ("weibo", "wb", 2, "政务微博"),
    ("douyin", "dy", 3, "抖音号"),
    ("toutiao", "tt", 4, "头条号"),
    ("kuaishou", "ks", 5, "快手号"),
    ("channels", "sp", 6, "视频号"),
)

_SHARED = ("jyj", "czj", "slj", "wjj", "yjj"), ("cgz", "lhz", "sqz", "ylx", "bsz")


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """What a site has of one kind."""

    name: str
    class_: str
    topic: str
    rhythms: Sequence[Rhythm]
    families: Sequence[Family] = _LISTS


_NEWS = (_DAILY, _OFTEN, _OFTEN, _WEEKLY, _BURSTS)
_SLOW = (_MONTHLY, _MONTHLY, _QUARTERLY, _RARE_BURSTS)
_OF_EVERY_SITE = (
    _Plan(name="工作动态", class_="news", topic="news", rhythms=_NEWS),
    _Plan(name="要闻转载", class_="news", topic="media", rhythms=_NEWS),
    _Plan(name="基层动态", class_="news", topic="township", rhythms=_NEWS),
    _Plan(name="党建动态", class_="news", topic="department", rhythms=_NEWS),
    _Plan(name="通知公告", class_="notice", topic="notice", rhythms=(_WEEKLY, _MONTHLY)),
    _Plan(name="公示公告", class_="notice", topic="purchase", rhythms=_SLOW),
    _Plan(
        name="政策文件",
        class_="policy",
        topic="policy",
        rhythms=_SLOW,
        families=(Family.TWO_DATES, Family.TABLE),
    ),
    _Plan(name="规范性文件", class_="policy", topic="regulation", rhythms=(_QUARTERLY,)),
    _Plan(name="政策解读", class_="interpretation", topic="interpretation", rhythms=_SLOW),
    _Plan(name="人事信息", class_="personnel", topic="personnel", rhythms=_SLOW),
    _Plan(name="规划计划", class_="plan", topic="plan", rhythms=_SLOW),
    _Plan(name="统计信息", class_="statistics", topic="statistics", rhythms=(_MONTHLY,)),
    _Plan(name="行政处罚", class_="other", topic="penalty", rhythms=_SLOW),
    _Plan(name="重大项目", class_="other", topic="project", rhythms=_SLOW),
    _Plan(name="招考信息", class_="other", topic="exam", rhythms=_SLOW),
    _Plan(
        name="社会救助",
        class_="other",
        topic="welfare",
        rhythms=_SLOW,
        families=(Family.UNIT, Family.SPAN),
    ),
    _Plan(name="部门预决算", class_="budget", topic="budget", rhythms=(_YEARLY,)),
    _Plan(
        name="领导信箱", class_="interaction", topic="letter", rhythms=(_WEEKLY,), families=(Family.LETTERS,)
    ),
    _Plan(name="机构领导", class_="static", topic="", rhythms=(Rhythm(),), families=(Family.LEADERS,)),
    _Plan(name="安全生产专题", class_="topic", topic="safety", rhythms=_SLOW),
)
_OF_THE_PORTAL = (
    _Plan(name="政务要闻", class_="news", topic="news", rhythms=(_DAILY,)),
    _Plan(name="图片新闻", class_="news", topic="picture", rhythms=_NEWS, families=(Family.BLOCKS,)),
    _Plan(name="视频新闻", class_="news", topic="video", rhythms=_NEWS),
    _Plan(name="媒体关注", class_="news", topic="media", rhythms=_NEWS),
    _Plan(name="应急管理", class_="other", topic="emergency", rhythms=_SLOW),
    _Plan(name="食品安全", class_="other", topic="food", rhythms=_SLOW),
    _Plan(name="环境保护", class_="other", topic="environment", rhythms=_SLOW),
    _Plan(name="重大决策", class_="other", topic="decision", rhythms=_SLOW),
    _Plan(name="乡村振兴", class_="other", topic="rural", rhythms=_SLOW),
    _Plan(name="征集调查", class_="interaction", topic="survey", rhythms=_SLOW),
    _Plan(name="机构职能", class_="static", topic="", rhythms=(Rhythm(),), families=(Family.TEXT,)),
    _Plan(name="国企信息", class_="other", topic="", rhythms=(Rhythm(),), families=(Family.NOTE,)),
    _Plan(name="行政执法", class_="other", topic="", rhythms=(Rhythm(),), families=(Family.NONE,)),
)


def drawn_county(seed: int) -> County:
    """Return the county of that *seed*, always the same one."""
    columns = tuple(_with_misdeeds(column, seed) for column in _columns(seed))
    accounts = tuple(_accounts(seed))
    return County(
        name="演练县",
        units=yanlian().units,
        sites=(*_SITES, *_platforms(yanlian().units)),
        columns=columns,
        accounts=accounts,
        waivers=tuple(_waivers(columns, seed)),
        closings=(_closing(seed),),
    )


def smaller(county: County, *sites: str) -> County:
    """Return what *county* has on those *sites*, without the rest and without accounts: for a quick try."""
    columns = tuple(column for column in county.columns if column.site in sites)
    keys = {column.key for column in columns}
    return replace(
        county,
        sites=tuple(site for site in county.sites if site.key in sites),
        columns=columns,
        accounts=(),
        waivers=tuple(waiver for waiver in county.waivers if waiver.target in keys),
        closings=tuple(closing for closing in county.closings if closing.site in sites),
    )


def _platforms(units: Sequence[Unit]) -> Iterator[Site]:
    for name, _, number, kind in _PLATFORMS:
        host = f"127.12.1.{number}"
        yield Site(key=f"p-{name}", name=f"{kind}平台（模拟）", host=host, unit=units[-1].key, platform=name)


def _columns(seed: int) -> Iterator[Column]:
    for site in _SITES:
        plans = (*_OF_EVERY_SITE, *_OF_THE_PORTAL) if site.key == "portal" else _OF_EVERY_SITE
        if site.key == "portal":
            yield _landing("portal-news", "新闻中心", "news")
            yield _landing("portal-open", "信息公开", "other")
            yield from _shared(seed)
        for number, plan in enumerate(plans):
            yield _column(site, number, plan, seed)


def _landing(key: str, name: str, class_: str) -> Column:
    return Column(
        key=key,
        name=name,
        site="portal",
        path=f"/{key}/",
        units=("zfb",),
        class_=class_,
        family=Family.LANDING,
    )


def _shared(seed: int) -> Iterator[Column]:
    """Yield the portal's columns that several units fill."""
    for number, (name, topic) in enumerate((("部门动态", "department"), ("乡镇动态", "township"))):
        key = f"portal-shared{number}"
        yield Column(
            key=key,
            name=name,
            site="portal",
            path=f"/portal-news/{key}/",
            units=_SHARED[number],
            class_="news",
            family=pick((Family.SOURCES, Family.BRACKET), seed, "family", key),
            topic=topic,
            rhythm=_OFTEN,
            parent="portal-news",
            level=2,
            rows=60,
        )


def _column(site: Site, number: int, plan: _Plan, seed: int) -> Column:
    key = f"{site.key}-{number:02}"
    parent = ""
    if site.key == "portal":
        parent = {"news": "portal-news", "other": "portal-open"}.get(plan.class_, "")
    family = pick(plan.families, seed, "family", key)
    return Column(
        key=key,
        name=plan.name,
        site=site.key,
        path=f"/{parent}/{key}/" if parent else f"/{key}/",
        units=(site.unit,),
        class_=plan.class_,
        family=family,
        topic=plan.topic,
        rhythm=pick(plan.rhythms, seed, "rhythm", key),
        parent=parent,
        level=2 if parent else 1,
        rows=12 if family is Family.BLOCKS else 20,
        pinned=1 if plan.class_ == "notice" and not draw(seed, "pinned", key) % 3 else 0,
    )


def _with_misdeeds(column: Column, seed: int) -> Column:
    """Return *column* with what goes wrong in it, drawn anew for each."""
    if not column.topic:
        return column
    changes: dict[str, object] = {"lapses": tuple(_lapses(column, seed))}
    chance = draw(seed, "misdeed", column.key) % 100
    if chance < 6 and not column.shared:
        changes["blanked"] = (_span(3, 14, seed, "blanked", column.key),)
    elif chance < 10 and not column.shared and not column.parent:
        changes["gone_from"] = _day(60, 340, seed, "gone", column.key)
    elif chance < 25:
        first, last = _span(4, 12, seed, "back", column.key)
        later = last + timedelta(days=between(1, 3, seed, "out", column.key))
        changes["dated_back"] = (DatedBack(first=first, last=last, out_on=later),)
    return replace(column, **changes)  # type: ignore[arg-type]


def _lapses(column: Column, seed: int) -> Iterator[Lapse]:
    key = column.key
    if column.class_ == "news":
        for number in range(between(0, 2, seed, "lapses", key)):
            who = pick(column.units, seed, "who", key)
            yield _lapse(column, seed, days=(5, 26), unit=who, number=number)
        if not column.shared and draw(seed, "holidays", key) % 2:
            yield from (Lapse(first=first, last=last) for first, last in HOLIDAYS)
    elif column.class_ == "budget":
        if not draw(seed, "lapses", key) % 3:
            yield Lapse(first=date(2025, 8, 1), last=_day(200, 360, seed, "late", key))
    elif between(0, 1, seed, "lapses", key):
        yield _lapse(column, seed, days=(80, 230))


def _lapse(column: Column, seed: int, *, days: tuple[int, int], unit: str = "", number: int = 0) -> Lapse:
    first, last = _span(*days, seed, "lapse", column.key, number)
    return Lapse(first=first, last=last, unit=unit if column.shared else "")


def _day(fewest: int, most: int, *about: object) -> date:
    return FIRST + timedelta(days=between(fewest, most, *about))


def _span(fewest: int, most: int, *about: object) -> tuple[date, date]:
    """Return the first and the last day of something that lasts so many days and begins within the year."""
    first = _day(2, 350, "first", *about)
    return first, first + timedelta(days=between(fewest, most, "days", *about))


def _accounts(seed: int) -> Iterator[Account]:
    units = [unit for unit in yanlian().units if unit.kind != "其他"]
    for number in range(22):
        platform, short, _, kind = _PLATFORMS[number % len(_PLATFORMS)]
        unit = units[number % len(units)]
        key = f"{short}-{number:02}"
        rhythm = pick((_DAILY, _OFTEN, _WEEKLY, _WEEKLY), seed, "rhythm", key)
        lapses = [_span(8, 30, seed, "lapse", key, n) for n in range(between(0, 2, seed, "lapses", key))]
        yield Account(
            key=key,
            platform=platform,
            kind=kind,
            name=f"{unit.name.removeprefix('县')}{number:02}",
            id=f"practised{number:04}",
            unit=unit.key,
            rhythm=Rhythm() if number == 20 else rhythm,
            lapses=tuple(Lapse(first=first, last=last) for first, last in lapses),
            gone_from=_day(100, 300, seed, "cancelled") if number == 21 else None,
        )


def _waivers(columns: Sequence[Column], seed: int) -> Iterator[Waiver]:
    """Yield waivers for a few of the lapses: some hold all through one, some end before it does."""
    plain = [
        column for column in columns if column.lapses and column.class_ != "news" and column.site != "sl"
    ]
    for column in plain[:: max(1, len(plain) // 4)]:
        lapse = column.lapses[0]
        days = between(30, 200, seed, "waiver", column.key)
        yield Waiver(
            target=column.key,
            first=lapse.first,
            last=lapse.first + timedelta(days=days),
            basis=f"关于{column.name}栏目暂停更新的报备说明",
        )


def _closing(seed: int) -> Closing:
    first, last = _span(9, 16, seed, "closing")
    return Closing(site="sl", first=first, last=last, approval="关于网站临时下线的批复")
