import base64
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from practice.addresses import article_link, newest_article, sources
from practice.faults import Fault
from practice.history import Item
from practice.platforms import ids
from practice.platforms.album import in_album
from practice.platforms.feeds import STILL_FROM
from practice.platforms.homepage import on_homepage
from practice.platforms.manners import MANNERS, Manner, Standing
from practice.platforms.wechat import kind_of, quotes_notices
from practice.serve import Portal
from practice.yanlian import SHANGHAI, SHOWN_AT
from tests.integration.practice.asking import COUNTY, HISTORY, account, ask, newest

KEY = "wx-ylfb"
ITEMS = HISTORY.published(KEY, SHOWN_AT)


def of_kind(kind: int) -> Item:
    return next(item for item in ITEMS if kind_of(item) == kind)


def source(portal: Portal, kind: str) -> str:
    return sources(HISTORY, KEY, portal.port, portal.now)[kind]


@pytest.mark.parametrize("kind", [0, 8, 10])
def test_an_article_has_its_time_where_its_kind_has_it(platforms: Portal, kind: int) -> None:
    item = of_kind(kind)
    told = ask(article_link(COUNTY, item, platforms.port))
    epoch, text = ids.epoch(item), told.text
    assert (told.status, len(told.body) > 200 * 1024) == (200, True)
    assert (f'var ct = "{epoch}"' in text) == (kind == 0)
    assert (f"var oriCreateTime = '{epoch}'" in text) == (kind != 8)
    assert (f"var createTime = '{item.at:%Y-%m-%d %H:%M}'" in text) == (kind != 8)
    assert (f"d.ct = xml ? getXmlValue('ori_create_time.DATA') : '{epoch}'" in text) == (kind != 0)
    assert f"ori_send_time: '{epoch}' * 1" in text
    assert f"ori_create_time: '{epoch}' * 1" in text
    assert f"item_show_type: '{kind}' * 1" in text
    assert ('<em id="publish_time" class="rich_media_meta rich_media_meta_text"></em>' in text) == (kind != 8)
    assert ('id="js_content"' in text) == (kind == 0)
    assert 'id="js_article"' in text


@pytest.mark.parametrize("kind", [0, 8, 10])
def test_an_article_says_whose_it_is_below_somebody_elses_name(platforms: Portal, kind: int) -> None:
    text = ask(article_link(COUNTY, of_kind(kind), platforms.port)).text
    names = re.findall(r"nick_name: (?:JsDecode\()?'([^']*)'", text)
    assert names == ["微信广告", "演练发布"]
    assert "user_name: JsDecode('gh_0a1b2c3d4e01')" in text
    assert ids.biz(account(KEY)) in text
    assert ('id="js_name"' in text) == (kind == 0)
    assert (ids.album_id(account(KEY)) in text) == (kind != 10)


def test_an_article_may_be_as_large_as_real_ones(platforms: Portal) -> None:
    platforms.manners = {KEY: Manner(kilobytes=3000)}
    assert len(ask(newest_article(HISTORY, KEY, platforms.port, SHOWN_AT)).body) > 3_000_000


def test_some_articles_quote_the_notices_and_are_none(platforms: Portal) -> None:
    quoting = next(item for item in ITEMS if quotes_notices(item))
    text = ask(article_link(COUNTY, quoting, platforms.port)).text
    assert "当前环境异常" in text
    assert "已被发布者删除" in text
    assert 'id="js_article"' in text
    assert "weui-msg__title" not in text.partition("</style>")[2]


def test_a_long_address_passes_with_its_check_alone(platforms: Portal) -> None:
    item = newest(KEY)
    long = article_link(COUNTY, item, platforms.port, long=True)
    assert item.title in ask(long).text
    for cut in (long.partition("&chksm=")[0], long[:-1], long.replace(ids.sn(item), "0" * 32)):
        told = ask(cut)
        assert told.status == 302
        where = urlsplit(told.headers["Location"])
        assert where.path == "/mp/wappoc_appmsgcaptcha"
        assert parse_qs(where.query)["target_url"] == [cut]
    text = ask(told.headers["Location"]).text
    assert all(mark in text for mark in ("环境异常", 'id="js_verify"', "secitptpage/verify.html"))


def test_an_article_is_a_bad_link_before_it_came_out(platforms: Portal) -> None:
    link = newest_article(HISTORY, KEY, platforms.port, SHOWN_AT)
    platforms.now = newest(KEY).at - timedelta(minutes=1)
    assert "参数错误" in ask(link).text
    platforms.now = newest(KEY).at
    assert "参数错误" not in ask(link).text


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        ("newest-deleted", "该内容已被发布者删除"),
        ("newest-violating", "此内容因违规无法查看"),
        ("newest-unviewable", "该内容暂时无法查看"),
    ],
)
def test_the_newest_article_may_be_gone_while_the_account_stays(
    platforms: Portal, manner: str, words: str
) -> None:
    platforms.manners = {KEY: MANNERS[manner]}
    gone = ask(article_link(COUNTY, ITEMS[0], platforms.port))
    assert gone.status == 200
    assert f'<div class="weui-msg__title warn">{words}</div>' in gone.text
    assert 'id="js_article"' not in gone.text
    assert ("user_name: 'gh_0a1b2c3d4e01'" in gone.text) == (manner == "newest-violating")
    assert 'id="js_article"' in ask(article_link(COUNTY, ITEMS[1], platforms.port)).text
    msgids = [row["msgid"] for row in rows_of(ask(source(platforms, "album")).data)]
    assert msgids
    assert ids.mid(ITEMS[0]) not in msgids


def test_an_account_that_has_moved_leads_to_the_other_one(platforms: Portal) -> None:
    platforms.manners = {KEY: Manner(standing=Standing.MIGRATED, moved_to="wx-qqlh")}
    text = ask(source(platforms, "article")).text
    match = re.search(r"var transferTargetLink = '([^']+)';", text)
    assert "该公众号已迁移" in text
    assert match is not None
    assert match[1] == newest_article(HISTORY, "wx-qqlh", platforms.port, SHOWN_AT)
    assert "gh_0a1b2c3d4e05" in ask(match[1]).text


@pytest.mark.parametrize(
    ("manner", "words"), [("cancelled", "此帐号已自主注销"), ("banned", "此帐号已被屏蔽")]
)
def test_an_account_that_is_gone_shows_no_article(platforms: Portal, manner: str, words: str) -> None:
    platforms.manners = {KEY: MANNERS[manner]}
    for item in (ITEMS[0], ITEMS[40]):
        assert words in ask(article_link(COUNTY, item, platforms.port)).text
    assert ask(source(platforms, "album")).data["base_resp"]["ret"] == 10004


def test_a_renamed_account_has_its_new_name_everywhere(platforms: Portal) -> None:
    platforms.manners = {KEY: MANNERS["renamed"]}
    assert "nick_name: JsDecode('演练新声')" in ask(source(platforms, "article")).text
    base = ask(source(platforms, "album")).data["getalbum_resp"]["base_info"]
    assert base["nickname"] == "演练新声"
    assert "<title>演练新声</title>" in ask(source(platforms, "feed")).text
    biz = ids.biz(account(KEY))
    assert "更名为“演练新声”" in ask(f"{platforms.address('p-wechat')}mp/aboutbiz?__biz={biz}").text


def rows_of(data: Any) -> list[Any]:
    rows = data["getalbum_resp"]["article_list"]
    return rows if isinstance(rows, list) else [rows]


def test_an_album_holds_some_of_the_articles_in_either_order(platforms: Portal) -> None:
    album = source(platforms, "album")
    first = next(item for item in ITEMS if in_album(item))
    newest_first, oldest_first = (rows_of(ask(f"{album}&is_reverse={n}").data) for n in "10")
    assert newest_first == rows_of(ask(album).data)
    assert newest_first[0]["create_time"] == str(ids.epoch(first))
    times = [int(row["create_time"]) for row in oldest_first]
    assert times == sorted(times)
    assert times[0] < int(newest_first[-1]["create_time"])
    assert item_at(newest_first[0]["url"], platforms) == first.title


def item_at(address: str, portal: Portal) -> str:
    match = re.search(r'property="og:title" content="([^"\n&]*)', ask(address.partition("#")[0]).text)
    assert match is not None
    return match[1]


def test_an_album_whose_owner_shows_the_oldest_first_begins_with_it(platforms: Portal) -> None:
    platforms.manners = {KEY: MANNERS["oldest-first"]}
    album = source(platforms, "album")
    assert ask(album).data == ask(f"{album}&is_reverse=0").data
    assert ask(album).data["getalbum_resp"]["base_info"]["is_reverse"] == "0"
    assert ask(f"{album}&is_reverse=1").data["getalbum_resp"]["base_info"]["is_reverse"] == "1"


def test_an_albums_pages_come_to_an_end_and_to_all_that_is_in_it(platforms: Portal) -> None:
    platforms.now = datetime(2024, 3, 20, 9, tzinfo=SHANGHAI)
    album, seen, flag, begin = source(platforms, "album"), [], "1", ""
    while flag == "1":
        data = ask(f"{album}&begin_msgid={begin}&begin_itemidx=1").data
        flag = str(data["getalbum_resp"]["continue_flag"])
        seen += [row["msgid"] for row in rows_of(data)]
        begin = seen[-1]
    there = [item for item in HISTORY.published(KEY, platforms.now) if in_album(item)]
    assert seen == [ids.mid(item) for item in there]
    assert data["getalbum_resp"]["base_info"]["article_count"] == str(len(there))


def test_one_article_alone_is_an_object_and_no_list(platforms: Portal) -> None:
    told = ask(source(platforms, "album").replace("count=10", "count=1")).data["getalbum_resp"]
    assert isinstance(told["article_list"], dict)
    assert told["continue_flag"] == 1


def test_an_album_that_is_not_there_says_so(platforms: Portal) -> None:
    album = source(platforms, "album").replace(ids.album_id(account(KEY)), "3" * 19)
    assert ask(album).data == {"base_resp": {"exportkey_token": "", "ret": 10004}}


def test_an_album_is_a_page_too(platforms: Portal) -> None:
    text = ask(source(platforms, "album").replace("&f=json", "")).text
    first = next(item for item in ITEMS if in_album(item))
    assert text.count("js_album_item ") == 10
    assert f'data-msgid="{ids.mid(first)}"' in text
    assert f'<span class="js_article_create_time album__item-info-item">{ids.epoch(first)}</span>' in text


def test_a_homepage_answers_post_and_get_in_two_forms(platforms: Portal) -> None:
    address = source(platforms, "homepage")
    got, posted = ask(address).data, ask(address, posted=b"").data
    rows = got["data"]["homepage_render"]["appmsg_list"]
    picked = [item for item in ITEMS if on_homepage(item)][:5]
    assert rows == posted["appmsg_list"]
    assert [row["sendtime"] for row in rows] == [ids.epoch(item) for item in picked]
    assert posted["has_more"] == 1
    assert "appmsg_list" not in ask(address.replace("hid=1", "hid=2")).data


def test_a_page_about_the_account_names_its_principal(platforms: Portal) -> None:
    home = platforms.address("p-wechat")
    text = ask(f"{home}mp/aboutbiz?__biz={ids.biz(account(KEY))}").text
    assert "演练县政府办公室" in text
    assert "js_verify_info" in text
    assert 'id="js_verify"' not in text
    assert "请在微信客户端打开链接" in ask(f"{home}mp/profile_ext?action=home").text


def test_sogou_is_late_and_lists_a_namesake(platforms: Portal) -> None:
    text = ask(source(platforms, "sogou")).text
    indexed = HISTORY.published(KEY, SHOWN_AT - timedelta(hours=26))[0]
    assert f"document.write(timeConvert('{ids.epoch(indexed)}'))" in text
    assert re.findall(r'<label name="em_weixinhao">([^<]+)', text)[0] == "gh_0a1b2c3d4e01"
    assert text.count("<!--red_beg-->演练发布<!--red_end-->") == 2
    assert 'id="noresult_part1_container"' in ask(source(platforms, "sogou").replace("gh_", "xh_")).text


def test_sogou_keeps_spiders_out(platforms: Portal) -> None:
    platforms.manners = {KEY: MANNERS["blocked"]}
    told = ask(source(platforms, "sogou"))
    assert told.status == 302
    assert urlsplit(told.headers["Location"]).path == "/antispider/"
    assert 'id="seccodeForm"' in ask(told.headers["Location"]).text


@pytest.mark.parametrize("kind", ["article", "album", "homepage"])
def test_a_verification_stands_before_every_page_of_an_account_and_of_no_other(
    platforms: Portal, kind: str
) -> None:
    platforms.manners = {KEY: MANNERS["blocked"]}
    assert "wappoc_appmsgcaptcha" in ask(source(platforms, kind)).headers["Location"]
    assert ask(sources(HISTORY, "wx-yljy", platforms.port, SHOWN_AT)[kind]).status == 200


def test_so_many_of_so_many_visits_meet_a_verification(platforms: Portal) -> None:
    platforms.manners = {KEY: MANNERS["verifies-some"]}
    link, met = source(platforms, "article"), []
    for minutes in range(10):
        platforms.now = SHOWN_AT + timedelta(minutes=minutes)
        met.append(ask(link).status == 302)
    assert (sum(met[:5]), sum(met[5:])) == (2, 2)


def dates_of(text: str, form: str) -> list[datetime]:
    if form == "json":
        return [datetime.fromisoformat(one) for one in re.findall(r'"date_published": "([^"]+)"', text)]
    tag, read = {
        "rss": ("pubDate", parsedate_to_datetime),
        "atom": ("{http://www.w3.org/2005/Atom}published", datetime.fromisoformat),
    }[form]
    return [read(one.text or "") for one in ElementTree.fromstring(text).iter(tag)]


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_feed_has_the_newest_articles(platforms: Portal, form: str) -> None:
    address = source(platforms, "feed").removesuffix("rss") + form
    assert dates_of(ask(address).text, form) == [item.at for item in ITEMS[:20]]
    naive = dates_of(ask(address.replace("/feeds/", "/naive/feeds/")).text, form)
    assert naive[0] - ITEMS[0].at == timedelta(hours=8)
    still = dates_of(ask(address.replace("/feeds/", "/still/feeds/")).text, form)
    assert still[0] == HISTORY.published(KEY, STILL_FROM)[0].at < STILL_FROM


def test_a_feed_that_stands_still_says_that_it_was_made_now(platforms: Portal) -> None:
    platforms.manners = {KEY: MANNERS["dead-feed"]}
    text = ask(source(platforms, "feed")).text
    built = parsedate_to_datetime(ElementTree.fromstring(text).findtext("channel/lastBuildDate") or "")
    assert built == SHOWN_AT
    assert max(dates_of(text, "rss")) < datetime(2026, 7, 30, tzinfo=UTC)


def test_a_fault_of_an_account_touches_every_address_of_it(platforms: Portal) -> None:
    platforms.faults = (Fault(target=KEY, kind="http503"),)
    for address in sources(HISTORY, KEY, platforms.port, SHOWN_AT).values():
        if urlsplit(address).path:
            assert ask(address).status == 503, address
    assert ask(newest_article(HISTORY, "wx-yljy", platforms.port, SHOWN_AT)).status == 200


@pytest.mark.parametrize(
    "path",
    [
        *(
            "s/",
            "s/%00",
            "s?__biz=&mid=x",
            "s?__biz=A&mid=%C2%B2&idx=&sn=",
            "mp/appmsgalbum",
            "mp/homepage?begin=%C2%B2",
        ),
        *("mp/aboutbiz", "weixin", "weixin?type=1&query=%ff", "feeds/wx-ylfb.pdf", "feeds/nobody.rss"),
        "mp/appmsgalbum?count=" + "9" * 5000,
        "mp/homepage?" + "&".join(["a=b"] * 200),
    ],
)
def test_what_is_oddly_asked_is_answered_all_the_same(platforms: Portal, path: str) -> None:
    assert ask(platforms.address("p-wechat") + path).status in {200, 302, 404}


def test_a_biz_is_ten_digits_in_base64() -> None:
    assert re.fullmatch(rb"3\d{9}", base64.b64decode(ids.biz(account(KEY))))
