"""Column pages grown from a grammar, each with the newest date its own list shows."""

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

_WHO = ("演练县", "青石镇", "白河村", "县教育局", "县图书馆", "县供水公司", "县第一小学", "县农业农村局")
_WHAT = (
    *(
        "召开秋季农业生产调度会",
        "完成老旧管网更换",
        "启动冬春森林防火值守",
        "举行防汛应急演练",
        "公布年度普查结果",
    ),
    *(
        "关于印发2026年工作要点的通知",
        "2025年第3批名单公示",
        "延长周末办理时间",
        "征求意见（截至2026年12月31日）",
    ),
    *(
        "开展2024-2026年规划中期评估",
        "转发〔2023〕16号文件",
        "新馆试运行",
        "村道安全护栏改造",
        "十四五规划解读",
    ),
)
_CLASSES = ("", "box", "c1", "m-list", "w1000", "txt", "right_con", "gl_part", "fr", "jt")


@dataclass(frozen=True, kw_only=True)
class Grown:
    """A page, and what is true of it."""

    body: bytes
    #: The newest date of the column's own list; None where the page cannot tell it.
    newest: date | None
    #: The choices it was grown from, for a failure's message.
    recipe: str


@dataclass(frozen=True, kw_only=True)
class _Row:
    on: date
    title: str
    href: str
    #: The row's date as markup.
    shown: str


def grow(seed: int) -> Grown:
    """Return the page that *seed* grows into; the same one every time."""
    chance = Random(seed)
    form = chance.choice(list(FORMS))
    days = _days(chance, form)
    rows = [_row(chance, on, form) for on in days]
    frame = _ONLY_IN.get(form) or chance.choice([name for name in FRAMES if name != "under days"])
    own = FRAMES[frame](chance, rows)
    dress = chance.choice(list(DRESSES))
    page = DRESSES[dress](chance, own)
    encoding = chance.choice(["utf-8", "utf-8", "gb18030"])
    unsettled = form == "month first" and all(on.day <= _MONTHS for on in days)
    newest = None if unsettled or form in _UNKNOWABLE else max(days)
    return Grown(
        body=page.encode(encoding),
        newest=newest,
        recipe=f"seed {seed}: {form}, {frame}, {dress}, {len(days)} rows, {encoding}",
    )


def _days(chance: Random, form: str) -> list[date]:
    if form == "told from now":
        return [TODAY - timedelta(days=back) for back in range(3)]
    count = chance.choice([1, 2, 3, 4, 5, 8, 12, 15, 20, 25])
    if form in _OF_MANY:
        count += 5
    day = TODAY - timedelta(days=chance.choice([0, 1, 3, 9, 40, 200, 700]))
    days = []
    for _ in range(count):
        days.append(day)
        day -= timedelta(days=chance.choice([0, 1, 2, 5, 17]))
    order = chance.choice(["falling"] * 5 + ["rising", "pinned", "mixed"])
    if order == "rising":
        days.reverse()
    elif order == "mixed":
        chance.shuffle(days)
    elif order == "pinned" and count > 5:
        days[0] = days[0] - timedelta(days=1500)
    return days


def _row(chance: Random, on: date, form: str) -> _Row:
    number = chance.randrange(10_000, 99_999)
    hrefs = (f"./{number}.html", f"/zwgk/gzdt/{number}.html", f"info/1031/{number}.htm", "javascript:void(0)")
    dated = f"./{on:%Y%m}/t{on:%Y%m%d}_{number}.html"
    href = dated if form in _DATED_LINKS else chance.choice(hrefs)
    return _Row(on=on, title=_title(chance), href=href, shown=FORMS[form](chance, on))


def _title(chance: Random) -> str:
    return chance.choice(_WHO) + chance.choice(_WHAT)


def _wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if one.isdigit() else one for one in text)


def _numeral(value: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(value, 10)
    return ("" if not tens else "十" if tens == 1 else f"{digits[tens]}十") + (digits[ones] if ones else "")


def _chinese(on: date) -> str:
    digits = "〇一二三四五六七八九"
    year = "".join(digits[int(one)] for one in str(on.year))
    return f"{year}年{_numeral(on.month)}月{_numeral(on.day)}日"


def _ago(chance: Random, on: date) -> str:
    words = {0: ["刚刚", "5分钟前", "今天 08:10"], 1: ["昨天", "昨天 10:08"]}
    return f"<span>{chance.choice(words.get((TODAY - on).days, ['前天']))}</span>"


def _epoch(chance: Random, on: date) -> str:
    moment = datetime(on.year, on.month, on.day, 10, 8, tzinfo=SHANGHAI)
    stamp = int(moment.timestamp()) * chance.choice([1, 1000])
    return f'<i data-time="{stamp}"></i>'


Form = Callable[[Random, date], str]
#: How a row writes its date. A new way is a line.
FORMS: Mapping[str, Form] = {
    "dashes": lambda chance, on: f"<span>{on}</span>",
    "dashes in brackets": lambda chance, on: (
        f"<em>{chance.choice(['[{}]', '（{}）', '({})']).format(on)}</em>"
    ),
    "slashes": lambda chance, on: f"<i>{on:%Y/%m/%d}</i>",
    "slashes without zeros": lambda chance, on: f"<i>{on.year}/{on.month}/{on.day}</i>",
    "dots": lambda chance, on: f"<b>{on:%Y.%m.%d}</b>",
    "words": lambda chance, on: f"<span>{on.year}年{on.month}月{on.day}日</span>",
    "with minutes": lambda chance, on: f"<span>{on} 10:08</span>",
    "with seconds": lambda chance, on: f"<span>[{on} 10:08:31]</span>",
    "labelled": lambda chance, on: f"<p>发布时间：{on} 阅读次数：{chance.randrange(9999)}</p>",
    "label apart": lambda chance, on: f"<label>发布日期：</label><span>{on}</span>",
    "wide digits": lambda chance, on: f"<span>{_wide(str(on))}</span>",
    "numerals": lambda chance, on: f"<span>{_chinese(on)}</span>",
    "eight digits": lambda chance, on: f"<span>{on:%Y%m%d}</span>",
    "told from now": _ago,
    "two-digit year": lambda chance, on: f"<span>{on:%y-%m-%d}</span>",
    "day above year and month": lambda chance, on: f"<p><b>{on:%d}</b><i>{on:%Y-%m}</i></p>",
    "month and day above year": lambda chance, on: f"<p><b>{on:%m-%d}</b><i>{on:%Y}</i></p>",
    "year above month and day": lambda chance, on: f"<div>--{on:%Y}--</div><p>{on:%m-%d}</p>",
    "three nodes": lambda chance, on: f"<b>{on:%d}</b><i>{on.month}月</i><u>{on.year}年</u>",
    "a moment in an attribute": _epoch,
    "month and day, the year in the link": lambda chance, on: f"<span>{on:%m-%d}</span>",
    "the link alone": lambda chance, on: "",
    "a day above its rows": lambda chance, on: "",
    "month first": lambda chance, on: f"<span>[{on:%m/%d/%Y}]</span>",
    "month and day alone": lambda chance, on: f"<span>[{on:%m-%d}]</span>",
    "asked and answered": lambda chance, on: (
        f"<p>[提交时间：{on - timedelta(days=chance.randrange(9))}] [回复时间：{on}]</p>"
    ),
}
#: Forms that stand in frames of their own.
_ONLY_IN = {"year above month and day": "li", "a day above its rows": "under days"}
#: Forms that a list settles, or a row's neighbours; one row tells nothing.
_OF_MANY = frozenset({"two-digit year", "month first", "a day above its rows"})
_MONTHS = 12
_DATED_LINKS = frozenset({"month and day, the year in the link", "the link alone"})
_UNKNOWABLE = frozenset({"month and day alone"})


def _link(row: _Row) -> str:
    return f'<a href="{row.href}" title="{escape(row.title)}">{escape(row.title)}</a>'


def _lis(chance: Random, rows: Sequence[_Row]) -> str:
    before = chance.random() < 0.5
    items = [
        f"<li>{row.shown}{_link(row)}</li>" if before else f"<li>{_link(row)}{row.shown}</li>" for row in rows
    ]
    return f'<ul class="{chance.choice(_CLASSES)}">{"".join(items)}</ul>'


def _lis_inside_links(chance: Random, rows: Sequence[_Row]) -> str:
    items = (f'<li><a href="{row.href}"><h4>{escape(row.title)}</h4>{row.shown}</a></li>' for row in rows)
    return f"<ul>{''.join(items)}</ul>"


def _divs(chance: Random, rows: Sequence[_Row]) -> str:
    summary = "<p>为深入贯彻落实2025年9月3日会议精神，我县于2026年10月1日起组织开展相关工作。</p>"
    kept = summary if chance.random() < 0.4 else ""
    items = (f'<div class="item"><h4>{_link(row)}</h4>{kept}<div>{row.shown}</div></div>' for row in rows)
    return f"<div>{''.join(items)}</div>"


def _a_list_an_item(chance: Random, rows: Sequence[_Row]) -> str:
    return "".join(
        f'<ul class="list"><li class="tit">{_link(row)}</li><li class="time">{row.shown}</li></ul>'
        for row in rows
    )


def _fives(chance: Random, rows: Sequence[_Row]) -> str:
    five = [rows[start : start + 5] for start in range(0, len(rows), 5)]
    return "".join(
        f'<ul class="five">{"".join(f"<li>{row.shown}{_link(row)}</li>" for row in some)}</ul>'
        for some in five
    )


def _dl(chance: Random, rows: Sequence[_Row]) -> str:
    return f"<dl><dt>{COLUMN}</dt>{''.join(f'<dd>{_link(row)}{row.shown}</dd>' for row in rows)}</dl>"


def _table(chance: Random, rows: Sequence[_Row]) -> str:
    unit = chance.random() < 0.5
    cells = (
        f"<td>{number}</td><td>{_link(row)}</td>{'<td>县教育局</td>' if unit else ''}<td>{row.shown}</td>"
        for number, row in enumerate(rows, start=1)
    )
    return f'<table class="list">{"".join(f"<tr>{cell}</tr>" for cell in cells)}</table>'


def _headed_table(chance: Random, rows: Sequence[_Row]) -> str:
    head = "<tr><th>序号</th><th>标题</th><th>成文日期</th><th>发布日期</th></tr>"
    cells = (
        f"<td>{number}</td><td>{_link(row)}</td><td>{row.on - timedelta(days=7)}</td><td>{row.shown}</td>"
        for number, row in enumerate(rows, start=1)
    )
    return f"<table>{head}{''.join(f'<tr>{cell}</tr>' for cell in cells)}</table>"


def _nested_tables(chance: Random, rows: Sequence[_Row]) -> str:
    cells = (
        f"<tr><td><table><tr><td>{_link(row)}</td><td>{row.shown}</td></tr></table></td></tr>" for row in rows
    )
    return f"<table><tr><td><table>{''.join(cells)}</table></td></tr></table>"


def _spaced_table(chance: Random, rows: Sequence[_Row]) -> str:
    cells = (
        f'<tr id="line{number}"><td>{_link(row)}</td><td>{row.shown}</td></tr><tr><td colspan="2"></td></tr>'
        for number, row in enumerate(rows)
    )
    return f'<table class="winstyle">{"".join(cells)}</table>'


def _paragraphs(chance: Random, rows: Sequence[_Row]) -> str:
    return f"<div>{''.join(f'<p>{_link(row)} {_inline(row.shown)}</p>' for row in rows)}</div>"


def _inline(shown: str) -> str:
    """Return *shown* with its blocks made inline, as a paragraph can hold them."""
    return shown.replace("<p>", "<span>").replace("</p>", "</span>")


def _with_a_hidden_template(chance: Random, rows: Sequence[_Row]) -> str:
    template = '<li style="display:none"><a href="#">标题模板</a><span>2026-11-23</span></li>'
    return f"<ul>{template}{''.join(f'<li>{_link(row)}{row.shown}</li>' for row in rows)}</ul>"


def _under_days(chance: Random, rows: Sequence[_Row]) -> str:
    head = chance.choice(["<h4>{}</h4><ul>", '<ul><li class="day">{}</li>', "<p><b>{}</b></p><ul>"])
    days = sorted({row.on for row in rows}, reverse=True)
    if len(days) == 1:
        days.append(days[0] - timedelta(days=3))
    items = {on: [row for row in rows if row.on == on] or rows[:1] for on in days}
    lis = {on: "".join(f"<li>{_link(row)}</li>" for row in some) for on, some in items.items()}
    return "".join(f"{head.format(on)}{lis[on]}</ul>" for on in days)


#: What rows are made of. A new frame is a function and a line.
FRAMES: Mapping[str, Callable[[Random, Sequence[_Row]], str]] = {
    "li": _lis,
    "li inside a link": _lis_inside_links,
    "div": _divs,
    "a list an item": _a_list_an_item,
    "lists of five": _fives,
    "dl": _dl,
    "table": _table,
    "headed table": _headed_table,
    "nested tables": _nested_tables,
    "table with spacers": _spaced_table,
    "paragraphs": _paragraphs,
    "a hidden template": _with_a_hidden_template,
    "under days": _under_days,
}


def _head() -> str:
    return f'<meta http-equiv="Content-Type" content="text/html"><title>{COLUMN}_演练县人民政府</title>'


def _menu(chance: Random) -> str:
    names = ("首页", "政务要闻", "政务公开", "办事服务", "互动交流", "数据开放")[: chance.randrange(3, 7)]
    clock = chance.choice(["", "今天是2026年11月23日 星期一", "2026-11-23"])
    items = "".join(f'<li><a href="/c{number}/">{name}</a></li>' for number, name in enumerate(names))
    kinds = chance.choices(_CLASSES, k=2)
    return f'<div class="{kinds[0]}">{clock}</div><ul class="{kinds[1]}">{items}</ul>'


def _crumbs(chance: Random) -> str:
    arrow = chance.choice(["&gt;", "»", "/", "-&gt;"])
    opening = chance.choice(["当前位置：", "您现在的位置：", "您的位置: ", "所在位置："])
    way = f'<a href="/">首页</a> {arrow} <a href="/zwgk/">政务公开</a> {arrow} <span>{COLUMN}</span>'
    return f"<div>{opening}{way}</div>"


def _pager(chance: Random) -> str:
    pagers = (
        '<div class="page"><a>1</a><a href="index_1.html">2</a><a href="index_1.html">下一页</a></div>',
        '<script>createPageHTML(7, 0, "index", "html");</script>',
        "<div>共93条 1/7页 <a>首页</a><a>上一页</a><a>下一页</a><a>尾页</a></div>",
        "",
    )
    return chance.choice(pagers)


def _footer(chance: Random) -> str:
    updated = chance.choice(["", "<p>最后更新：2026-11-22</p>", "<p>网站更新时间：2026年11月23日</p>"])
    numbers = "<p>演ICP备00000000号 网站标识码：0000000000</p>"
    return f"<div>{updated}<p>版权所有：演练县人民政府 2015-2026</p>{numbers}</div>"


def _newer(chance: Random, heading: str) -> str:
    """Return a block of another column's items, as new as today and often more of them."""
    more = chance.choice(["", '<a href="/more/">更多&gt;&gt;</a>'])
    link = '<li><a href="/qt/{}.html">{}</a>{}</li>'
    shown = chance.choice(["<span>2026-11-22</span>", "<span>11-22</span>", "<span>[2026/11/22]</span>"])
    items = "".join(
        link.format(number, _title(chance), shown) for number in range(chance.choice([5, 10, 30]))
    )
    return f'<div class="{chance.choice(_CLASSES)}"><h3>{heading}</h3>{more}<ul>{items}</ul></div>'


def _dressed(chance: Random, own: str, *, before: str = "", after: str = "") -> str:
    above = chance.choice(["both", "crumbs", "heading"])
    heading = "" if above == "crumbs" else f"<h2>{COLUMN}</h2>"
    crumbs = "" if above == "heading" else _crumbs(chance)
    main = f"{crumbs}{heading}{own}{_pager(chance)}"
    for _ in range(chance.randrange(4)):
        main = f'<div class="{chance.choice(_CLASSES)}">{main}</div>'
    body = f"{_menu(chance)}{before}{main}{after}{_footer(chance)}"
    return f"<html><head>{_head()}</head><body>{body}</body></html>"


def _bare(chance: Random, own: str) -> str:
    return _dressed(chance, own)


def _sidebar_after(chance: Random, own: str) -> str:
    return _dressed(chance, own, after=_newer(chance, chance.choice(["热点新闻", "政务要闻", "通知公告"])))


def _sidebar_before(chance: Random, own: str) -> str:
    return _dressed(chance, own, before=_newer(chance, chance.choice(["推荐阅读", "政务要闻", "通知公告"])))


def _sidebars(chance: Random, own: str) -> str:
    before, after = _newer(chance, "政务要闻"), _newer(chance, "热门排行")
    return _dressed(chance, own, before=before, after=after)


def _tabs(chance: Random, own: str) -> str:
    tabs = f"<div><span>{COLUMN}</span><span>新闻发布会</span></div>"
    other = _newer(chance, "新闻发布会").replace("<ul>", '<ul style="display:none">')
    return _dressed(chance, f"{tabs}{own}{other}")


#: What stands around the list. A new one is a function and a line.
DRESSES: Mapping[str, Callable[[Random, str], str]] = {
    "bare": _bare,
    "newer items after it": _sidebar_after,
    "newer items before it": _sidebar_before,
    "newer items on both sides": _sidebars,
    "hidden tabs": _tabs,
}
