from datetime import date, timedelta
from typing import Any

import pytest

from practice.platforms import ids
from practice.platforms.manners import MANNERS
from practice.serve import Portal
from practice.yanlian import SHOWN_AT
from tests.integration.practice.asking import HISTORY, account, ask, newest, post

SENDING, PUBLISHING = "wx-ylfb", "wx-ylcz"
YESTERDAY = SHOWN_AT.date() - timedelta(days=1)


def token(portal: Portal, key: str, **other: str) -> Any:
    asked = {"grant_type": "client_credential", "appid": ids.app_id(account(key))}
    asked |= {"secret": ids.app_secret(account(key)), **other}
    return post(portal.address("p-wechat") + "cgi-bin/stable_token", asked).data


def figures(portal: Portal, key: str, first: date, last: date) -> Any:
    held = token(portal, key)["access_token"]
    address = f"{portal.address('p-wechat')}datacube/getarticletotaldetail?access_token={held}"
    return post(address, {"begin_date": str(first), "end_date": str(last)}).data


def published(portal: Portal, key: str, **asked: object) -> Any:
    held = token(portal, key)["access_token"]
    address = f"{portal.address('p-wechat')}cgi-bin/freepublish/batchget?access_token={held}"
    return post(address, {"offset": 0, "count": 20, "no_content": 1, **asked}).data


def test_a_token_holds_for_two_hours_at_most_and_is_the_same_meanwhile(platforms: Portal) -> None:
    first = token(platforms, SENDING)
    assert first == token(platforms, SENDING)
    assert 0 < first["expires_in"] <= 7200
    platforms.now = SHOWN_AT + timedelta(seconds=first["expires_in"])
    assert token(platforms, SENDING)["access_token"] != first["access_token"]
    address = platforms.address("p-wechat") + "datacube/getarticletotaldetail?access_token="
    assert post(address + first["access_token"], {}).data["errcode"] == 42001


def test_the_figures_have_every_article_up_to_yesterday(platforms: Portal) -> None:
    told = figures(platforms, SENDING, YESTERDAY - timedelta(days=9), YESTERDAY)
    there = [
        item for item in HISTORY.published(SENDING, SHOWN_AT) if item.on > YESTERDAY - timedelta(days=10)
    ]
    assert told["is_delay"] is False
    assert [row["title"] for row in told["list"]] == [item.title for item in there if item.on <= YESTERDAY]
    assert {row["publish_type"] for row in told["list"]} == {0}
    assert told["list"][0]["msgid"] == f"{ids.mid(there[0])}_1"
    assert ask(told["list"][0]["content_url"]).status == 200


def test_there_are_no_figures_of_today_nor_of_the_time_before_they_were_kept(platforms: Portal) -> None:
    assert figures(platforms, SENDING, YESTERDAY, SHOWN_AT.date())["errcode"] == 61501
    assert figures(platforms, SENDING, YESTERDAY, YESTERDAY - timedelta(days=1))["errcode"] == 61501
    october = figures(platforms, SENDING, date(2025, 10, 1), date(2025, 10, 31))
    assert october == {"list": [], "is_delay": False}


def test_an_article_of_today_is_there_tomorrow(platforms: Portal) -> None:
    item = newest(SENDING)
    platforms.now = item.at + timedelta(hours=1)
    assert figures(platforms, SENDING, item.on, item.on)["errcode"] == 61501
    platforms.now = item.at + timedelta(days=1)
    assert item.title in {row["title"] for row in figures(platforms, SENDING, item.on, item.on)["list"]}


def test_delayed_figures_say_so_and_lack_yesterday(platforms: Portal) -> None:
    platforms.manners = {SENDING: MANNERS["delayed-api"]}
    platforms.now = newest(SENDING).at + timedelta(days=1)
    day = newest(SENDING).on
    assert figures(platforms, SENDING, day, day) == {"list": [], "is_delay": True}
    assert figures(platforms, SENDING, day - timedelta(days=5), day - timedelta(days=1))["is_delay"] is False


def test_what_is_sent_is_not_among_what_is_only_published(platforms: Portal) -> None:
    assert published(platforms, SENDING) == {"total_count": 0, "item_count": 0, "item": []}
    told = published(platforms, PUBLISHING, count=3)
    assert (told["item_count"], told["item"][0]["update_time"]) == (3, ids.epoch(newest(PUBLISHING)))
    assert told["item"][0]["content"]["news_item"][0]["title"] == newest(PUBLISHING).title
    assert published(platforms, PUBLISHING, offset=3, count=1)["item"][0] not in told["item"]
    assert {
        row["publish_type"]
        for row in figures(platforms, PUBLISHING, YESTERDAY - timedelta(days=30), YESTERDAY)["list"]
    } == {1}


def test_a_deleted_article_is_marked_as_such(platforms: Portal) -> None:
    platforms.manners = {PUBLISHING: MANNERS["newest-deleted"]}
    articles = [row["content"]["news_item"][0] for row in published(platforms, PUBLISHING)["item"]]
    assert [one["is_deleted"] for one in articles][:2] == [True, False]


def test_who_may_not_ask_is_told_why(platforms: Portal) -> None:
    home = platforms.address("p-wechat")
    assert token(platforms, SENDING, appid="wx0")["errcode"] == 40013
    assert token(platforms, SENDING, secret="0")["errcode"] == 40125
    assert post(f"{home}datacube/getarticletotaldetail?access_token=1_2_3", {}).data["errcode"] == 40001
    assert ask(f"{home}cgi-bin/stable_token").data["errcode"] == 43002
    held = token(platforms, SENDING)["access_token"]
    batch = f"{home}cgi-bin/freepublish/batchget?access_token={held}"
    assert ask(f"{batch}&offset=0&count=20", posted=b"").data["errcode"] == 40097
    assert ask(batch, posted=b"[").data["errcode"] == 47001
    assert published(platforms, SENDING, count=21)["errcode"] == 40097
    other = held[:-1] + ("0" if held[-1] != "0" else "1")
    assert post(batch.replace(held, other), {}).data["errcode"] == 40001


@pytest.mark.parametrize(("manner", "code"), [("quota-api", 45009), ("unauthorised-api", 48001)])
def test_an_owner_may_have_used_up_or_lack_the_right(platforms: Portal, manner: str, code: int) -> None:
    platforms.manners = {SENDING: MANNERS[manner]}
    assert figures(platforms, SENDING, YESTERDAY, YESTERDAY)["errcode"] == code
    assert published(platforms, SENDING)["errcode"] == code


def test_an_address_that_is_not_listed_gets_no_token(platforms: Portal) -> None:
    platforms.manners = {SENDING: MANNERS["unlisted-api"]}
    assert token(platforms, SENDING)["errcode"] == 40164
