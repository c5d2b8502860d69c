"""The blocks round a grown column's own list: menus, sidebars, clocks, counters, footers."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from bench.grown.column import CLASSES, COLUMN, TODAY, title

_DAYS = "一二三四五六日"


def menu(chance: Random) -> str:
    """Return the site's head: its columns, and what portals put on top."""
    names = ("首页", "政务要闻", "政务公开", "办事服务", "互动交流", "数据开放")[: chance.randrange(3, 7)]
    items = "".join(f'<li><a href="/c{number}/">{name}</a></li>' for number, name in enumerate(names))
    kinds = chance.choices(CLASSES, k=2)
    return f'<div class="{kinds[0]}">{_on_top(chance)}</div><ul class="{kinds[1]}">{items}</ul>'


def _on_top(chance: Random) -> str:
    weekday = _DAYS[TODAY.weekday()]
    return chance.choice(
        (
            *("", "", f"今天是{TODAY.year}年{TODAY.month}月{TODAY.day}日 星期{weekday}", f"{TODAY}"),
            f"<span>{TODAY:%Y年%m月%d日}</span><span>晴 3℃~12℃</span>",
            f"您是第{TODAY:%Y%m%d}位访问者",
            f'<form>从<input value="{TODAY - timedelta(days=30)}">到<input value="{TODAY}"></form>',
            "<script>document.write(new Date().toLocaleDateString());</script>",
        )
    )


def crumbs(chance: Random) -> str:
    """Return the line that says where the page stands."""
    arrow = chance.choice(["&gt;", "»", "/", "-&gt;", "&gt;&gt;"])
    opening = chance.choice(["当前位置：", "您现在的位置：", "您的位置: ", "所在位置："])
    last = chance.choice([COLUMN, f"<span>{COLUMN}</span>", f'<a href="./">{COLUMN}</a>'])
    return f'<div>{opening}<a href="/">首页</a> {arrow} <a href="/zwgk/">政务公开</a> {arrow} {last}</div>'


def pager(chance: Random) -> str:
    """Return the way to the column's further pages, or nothing."""
    return chance.choice(
        (
            '<div class="page"><a>1</a><a href="index_1.html">2</a><a href="index_1.html">下一页</a></div>',
            '<script>createPageHTML(7, 0, "index", "html");</script>',
            "<div>共93条 1/7页 <a>首页</a><a>上一页</a><a>下一页</a><a>尾页</a></div>",
            '<div>总数:93 <input value="1"> <a href="?page=2">下页</a></div>',
            "",
        )
    )


def subcolumns(chance: Random) -> str:
    """Return the menu of the column's neighbours, without dates."""
    names = ("领导活动", COLUMN, "部门动态", "乡镇动态", "公示公告", "专题专栏")
    items = "".join(f'<li><a href="../c{number}/">{name}</a></li>' for number, name in enumerate(names))
    return f'<div class="{chance.choice(CLASSES)}"><h3>政务公开</h3><ul>{items}</ul></div>'


def newer(chance: Random, heading: str, *, hidden: bool = False, like: str = "") -> str:
    """Return a block of another column's items, as new as yesterday and often more of them.

    Its date stands in markup of its own, or in markup *like* the column's, with {} for the date.
    """
    more = chance.choice(["", '<a href="/more/">更多&gt;&gt;</a>'])
    day = TODAY - timedelta(days=chance.choice([0, 1]))
    shapes = (
        "<span>{0:%Y-%m-%d}</span>",
        "<span>{0:%m-%d}</span>",
        "<span>[{0:%Y/%m/%d}]</span>",
        "{0:%Y-%m-%d}",
    )
    shown = (like or chance.choice(shapes)).format(day)
    before = chance.random() < 0.5
    items = "".join(
        _item(chance, number, shown, before=before) for number in range(chance.choice([5, 10, 30]))
    )
    style = ' style="display:none"' if hidden else ""
    return f'<div class="{chance.choice(CLASSES)}"{style}><h3>{heading}</h3>{more}<ul>{items}</ul></div>'


def _item(chance: Random, number: int, shown: str, *, before: bool) -> str:
    link = f'<a href="/qt/{number}.html">{title(chance)}</a>'
    return f"<li>{shown}{link}</li>" if before else f"<li>{link}{shown}</li>"


def popular(chance: Random) -> str:
    """Return a ranking of links without dates."""
    items = "".join(
        f'<li><em>{number}</em><a href="/rd/{number}.html">{title(chance)}</a></li>'
        for number in range(1, 11)
    )
    return f'<div class="{chance.choice(CLASSES)}"><h3>点击排行</h3><ol>{items}</ol></div>'


def footer(chance: Random) -> str:
    """Return the site's foot, which often says when something was updated."""
    updated = chance.choice(
        (
            *("", f"<p>最后更新：{TODAY - timedelta(days=1)}</p>", f"<p>网站更新时间：{TODAY} 08:30</p>"),
            f"<p>今日访问：{TODAY:%m%d} 总访问：{TODAY:%Y%m%d}</p>",
        )
    )
    numbers = "<p>演ICP备00000000号 网站标识码：0000000000</p>"
    return f"<div>{updated}<p>版权所有：演练县人民政府 2015-2026</p>{numbers}</div>"


def tabs(names: Sequence[str]) -> str:
    """Return the heads of tabs."""
    return f"<div>{''.join(f'<span>{name}</span>' for name in names)}</div>"
