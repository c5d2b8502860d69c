"""Without being told what a page is, the reader gives the same answer."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.readers.article import read_article
from crawler.readers.column_list import read_column_list
from crawler.readers.kind import read_page_of_any_kind
from crawler.readers.reading import Reading
from records.civil import parse_moment
from records.observation import Outcome

NOW = parse_moment("2026-11-23T09:00:00")
ADDRESS = "http://www.yanlian.test/zwgk/gzdt/index.html"
PAGES = Path(__file__).parents[2] / "pages"
READERS: Mapping[str, Callable[..., Reading]] = {"list": read_column_list, "article": read_article}
#: A title and a date without a year, and not a word of text: nothing tells what it is.
NEITHER = {"article/a-sidebar-above-a-header-without-a-year"}
TEXT = "<p>" + "会议通报了今年以来的工作情况，要求各乡镇、各单位抓好落实。" * 4 + "</p>"
TITLE = "<h1>演练县召开秋季农业生产调度会</h1>"
ROWS = "".join(
    f'<li><a href="{day}.html">青石镇完成村道安全护栏改造</a><span>2026-10-{day}</span></li>'
    for day in (20, 18, 12)
)


def told() -> dict[str, dict[str, Any]]:
    """Return the meta of each saved page that a list's or an article's reader reads."""
    metas = {
        path.parent.relative_to(PAGES).as_posix(): json.loads(path.read_text())
        for path in PAGES.rglob("meta.json")
    }
    return {case: meta for case, meta in sorted(metas.items()) if meta.get("kind") in READERS}


def kind_of(markup: str) -> str:
    page = f"<html><head><title>演练县召开秋季农业生产调度会</title></head><body>{markup}</body></html>"
    return read_page_of_any_kind(page.encode(), address=ADDRESS, now=NOW)[0]


def dates(reading: Reading) -> list[date | None]:
    return [entry.published_on for entry in reading.entries if entry.published_on]


@pytest.mark.parametrize("case", told())
def test_a_saved_page_is_read_alike_without_its_kind(case: str) -> None:
    meta, body = told()[case], (PAGES / case / "page.html").read_bytes()
    moment = parse_moment(meta["now"])
    known = READERS[meta["kind"]](body, address=meta["address"], now=moment, charset=meta["charset"])
    _, found = read_page_of_any_kind(body, address=meta["address"], now=moment, charset=meta["charset"])
    assert dates(found) == dates(known)
    assert found == known or case in NEITHER


def test_the_answers_name_the_kind() -> None:
    kinds = {case: meta["kind"] for case, meta in told().items() if case not in NEITHER}
    for case, meta in (
        (case, told()[case]) for case in ("pair/the-list-says-the-20th", "article/label-in-the-header")
    ):
        body = (PAGES / case / "page.html").read_bytes()
        assert read_page_of_any_kind(body, address=meta["address"], now=NOW)[0] == kinds[case]


def test_a_text_under_a_title_with_a_date_is_an_article() -> None:
    assert kind_of(f"{TITLE}<div>发布时间：2026-11-18</div>{TEXT}") == "article"


def test_related_items_below_a_text_do_not_make_it_a_list() -> None:
    assert (
        kind_of(f"{TITLE}<div>发布时间：2026-11-18</div>{TEXT}<h3>相关信息</h3><ul>{ROWS}</ul>") == "article"
    )


def test_an_article_of_pictures_is_an_article() -> None:
    assert (
        kind_of(f"{TITLE}<div>发布时间：2026-11-18</div><img src=a.jpg><a href=b.html>打印本页</a>")
        == "article"
    )


def test_rows_with_dates_are_a_list_even_below_a_line_of_renewal() -> None:
    assert kind_of(f"<h2>工作动态</h2><div>更新时间：2026-11-22</div><ul>{ROWS}</ul>") == "list"


def test_a_list_of_one_row_is_a_list() -> None:
    row = '<ul><li><a href="1.html">青石镇完成村道安全护栏改造</a><span>2026-10-20</span></li></ul>'
    assert kind_of(f"<div>当前位置：首页 &gt; 工作动态</div>{row}") == "list"


def test_a_page_that_says_it_is_empty_is_read_as_a_list() -> None:
    page = f"<h1>演练县人民政府重大行政决策事项目录公开专栏</h1>{TEXT}<p>暂无信息</p>"
    kind, reading = read_page_of_any_kind(page.encode(), address=ADDRESS, now=NOW)
    assert (kind, reading.outcome) == ("list", Outcome.EMPTY)


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"<div>" * 600])
def test_what_is_no_page_is_unreadable(body: bytes) -> None:
    kind, reading = read_page_of_any_kind(body, address=ADDRESS, now=NOW)
    assert (kind, reading.outcome) == ("list", Outcome.UNREADABLE)


def test_a_stub_is_followed_whatever_it_leads_to() -> None:
    stub = b'<meta http-equiv="refresh" content="0;url=./child/">'
    assert read_page_of_any_kind(stub, address=ADDRESS, now=NOW)[1].follow.endswith("/zwgk/gzdt/child/")
