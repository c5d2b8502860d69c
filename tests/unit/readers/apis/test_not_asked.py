"""Pages that hint at an API without saying enough to ask it."""

import pytest

from crawler.readers.apis.catalogue import find_api

HERE = "http://www.yanlian.test/zwdt/index.html"
UNIT = "<script url='/gateway/build/unit' queryData=\"{'pageType':'column','tagId':'%s'}\"></script>"
FEED = "<link rel='alternate' type='application/rss+xml' title='%s' href='%s'>"
BLOCK = "/columns/{0}/templates/{0}/blocks/{0}"


def script(code: str) -> str:
    return f"<script>{code}</script>"


HINTS = {
    "a token goes with it": "<meta name='channelid' content='abc123'>"
    + script("get('/searchList/' + id + '?_isAgg=true&token=' + sign())"),
    "a log-in goes with it": script(
        "headers: {Authorization: 'Bearer ' + t}; var siteGuid='1', categoryNum='003';"
        "$.post('/EpointWebBuilder/rest/frontAppCustomAction/getPageInfoListNew', {siteGuid: siteGuid})"
    ),
    "the search needs a token": script(
        "h = 'Bearer ' + t; var categorynum='003'; post('/rest/esinteligentsearch/getFullTextDataNew')"
    ),
    "the site is not named": script("get('/site/label/8888?labelName=publicInfoList&siteId=' + site())"),
    "the label's site is unknown": script("ajax({url:'/site/label/8888', data:{labelName:'a', siteId: s}})"),
    "two lists, and neither stands out": UNIT % "列表一" + UNIT % "列表二",
    "units of the frame alone": UNIT % "主导航" + UNIT % "当前位置",
    "records are in the page": '<datastore><nextgroup><![CDATA[<a href="/a/dataproxy.jsp?page=1">]]>'
    "</nextgroup><record>甲</record></datastore>",
    "no unit in the form": script("jpage({proxyUrl:'/a/dataproxy.jsp', data: {columnid: 1}})"),
    "the column's number is computed": script("get('/postmeta/i/' + column() + '.json')"),
    "two files": script("get('/postmeta/i/1.json'); get('/postmeta/i/2.json')"),
    "nothing is filtered": script("get('/igs/front/search/list.html?index=a&type=b')"),
    "the whole library": script("get('/igs/front/search/list.html?index=a&filter[AVAILABLE]=true')"),
    "the filter is computed": script("get('/igs/front/search/list.html?filter[SITEID]=' + site())"),
    "the table is not named": script("post('/irs/front/list', {code: 'a', tenantId: 'b'})"),
    "the table's owner is not named": script("post('/irs/front/list', {tableName: 'c'})"),
    "the table's filter is computed": script(
        "post('/irs/front/list', {code: 'a', tenantId: 'b', tableName: 'c', customFilter: filter()})"
    ),
    "no channel": script("$.post('/getFileListByCodeId', {channelId: id, page: 0})"),
    "no channel for the older one": script("get('/info/getInfoCommon/?channelid=' + id())"),
    "the form is computed": script("ajax({url: '/getTradList', data: {SOURCE_TYPE: kind(), a: 1}})"),
    "the search has no category": script("ajax({url: '/cateSearch.do', data: {websiteid: '1', q: ''}})"),
    "two blocks": BLOCK.format("1" * 32) + " " + BLOCK.format("2" * 32),
    "two files in capitals": script("get('./AAAAA.json'); get('./BBBBB.json')"),
    "a library that is not named": script("get('/search-gov/data?q=' + q)"),
    "the whole site's feed": "<title>政务动态</title>" + FEED % ("演练县人民政府", "/rss.xml"),
    "a feed without a title": FEED % ("", "/rss.xml"),
    "a feed of nowhere": FEED % ("", "http://["),
    "an address that is none": script("get('http://[/postmeta/i/1.json')"),
}


@pytest.mark.parametrize("hint", HINTS)
def test_what_cannot_be_known_is_not_asked(hint: str) -> None:
    page = f"<html><head></head><body><p>甲</p>{HINTS[hint]}</body></html>"
    assert find_api(page.encode(), address=HERE) is None


@pytest.mark.parametrize("address", ["", "x", "http://[", "file:///a", "http://"])
def test_a_page_from_nowhere_asks_nothing(address: str) -> None:
    page = "<meta name='channelid' content='abc123'>"
    assert find_api(page.encode(), address=HERE) is not None
    assert find_api(page.encode(), address=address) is None


def test_a_catalogue_outside_its_own_path_is_not_asked() -> None:
    page = b"<script>window._CONFIG={SITE_ID:'1'}</script>"
    found = find_api(page, address="http://a.test/x/gkmlpt/index")
    assert found
    assert found.ask.url == "http://a.test/x/gkmlpt/api/all/0?page=1&sid=1"
    assert find_api(page, address="http://a.test/gkmlpt/policy") is None
    assert find_api(page, address="http://a.test/gkmlpt/policy#505") is not None


def test_a_feed_at_the_sites_root_is_not_the_home_pages_column() -> None:
    page = "<title>首页-演练县</title>" + FEED % ("首页", "/rss.xml")
    assert find_api(page.encode(), address="http://a.test/") is None
    assert find_api(b"<link rel=sitemap href='/s.xml'>", address="http://a.test/") is None
