"""What the rows of a grown column are made of: lists, blocks and what a script writes."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from random import Random

from bench.grown import tables
from bench.grown.column import CLASSES, COLUMN, TODAY, Row

Frame = Callable[[Random, Sequence[Row]], str]
_FIVE = 5
_SUMMARY = (
    "为深入贯彻落实2025年9月3日会议精神，我县于2026年10月1日起组织开展相关工作。",
    "11月22日，县教育局召开会议，总结2026年前三季度工作，部署下一步任务。",
    "2026年11月23日前未办理的，请尽快到县政务服务中心三楼办理。",
)


def inline(shown: str) -> str:
    """Return *shown* with its blocks made inline, as a paragraph or a link can hold them."""
    for block in ("p", "div"):
        shown = shown.replace(f"<{block}", "<span").replace(f"</{block}>", "</span>")
    return shown


def _lis(chance: Random, rows: Sequence[Row]) -> str:
    before = chance.random() < 0.5
    items = [
        f"<li>{row.shown}{row.link}</li>" if before else f"<li>{row.link}{row.shown}</li>" for row in rows
    ]
    return f'<ul class="{chance.choice(CLASSES)}">{"".join(items)}</ul>'


def _lis_in_links(_chance: Random, rows: Sequence[Row]) -> str:
    items = (f'<li><a href="{row.href}"><h4>{row.title}</h4>{row.shown}</a></li>' for row in rows)
    return f"<ul>{''.join(items)}</ul>"


def _cards(chance: Random, rows: Sequence[Row]) -> str:
    picture = '<div class="pic"><img src="/p/2026112201.jpg" alt=""></div>' if chance.random() < 0.4 else ""
    summary = f"<p>{chance.choice(_SUMMARY)}</p>" if chance.random() < 0.6 else ""
    last = chance.random() < 0.5
    items = []
    for row in rows:
        when = f"<div>{row.shown}</div>"
        text = f"{summary}{when}" if last else f"{when}{summary}"
        items.append(f'<div class="item">{picture}<h4>{row.link}</h4>{text}</div>')
    return f"<div>{''.join(items)}</div>"


def _a_list_an_item(chance: Random, rows: Sequence[Row]) -> str:
    says = f'<li class="content">{chance.choice(_SUMMARY)}</li>' if chance.random() < 0.4 else ""
    return "".join(
        f'<ul class="list"><li class="tit">{row.link}</li>{says}<li class="time">{row.shown}</li></ul>'
        for row in rows
    )


def _fives(chance: Random, rows: Sequence[Row]) -> str:
    between = chance.choice(["", "<hr>", '<div class="line"></div>'])
    five = [rows[start : start + _FIVE] for start in range(0, len(rows), _FIVE)]
    return between.join(
        f'<ul class="five">{"".join(f"<li>{row.shown}{row.link}</li>" for row in some)}</ul>' for some in five
    )


def _ruled(_chance: Random, rows: Sequence[Row]) -> str:
    items = []
    for number, row in enumerate(rows, start=1):
        items.append(f"<li>{row.shown}{row.link}</li>")
        if number % _FIVE == 0:
            items.append('<li class="line">&nbsp;</li>')
    return f"<ul>{''.join(items)}</ul>"


def _dl(_chance: Random, rows: Sequence[Row]) -> str:
    return f"<dl><dt>{COLUMN}</dt>{''.join(f'<dd>{row.link}{row.shown}</dd>' for row in rows)}</dl>"


def _dls(_chance: Random, rows: Sequence[Row]) -> str:
    return "".join(f"<dl><dt>{row.link}</dt><dd>{row.shown}</dd></dl>" for row in rows)


def _paragraphs(chance: Random, rows: Sequence[Row]) -> str:
    end = chance.choice(["p", "div", "br"])
    if end == "br":
        return f"<div>{''.join(f'{row.link} {inline(row.shown)}<br>' for row in rows)}</div>"
    return f"<div>{''.join(f'<{end}>{row.link} {inline(row.shown)}</{end}>' for row in rows)}</div>"


def _headings(_chance: Random, rows: Sequence[Row]) -> str:
    items = (f'<div class="publicont"><h4>{row.link}{inline(row.shown)}</h4></div>' for row in rows)
    return f'<div id="toview">{"".join(items)}</div>'


def _hidden_rows(chance: Random, rows: Sequence[Row]) -> str:
    item = f'<a href="#">标题模板标题模板</a><span>{TODAY}</span>'
    hidden = chance.choice(
        (
            *(f'<li style="display:none">{item}</li>', f'<li style="display: none;">{item}</li>' * 3),
            *(f"<!-- <li>{item}</li> -->", f"<li hidden>{item}</li>"),
            f'<script type="text/template"><li>{item}</li></script>',
        )
    )
    return f"<ul>{hidden}{''.join(f'<li>{row.link}{row.shown}</li>' for row in rows)}</ul>"


def _under(heads: Sequence[str], chance: Random, rows: Sequence[Row], name: Callable[[Row], str]) -> str:
    head = chance.choice(heads)
    named = groupby(rows, key=name)
    return "".join(
        f"{head.format(over)}{''.join(f'<li>{row.link}{row.shown}</li>' for row in some)}</ul>"
        for over, some in named
    )


def _under_days(chance: Random, rows: Sequence[Row]) -> str:
    heads = ("<h4>{}</h4><ul>", '<ul><li class="day">{}</li>', "<p><b>{}</b></p><ul>")
    return _under(heads, chance, rows, lambda row: row.on.isoformat())


def _under_years(chance: Random, rows: Sequence[Row]) -> str:
    heads = ("<h3>{}年</h3><ul>", '<div class="year">{}</div><ul>', "<p>{}年</p><ul>")
    return _under(heads, chance, rows, lambda row: str(row.on.year))


def _datastore(_chance: Random, rows: Sequence[Row]) -> str:
    records = "".join(f"<record><![CDATA[<li>{row.link}{row.shown}</li>]]></record>" for row in rows)
    more = (
        "<nextgroup><![CDATA[<a href='/module/web/jpage/dataproxy.jsp?page=1&columnid=31'></a>]]></nextgroup>"
    )
    store = f"<datastore>{more}<recordset>{records}</recordset></datastore>"
    return f'<div id="31"><script type="text/xml">{store}</script></div>'


def _written(_chance: Random, rows: Sequence[Row]) -> str:
    lines = "".join(f"document.write('<li>{row.link}{row.shown}</li>');\n" for row in rows)
    return f"<ul><script>\n{lines}</script></ul>"


#: What rows are made of. A new frame is a function and a line.
FRAMES: Mapping[str, Frame] = {
    "li": _lis,
    "li inside a link": _lis_in_links,
    "cards": _cards,
    "a list an item": _a_list_an_item,
    "lists of five": _fives,
    "rules between rows": _ruled,
    "dl": _dl,
    "a dl an item": _dls,
    "paragraphs": _paragraphs,
    "headings": _headings,
    "hidden rows": _hidden_rows,
    "under days": _under_days,
    "under years": _under_years,
    "datastore": _datastore,
    "written by a script": _written,
    **tables.FRAMES,
}
