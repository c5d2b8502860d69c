"""A page's links come out as the general way of joining addresses has them."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.readers.page import Page, parse_page
from records.civil import parse_moment

NOW = parse_moment("2026-11-23")
BASES = (
    *("http://www.yanlian.test/", "http://www.yanlian.test", "https://www.yanlian.test/a/b/c.html?d=e#f"),
    *(
        "http://www.yanlian.test/a/../b/c.html",
        "http://www.yanlian.test:8080/a/",
        "http://www.yanlian.test/a;b/c",
    ),
    *("http://www.yanlian.test//a//b.html", "http://www.yanlian.test?x=/y/"),
)
hrefs = st.lists(
    st.sampled_from(
        [
            "a",
            "b-1",
            ".",
            "..",
            "/",
            "./",
            "../",
            "http://",
            "c.test",
            "?",
            "c=1",
            "&",
            "#",
            "d.html",
            "%20",
            ";",
            ":",
        ]
    )
).map("".join)


def page_at(address: str) -> Page:
    return parse_page(b"<p>x</p>", address=address, now=NOW)


@given(base=st.sampled_from(BASES), href=hrefs)
def test_a_link_is_joined_as_the_standard_library_joins_it(base: str, href: str) -> None:
    found = page_at(base).absolute(href)
    joined = urljoin(base, href)
    assert found in ("", joined)
    assert found or not href or href.startswith("#") or not joined.startswith("http")


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("1.html", "http://www.yanlian.test/a/1.html"),
        ("./202611/t20261120_1.html", "http://www.yanlian.test/a/202611/t20261120_1.html"),
        ("/zwgk/", "http://www.yanlian.test/zwgk/"),
        ("../b/?id=1", "http://www.yanlian.test/b/?id=1"),
        ("//files.test/x", "http://files.test/x"),
        ("javascript:void(0)", ""),
    ],
)
def test_links_lead_where_a_browser_would_go(href: str, address: str) -> None:
    assert page_at("http://www.yanlian.test/a/index.html").absolute(href) == address
