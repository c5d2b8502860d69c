"""Where the further pages are, by the page itself."""

import pytest

from crawler.next_pages import Pager, find_pager
from records.civil import parse_moment

NOW = parse_moment("2026-11-23T09:00:00+08:00")
HERE = "http://a.test/zwgk/tzgg/"


def pager(html: str, *, address: str = HERE, number: int = 1) -> Pager:
    page = f"<html><body><ul><li><a href='1.html'>关于开展检查的通知</a></li></ul>{html}</body></html>"
    return find_pager(page.encode(), address=address, now=NOW, number=number)


@pytest.mark.parametrize(
    "html",
    [
        "<a href='index_1.html'>下一页</a>",
        "<a href='index_1.html'>下页 ›</a>",
        "<a href='index_1.html'><span>后一页</span></a>",
        "<a href='index_1.html' title='下一页'>&gt;</a>",
        "<a href='index_1.html'>Next &raquo;</a>",
        "<a href='index_1.html' rel='next'>→</a>",
        "<link rel='next' href='index_1.html'>",
        "<a href='#'>1</a><a href='index_1.html'>2</a><a href='index_2.html'>3</a>",
        "<a href='index_1.html#list'>[2]</a>",
        "<script>createPageHTML(9, 0, 'index', 'html');</script>",
        '<script>createPageHTML(\'page_div\', 9, 0,"index","html", 170);</script>',
        "<script>var currentPage = 0; var countPage = 9 // 共多少页\n</script>",
    ],
)
def test_the_next_page_is_found_by_its_word_its_number_or_its_script(html: str) -> None:
    assert pager(html).next == HERE + "index_1.html"


def test_a_page_may_be_a_number_in_the_query() -> None:
    address = "http://a.test/list.jsp?id=7"
    assert pager("<a href='?id=7&page=2'>2</a>", address=address).next == f"{address}&page=2"


@pytest.mark.parametrize(
    "html",
    [
        "<a href='http://b.test/index_1.html'>下一页</a>",
        "<a href='javascript:go(2)'>下一页</a>",
        "<a href='#'>下一页</a>",
        "<a href='/zwgk/tzgg/'>下一页</a>",
        "<a href='/calendar/2.html'>2</a>",
        "<a href='index_1.html'>下一页面的使用说明</a>",
        "<span>共1页</span><a href='index_1.html'>下一页</a>",
        "<script>createPageHTML(1, 0, 'index', 'html');</script>",
        "<script>createPageHTML(9, 5, 'index', 'html');</script>",
        "<script>createPageHTML(9, 0, '../../admin/x', 'html');</script>",
    ],
)
def test_what_leads_elsewhere_or_nowhere_is_no_next_page(html: str) -> None:
    assert pager(html).next == ""


def test_the_last_page_is_found_by_its_word_or_the_count() -> None:
    assert pager("<a href='index_8.html'>尾页</a>").last == HERE + "index_8.html"
    numbered = "<span>共3页</span><a href='p_2.html'>2</a><a href='p_3.html'>3</a>"
    assert pager(numbered) == Pager(next=HERE + "p_2.html", last=HERE + "p_3.html", count=3)


def test_the_highest_number_shown_is_not_taken_for_the_last_page() -> None:
    assert pager("<a href='p_2.html'>2</a><a href='p_3.html'>3</a>").last == ""


def test_a_script_that_counts_from_nought_names_the_second_page_one() -> None:
    script = "<script>createPageHTML(9, 0, 'list', 'shtml');</script>"
    assert pager(script) == Pager(next=HERE + "list_1.shtml", last=HERE + "list_8.shtml", count=9)


def test_a_script_that_counts_from_one_names_the_second_page_two() -> None:
    script = "<script>createPageHTML('div', 9, 1, 'list', 'html', 170);</script>"
    assert pager(script) == Pager(next=HERE + "list_2.html", last=HERE + "list_9.html", count=9)


def test_a_later_page_leads_onward_and_back() -> None:
    script = "<script>createPageHTML(9, 1, 'index', 'html');</script>"
    found = pager(script, address=HERE + "index_1.html", number=2)
    assert (found.next, found.back) == (HERE + "index_2.html", True)


def test_the_older_script_names_its_pages_after_the_page_it_stands_in() -> None:
    script = "<script>var currentPage=1;var countPage=3;</script>"
    found = pager(script, address=HERE + "more_1.htm", number=2)
    assert (found.next, found.last) == (HERE + "more_2.htm", HERE + "more_2.htm")


def test_the_last_page_leads_back_and_not_on() -> None:
    linked = "<span>共3页</span><a href='index_1.html'>上一页</a><a href='index_2.html'>下一页</a>"
    written = "<script>createPageHTML(3, 2, 'index', 'html');</script>"
    for html in (linked, written):
        found = pager(html, address=HERE + "index_2.html", number=3)
        assert (found.next, found.back, found.count) == ("", True, 3)


def test_a_page_that_cannot_be_parsed_tells_of_no_other() -> None:
    assert find_pager(b"", address=HERE, now=NOW) == Pager()
