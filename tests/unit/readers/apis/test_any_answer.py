"""Whatever a page or an interface sends, there is an answer and no exception."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.readers.apis.catalogue import APIS, find_api, read_answer
from crawler.readers.reading import Reading
from records.civil import parse_moment

NOW = parse_moment("2026-11-23T09:00:00")
names = st.sampled_from(sorted(APIS))
addresses = st.sampled_from(["", "x", "http://[", "http://a.test", "http://a.test/gkmlpt/index#1"])
KEYS = (
    *("data", "results", "result", "records", "rows", "list", "articles", "page", "content", "custom"),
    *("infodata", "infolist", "total", "totalcount", "title", "TITLE", "url", "URL", "date", "publishedTime"),
    *("publishDate", "save_time", "docId", "searchVO", "catMap", "listVO", "html", "version", "items"),
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["2026-11-20", "20269999", "9999-12-31T23:59:59-12:00", "http://[", "/a.html", "\ud800"]),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=20,
)
TAGS = (
    *("<rss>", "<channel>", "<item>", "<title>", "<link>", "<pubDate>", "</item>", "</channel>", "</rss>"),
    *("<feed>", "<entry>", "<published>", "<urlset>", "<url>", "<loc>", "<lastmod>", "&x;", "<![CDATA["),
    *("]]>", "<datastore>", "<recordset>", "<record>", "<totalrecord>0</totalrecord>", "2026-11-20", "甲"),
    *("<li><a href='x.html'>演练县召开会议</a>", "Fri, 99 Nov 2026 09:00:00 +0800", "http://[", "</script>"),
)
SCRIPTS = (
    *("<script>", "</script>", "'", '"', "`", "+", "${a}", "{", "}", "data:{", "siteId:1,", "var a='b';"),
    *("'/site/label/8888?siteId=1&labelName=b", "'/irs/front/list'", "customFilter:{", "searchFields:["),
    *(
        "'/igs/front/search/list.html?filter[A]=",
        "http://[",
        "dataproxy.jsp",
        "<nextgroup>",
        "window._CONFIG",
    ),
    *("'/getFileListByCodeId'", "getInfoCommon", "'/information/pubTradingInfo/getTradList'", "channelId:1"),
    *("<script url='build/unit' querydata=\"{'tagId':'list'}\">", "<meta name=channelid content=abc1>"),
    *("<link rel=alternate type='application/rss+xml' href='http://['>", "<link rel=sitemap href='//['>"),
    *("search-gov/data?t=1", "cateSearch.do", "'/postmeta/i/'", "getSecInfoListYzm", "getFullTextDataNew"),
)


@pytest.mark.timeout(120)
@settings(max_examples=200)
@given(name=names, body=st.binary(max_size=300), address=addresses)
def test_arbitrary_bytes_are_read(name: str, body: bytes, address: str) -> None:
    assert isinstance(read_answer(name, body, address=address, now=NOW), Reading)


@pytest.mark.timeout(120)
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(name=names, value=values, address=addresses)
def test_arbitrary_values_are_read_with_believable_dates(name: str, value: object, address: str) -> None:
    reading = read_answer(name, json.dumps(value).encode(), address=address, now=NOW)
    dates = [entry.published_on for entry in reading.entries if entry.published_on]
    assert all(1990 <= on.year <= 2026 for on in dates)
    texts = [text for entry in reading.entries for text in (entry.title, entry.address, entry.source)]
    assert "\0" not in "".join(texts).encode().decode()


@pytest.mark.timeout(120)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(name=names, pieces=st.lists(st.sampled_from(TAGS), max_size=30), address=addresses)
def test_arbitrary_markup_is_read(name: str, pieces: list[str], address: str) -> None:
    assert isinstance(read_answer(name, "".join(pieces).encode(), address=address, now=NOW), Reading)


@pytest.mark.timeout(120)
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(st.sampled_from(SCRIPTS), max_size=30), address=addresses)
def test_whatever_a_page_says_is_asked_over_http_or_not_at_all(pieces: list[str], address: str) -> None:
    found = find_api("".join(pieces).encode(), address=address)
    assert found is None or found.ask.url.startswith(("http://", "https://"))
    assert found is None or found.ask.url.isascii()


@given(body=st.binary(max_size=300), address=addresses)
def test_arbitrary_bytes_are_no_page_or_a_page(body: bytes, address: str) -> None:
    found = find_api(body, address=address)
    assert found is None or found.name in APIS


@pytest.mark.parametrize("name", ["rss", "atom", "sitemap"])
def test_an_element_whose_name_is_none_is_passed_over(name: str) -> None:
    body = b"<urlset><a><x:00-00:00 y='1'><lastmod0000-00-00<td>30:00><feed/><rss/></a><url></urlset>"
    assert isinstance(read_answer(name, body, address="http://a.test/b/", now=NOW), Reading)
