"""Whatever is sent, a reader answers with a Reading."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.readers.article import read_article
from crawler.readers.column_list import read_column_list
from crawler.readers.explaining import explain_page
from crawler.readers.explanation import Explanation
from crawler.readers.reading import Reading
from records.civil import parse_moment
from records.targets import ReadHints

NOW = parse_moment("2026-11-23T09:00:00")
MARKUP = (
    *(
        "<div>",
        "</div>",
        "<ul>",
        "<li>",
        "<a href='x.html'>",
        "</a>",
        "<table>",
        "<tr>",
        "<td>",
        "<h1>",
        "<title>",
    ),
    *(
        "<script>",
        "document.write('<li>')",
        "var a='1';",
        "title[0]='x';",
        "</script>",
        "<datastore>",
        "<record>",
    ),
    *(
        "<iframe src=y>",
        "<base href='http://['>",
        "<body style='display:none'>",
        "<!--",
        "-->",
        "&#x110000;",
        "{{x}}",
    ),
)
TEXTS = (
    *("2026-01-01", "2099-01-01", "01-02", "[26-01-02]", "--2021--", "二〇二六年一月一日", "昨天"),
    *("发布时间：", "当前位置：", "首页", "下一页", "共0条", "4/2页", "暂无信息"),
    *("演练县召开工作会议", "\0", "\ufffd"),
)
PIECES = (*MARKUP, *TEXTS)
pages = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
addresses = st.sampled_from(["", "x", "http://[", "http://a.test", "http://a.test/b/c.html?d=e#f"])


@pytest.mark.timeout(120)
@given(body=st.binary(max_size=400), address=addresses)
def test_arbitrary_bytes_are_answered(body: bytes, address: str) -> None:
    for read in (read_column_list, read_article):
        assert isinstance(read(body, address=address, now=NOW), Reading)


@pytest.mark.timeout(120)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(page=pages, address=addresses, encoding=st.sampled_from(["utf-8", "gb18030"]))
def test_arbitrary_markup_is_answered_with_believable_dates(page: str, address: str, encoding: str) -> None:
    for read in (read_column_list, read_article):
        reading = read(page.encode(encoding, errors="replace"), address=address, now=NOW)
        dates = [entry.published_on for entry in reading.entries if entry.published_on]
        assert all(1990 <= on.year <= 2026 for on in dates)
        assert not (reading.complete and reading.entries and not dates)


@pytest.mark.timeout(120)
@given(page=pages, address=addresses, kind=st.sampled_from(["list", "article"]))
def test_arbitrary_markup_is_explained(page: str, address: str, kind: str) -> None:
    told = explain_page(page.encode(errors="replace"), kind=kind, address=address, now=NOW)
    assert isinstance(told, Explanation)


@pytest.mark.timeout(120)
@given(page=pages, selector=st.text(alphabet="abdiul.#[]>:()*,+~ '\"", max_size=12))
def test_arbitrary_selectors_are_answered(page: str, selector: str) -> None:
    hints = ReadHints(rows=selector, date=selector, link=selector)
    reading = read_column_list(page.encode(errors="replace"), address="", now=NOW, hints=hints)
    assert isinstance(reading, Reading)
