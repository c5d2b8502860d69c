"""The column that grown pages are of: its day, its address, and the titles and links of its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from random import Random

from records.civil import SHANGHAI

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
TODAY = NOW.date()
ADDRESS = "http://www.yanlian.test/zwgk/gzdt/index.html"
COLUMN = "工作动态"
CLASSES = ("", "box", "c1", "m-list", "w1000", "txt", "right_con", "gl_part", "fr", "jt", "news", "list")

_WHO = ("演练县", "青石镇", "白河村", "县教育局", "县图书馆", "县供水公司", "县第一小学", "县农业农村局")
_DONE = (
    *("召开秋季农业生产调度会", "完成老旧管网更换", "启动冬春森林防火值守", "举行防汛应急演练"),
    *("公布年度普查结果", "延长周末办理时间", "新馆试运行", "村道安全护栏改造", "十四五规划解读"),
)
_WITH_YEARS = (
    *("关于印发2026年工作要点的通知", "2025年第3批名单公示", "开展2024-2026年规划中期评估"),
    *("转发〔2023〕16号文件", "（2026）第5号公告", "发布11月份空气质量月报"),
)
_WITH_DAYS = (
    *("征求意见（截至2026年12月31日）", "关于2026年11月22日停水的公告", "学习2025年9月3日讲话精神"),
    *("11月22日起调整公交线路", "2026.11.21现场会侧记", "自2026-11-23起施行新规"),
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One item of the column."""

    on: date
    title: str
    href: str
    #: Its date as markup; empty where the row does not show one.
    shown: str
    #: Its link as markup, the title in it.
    link: str


def title(chance: Random, *, days: bool = True) -> str:
    """Return a title; with *days*, one that may name days of its own."""
    what: list[str] = [*_DONE, *_WITH_YEARS, *(_WITH_DAYS if days else ())]
    return f"{chance.choice(_WHO)}{chance.choice(what)}"


Address = Callable[[int, date], str]
#: Where rows lead by their number; a page's rows all lead alike.
PLAIN_HREFS: Sequence[Address] = (
    lambda number, _on: f"./{number}.html",
    lambda number, _on: f"/zwgk/gzdt/{number}.html",
    lambda number, _on: f"info/1031/{number}.htm",
    lambda number, _on: f"content.jsp?id={number}",
    lambda number, _on: f"http://www.yanlian.test/art/c{number}/{number * 7_919:016x}.shtml",
)
#: Where they lead with their day in the address.
DATED_HREFS: Sequence[Address] = (
    lambda number, on: f"./{on:%Y%m}/t{on:%Y%m%d}_{number}.html",
    lambda number, on: f"/art/{on.year}/{on.month}/{on.day}/art_1031_{number}.html",
    lambda number, on: f"/zwgk/{on:%Y-%m/%d}/content_{number}.htm",
)


def migrated(href: Address) -> Address:
    """Return *href* with the day in the address on which the site was moved: later than the day itself."""
    return lambda number, on: href(number, min(on + timedelta(days=number % 400), TODAY))


def _plain(_chance: Random, href: str, text: str) -> str:
    return f'<a href="{href}">{text}</a>'


def _titled(_chance: Random, href: str, text: str) -> str:
    return f'<a href="{href}" title="{text}" target="_blank">{text}</a>'


def _cut(_chance: Random, href: str, text: str) -> str:
    return f'<a href="{href}" title="{text}">{text[:9]}...</a>'


def _marked(_chance: Random, href: str, text: str) -> str:
    return f'<i class="dot">·</i><a href="{href}"><font color="#333">{text}</font></a>'


def _doubled(chance: Random, href: str, text: str) -> str:
    return (
        f'<a href="{href}"><img src="/p/{chance.randrange(999)}.jpg" alt=""></a><a href="{href}">{text}</a>'
    )


def _called(chance: Random, _href: str, text: str) -> str:
    number = chance.randrange(10_000)
    return f'<a href="javascript:void(0)" onclick="queryDetail(&#39;{number}&#39;,&#39;2&#39;)">{text}</a>'


def _spelt(_chance: Random, href: str, text: str) -> str:
    return f'<a href="{href}" title="{text}">{"".join(f"<span>{one}</span>" for one in text[:30])}</a>'


#: How a row links to its article. A new way is a line.
LINKS: Mapping[str, Callable[[Random, str, str], str]] = {
    "a plain link": _plain,
    "a title in the link": _titled,
    "a title cut short": _cut,
    "a mark before the link": _marked,
    "two links": _doubled,
    "a script's call": _called,
    "a letter a node": _spelt,
}


def link(chance: Random, way: str, href: str, text: str) -> str:
    """Return the link to *href* that says *text*, in one of the ways of LINKS."""
    return LINKS[way](chance, href, escape(text))
