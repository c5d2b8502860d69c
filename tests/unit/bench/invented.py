"""Invented pages, and what a person would read on them."""

from datetime import date
from pathlib import Path

from bench.saved import Kind, SavedPage

NOW = date(2026, 11, 23)
NEWEST = date(2026, 11, 3)

LIST = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>工作动态</title></head><body class="p">
<div class="position">当前位置：<a href="/">首页</a> &gt; 工作动态</div>
<div class="frame"><ul class="list">
<li><a href="a/301.html">演练县新建三所幼儿园</a><span>2026-11-03</span></li>
<li><a href="a/300.html">演练县农机补贴开始申报</a><span>2026-10-20</span></li>
<li><a href="a/299.html">演练县公共自行车站点增加</a><span>2026-10-08</span></li></ul></div>
<div class="foot">演练县人民政府办公室</div></body></html>"""


def saved(
    *,
    kind: Kind = Kind.LIST,
    newest: date | None = NEWEST,
    now: date = NOW,
    items: int = 3,
    encoding: str = "utf-8",
    site: str = "一",
    blank: bool = False,
    undated: bool = False,
) -> SavedPage:
    return SavedPage(
        file="1.html",
        place=Path("1.html"),
        kind=kind,
        path="gzdt/index.html",
        now=now,
        site=site,
        encoding=encoding,
        items=items,
        expected_on=newest,
        blank=blank,
        undated=undated,
    )
