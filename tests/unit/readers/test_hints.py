from datetime import date

import pytest

from crawler.readers.column_list import read_column_list
from crawler.readers.reading import Reading
from records.civil import parse_moment
from records.observation import Outcome
from records.targets import ReadHints

NOW = parse_moment("2026-11-23")
PAGE = """<html><body>
<ul class="a"><li><a href="1.html">演练县召开工作会议</a><span>2026-11-20</span></li>
<li><a href="2.html">演练县发布工作简报</a><span>2026-11-19</span></li></ul>
<div class="row"><b class="y">2025</b>-<b>03</b>-<b>04</b>
<p class="t"><a href="/x/9.html" title="全称">简</a></p></div>
<div class="row"><b class="y">2025</b>-<b>03</b>-<b>02</b>
<p class="t"><a href="/x/8.html">另一则</a></p></div>
<div class="row old"><i>20250301</i><p class="t"><a href="/x/7.html">第三则</a></p></div>
</body></html>"""


def read(rows: str = "", date: str = "", link: str = "") -> Reading:
    hints = ReadHints(rows=rows, date=date, link=link)
    return read_column_list(PAGE.encode(), address="http://www.yanlian.test/zw/", now=NOW, hints=hints)


def test_selectors_name_rows_that_the_reader_would_not_take() -> None:
    reading = read(rows="div.row:not(.old)")
    assert reading.outcome is Outcome.READ
    assert reading.found_by == "selector"
    assert [entry.published_on for entry in reading.entries] == [date(2025, 3, 4), date(2025, 3, 2)]
    assert reading.complete


def test_a_selected_row_dated_in_another_way_stays_undated() -> None:
    reading = read(rows="div.row")
    assert [entry.published_on for entry in reading.entries] == [date(2025, 3, 4), date(2025, 3, 2), None]
    assert not reading.complete


def test_the_link_of_a_selected_row_gives_title_and_address() -> None:
    first = read(rows="div.row", link="p.t > a").entries[0]
    assert first.title == "全称"
    assert first.address == "http://www.yanlian.test/x/9.html"


def test_a_date_selector_says_where_in_the_row_the_date_stands() -> None:
    reading = read(rows="div.row", date="i")
    assert [entry.published_on for entry in reading.entries] == [None, None, date(2025, 3, 1)]
    assert not reading.complete


def test_without_a_selector_for_rows_the_readers_own_rows_are_taken() -> None:
    reading = read(date="span")
    assert [entry.published_on for entry in reading.entries] == [date(2026, 11, 20), date(2026, 11, 19)]


@pytest.mark.parametrize(
    "hints",
    [
        {"rows": "div.none"},
        {"rows": "div..row"},
        {"rows": "div["},
        {"rows": "div:unknown"},
        {"rows": "a::attr(href)"},
        {"rows": "script"},
        {"rows": "div.row", "date": "em"},
        {"rows": "div.row", "date": ">>"},
        {"rows": "div.row", "link": "a["},
    ],
)
def test_a_wrong_selector_makes_the_page_unreadable_with_a_reason(hints: dict[str, str]) -> None:
    reading = read(**hints)
    assert reading.outcome is Outcome.UNREADABLE
    assert "selector" in reading.note


def test_a_wrong_link_selector_that_finds_nothing_leaves_the_rows_own_link() -> None:
    assert read(rows="div.row", link="em").entries[0].address == "http://www.yanlian.test/x/9.html"


def instead(body: str) -> Reading:
    """Return the reading of a page that has no rows for the selector."""
    hints = ReadHints(rows="div.row", date="b")
    return read_column_list(body.encode(), address="http://www.yanlian.test/zw/", now=NOW, hints=hints)


def test_a_stub_is_followed_whatever_selectors_are_given() -> None:
    reading = instead('<html><head><meta http-equiv="refresh" content="0;url=/zw/bmdt/"></head></html>')
    assert (reading.outcome, reading.follow) == (Outcome.SHELL, "http://www.yanlian.test/zw/bmdt/")


def test_a_page_that_refuses_is_not_called_a_wrong_selector() -> None:
    reading = instead("<html><head><title>访问验证</title></head><body><h1>安全验证</h1></body></html>")
    assert reading.outcome is Outcome.BLOCKED


def test_rows_that_a_script_is_still_to_write_call_for_the_browser() -> None:
    reading = instead("<html><body><h2>工作动态</h2><script>fetch('/rows')</script></body></html>")
    assert reading.outcome is Outcome.SHELL
    assert "div.row" in reading.note


def test_a_selector_that_cannot_be_read_stays_a_fault_of_the_inventory() -> None:
    body = "<html><body><script>fetch('/rows')</script></body></html>"
    hints = ReadHints(rows="div[")
    reading = read_column_list(body.encode(), address="http://a.test/b/", now=NOW, hints=hints)
    assert reading.outcome is Outcome.UNREADABLE
