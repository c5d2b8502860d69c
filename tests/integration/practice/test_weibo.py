import json
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from practice.addresses import sources
from practice.platforms import ids
from practice.platforms.manners import MANNERS
from practice.platforms.timeline import created_before, is_repost
from practice.serve import Portal
from practice.yanlian import SHANGHAI, SHOWN_AT
from tests.integration.practice.asking import HISTORY, Told, account, ask, begin, finish, newest

KEY = "wb-ylfb"
UID = ids.uid(account(KEY))
MAKE = b"cb=visitor_gray_callback&ver=20250916&request_id="


def page(portal: Portal, key: str = KEY) -> str:
    return sources(HISTORY, key, portal.port, SHOWN_AT)["timeline"]


def index(portal: Portal, more: str = "", *, uid: str = UID) -> str:
    return f"{portal.address('p-weibo')}api/container/getIndex?type=uid&value={uid}{more}"


def make(portal: Portal, request_id: str, **headers: str) -> Told:
    return ask(
        f"{portal.address('p-weibo')}visitor/genvisitor2", posted=MAKE + request_id.encode(), **headers
    )


def called(told: Told) -> Any:
    match = re.fullmatch(r"window\.visitor_gray_callback && visitor_gray_callback\((.*)\);", told.text)
    assert match is not None
    return json.loads(match[1])


@pytest.fixture
def cookie(platforms: Portal) -> str:
    return make(platforms, "1").cookie


def timeline(portal: Portal, cookie: str, more: str = "") -> Any:
    return ask(index(portal, f"&containerid=107603{UID}{more}"), Cookie=cookie).data


def test_nobody_without_a_visitors_cookies_sees_anything(platforms: Portal) -> None:
    told = ask(page(platforms))
    where = urlsplit(told.headers["Location"])
    assert (told.status, where.path) == (302, "/visitor/visitor")
    assert parse_qs(where.query)["return_url"] == [page(platforms)]
    assert "<title>Sina Visitor System</title>" in ask(told.headers["Location"]).text
    refused = ask(index(platforms))
    assert (refused.status, refused.body) == (432, b"")
    assert ask(index(platforms), Cookie="SUB=_2A25x.y; SUBP=0033Wr").status == 432


def test_a_visitor_is_made_by_a_callback_that_sets_both_cookies(platforms: Portal) -> None:
    told = make(platforms, "7f")
    answer = called(told)
    assert answer["retcode"] == 20000000
    assert told.cookie == f"SUB={answer['data']['sub']}; SUBP={answer['data']['subp']}"
    assert ask(page(platforms), Cookie=told.cookie).status == 200
    assert ask(index(platforms), Cookie=told.cookie.partition(";")[0]).status == 432


def test_of_two_visitors_that_are_made_at_once_one_fails(platforms: Portal) -> None:
    address = f"{platforms.address('p-weibo')}visitor/genvisitor2"
    talks = [begin(address, posted=MAKE + number) for number in (b"1", b"2")]
    codes = [called(finish(talk))["retcode"] for talk in talks]
    assert sorted(code == 20000000 for code in codes) == [False, True]
    assert called(make(platforms, "3"))["retcode"] == 20000000


def test_the_profile_leads_to_the_list_of_posts(platforms: Portal, cookie: str) -> None:
    data = ask(index(platforms), Cookie=cookie).data["data"]
    tabs = {tab["tab_type"]: tab["containerid"] for tab in data["tabsInfo"]["tabs"]}
    assert (data["userInfo"]["id"], data["userInfo"]["screen_name"]) == (int(UID), "演练发布")
    assert data["userInfo"]["statuses_count"] == len(HISTORY.published(KEY, SHOWN_AT))
    assert tabs["weibo"] == f"107603{UID}"
    album = ask(index(platforms, f"&containerid={tabs['album']}"), Cookie=cookie).data
    assert album["data"]["cardlistInfo"]["total"] == 0


def test_pinned_posts_stand_before_newer_ones(platforms: Portal, cookie: str) -> None:
    posts = [card["mblog"] for card in timeline(platforms, cookie)["data"]["cards"]]
    pinned = [post for post in posts if post.get("isTop") == 1]
    rest = posts[len(pinned) :]
    assert pinned == posts[: len(pinned)] != []
    assert all(post["title"]["text"] == "置顶" and post["mblogtype"] == 2 for post in pinned)
    assert rest[0]["created_at"] == newest(KEY).at.strftime("%a %b %d %H:%M:%S +0800 %Y")
    assert all(post["user"]["id"] == int(UID) for post in posts)


def test_a_repost_carries_an_older_post_of_somebody_else(platforms: Portal, cookie: str) -> None:
    posts = [card["mblog"] for card in timeline(platforms, cookie)["data"]["cards"]]
    reposts = [post for post in posts if "retweeted_status" in post]
    assert reposts
    assert len(reposts) == sum(is_repost(HISTORY_BY_NUMBER[post["id"]]) for post in posts)
    assert all(post["retweeted_status"]["user"]["id"] != int(UID) for post in reposts)
    assert all(moment(post) > moment(post["retweeted_status"]) for post in reposts)


HISTORY_BY_NUMBER = {ids.post_number(item): item for item in HISTORY.all(KEY)}


def moment(post: Any) -> datetime:
    return datetime.strptime(post["created_at"], "%a %b %d %H:%M:%S %z %Y")


def test_a_timeline_goes_on_page_by_page(platforms: Portal, cookie: str) -> None:
    first = timeline(platforms, cookie)["data"]
    second = timeline(platforms, cookie, f"&since_id={first['cardlistInfo']['since_id']}")
    assert second == timeline(platforms, cookie, "&page=2")
    seen = [card["mblog"]["id"] for card in second["data"]["cards"]]
    assert seen == [ids.post_number(item) for item in HISTORY.published(KEY, SHOWN_AT)[10:20]]
    assert timeline(platforms, cookie, "&page=9999")["ok"] == 0


def test_the_times_of_2019_are_told_from_the_moment_of_the_look() -> None:
    now = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
    told = {
        created_before(now - ago, now)
        for ago in (
            timedelta(seconds=20),
            timedelta(minutes=15),
            timedelta(hours=3),
            timedelta(hours=24),
            timedelta(days=40),
            timedelta(days=400),
        )
    }
    assert told == {"刚刚", "15分钟前", "3小时前", "昨天 09:30", "01-21", "2025-01-26"}


def test_an_account_may_have_the_times_of_2019(platforms: Portal, cookie: str) -> None:
    platforms.manners = {KEY: MANNERS["relative-times"]}
    platforms.now = newest(KEY).at + timedelta(minutes=15)
    posts = [card["mblog"] for card in timeline(platforms, cookie)["data"]["cards"]]
    assert "15分钟前" in {post["created_at"] for post in posts}


def test_hidden_posts_and_none_at_all_are_told_in_the_same_words(platforms: Portal, cookie: str) -> None:
    told = {}
    for manner in ("hidden", "never-posted"):
        platforms.manners = {KEY: MANNERS[manner]}
        assert timeline(platforms, cookie) == {"ok": 0, "msg": "这里还没有内容", "data": {"cards": []}}
        told[manner] = ask(index(platforms), Cookie=cookie).data["data"]["userInfo"]["statuses_count"]
    assert told["hidden"] > 0 == told["never-posted"]


@pytest.mark.parametrize(
    ("manner", "answer"),
    [
        ("rate", {"ok": 0, "msg": "访问频次过高，请稍后再试", "data": {}}),
        ("cancelled", {"ok": 0, "msg": "该用户不存在(20003)", "data": {}}),
    ],
)
def test_a_list_may_be_refused(platforms: Portal, cookie: str, manner: str, answer: Any) -> None:
    platforms.manners = {KEY: MANNERS[manner]}
    assert timeline(platforms, cookie) == ask(index(platforms), Cookie=cookie).data == answer


def test_a_list_may_want_a_log_in(platforms: Portal, cookie: str) -> None:
    platforms.manners = {KEY: MANNERS["log-in"]}
    told = timeline(platforms, cookie)
    assert told["ok"] == -100
    assert urlsplit(told["url"]).path == "/sso/signin"
    assert ask(f"{platforms.address('p-weibo')}ajax/statuses/mymblog?uid={UID}&page=1").data["ok"] == -100


def test_a_banned_account_leads_to_the_sorry_page(platforms: Portal, cookie: str) -> None:
    platforms.manners = {KEY: MANNERS["banned"]}
    told = timeline(platforms, cookie)
    assert (told["ok"], told["error_type"]) == (0, "link")
    assert ask(page(platforms), Cookie=cookie).headers["Location"] == told["url"]
    assert "现已无法查看" in ask(told["url"]).text


def test_where_the_county_blocks_an_account_no_visitor_is_made_for_it(platforms: Portal, cookie: str) -> None:
    address = page(platforms, "wb-ylyj")
    where = ask(address, Cookie=cookie).headers["Location"]
    assert called(make(platforms, "5", Referer=where))["retcode"] != 20000000
    uid = ids.uid(account("wb-ylyj"))
    assert ask(index(platforms, uid=uid), Cookie=cookie).status == 432


def test_a_post_has_a_page(platforms: Portal, cookie: str) -> None:
    card = timeline(platforms, cookie)["data"]["cards"][-1]
    item = HISTORY_BY_NUMBER[card["mblog"]["id"]]
    assert item.title in ask(card["scheme"]).text


@pytest.mark.parametrize(
    "more", ["&containerid=", "&page=" + "9" * 5000, "&since_id=x", "&containerid=107603"]
)
def test_what_is_oddly_asked_is_answered_all_the_same(platforms: Portal, cookie: str, more: str) -> None:
    assert ask(index(platforms, more), Cookie=cookie).status == 200
    assert ask(index(platforms, uid="x"), Cookie=cookie).data["ok"] == 0
    assert ask(f"{platforms.address('p-weibo')}visitor/genvisitor2", posted=b"\xff").status == 200
