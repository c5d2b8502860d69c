"""The platforms' pages in a real browser: their scripts run, and ask what they are to ask."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from crawler.rendering.found import PROGRAMS
from practice.addresses import article_link, sources, stores
from practice.platforms.manners import MANNERS
from practice.platforms.wechat import kind_of
from practice.serve import Portal
from practice.yanlian import SHOWN_AT
from tests.integration.practice.asking import COUNTY, HISTORY

SECONDS = 20_000


@pytest.fixture(scope="module")
def chromium(needs: Callable[..., Path]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=needs(*PROGRAMS), chromium_sandbox=os.geteuid() != 0
        )
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    made.set_default_timeout(SECONDS)
    yield made
    made.close()


def visit(portal: Portal, key: str) -> str:
    found = sources(HISTORY, key, portal.port, SHOWN_AT)
    return found.get("timeline") or found["profile"]


def test_the_visitor_step_passes_within_one_visit(platforms: Portal, context: BrowserContext) -> None:
    page, heard = context.new_page(), list[tuple[str, int]]()
    page.on("response", lambda answer: heard.append((urlsplit(answer.url).path, answer.status)))
    with page.expect_response(lambda answer: "containerid=107603" in answer.url) as waited:
        page.goto(visit(platforms, "wb-ylfb"), wait_until="commit")
    assert waited.value.json()["data"]["cards"]
    assert urlsplit(page.url).path == "/u/6000000001"
    assert heard == [
        ("/u/6000000001", 302),
        ("/visitor/visitor", 200),
        ("/visitor/genvisitor2", 200),
        ("/u/6000000001", 200),
        ("/api/container/getIndex", 200),
        ("/api/container/getIndex", 200),
    ]
    assert {cookie["name"] for cookie in context.cookies()} == {"SUB", "SUBP"}
    page.wait_for_selector(".card9")
    assert "置顶" in page.inner_text("#app")


def test_where_no_visitor_is_made_the_page_is_not_left(platforms: Portal, context: BrowserContext) -> None:
    page = context.new_page()
    with page.expect_response(lambda answer: "genvisitor2" in answer.url) as waited:
        page.goto(visit(platforms, "wb-ylyj"))
    assert waited.value.finished() is None
    assert (urlsplit(page.url).path, page.title()) == ("/visitor/visitor", "Sina Visitor System")


def test_the_script_of_an_article_fills_in_its_time(platforms: Portal, context: BrowserContext) -> None:
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for kind in (0, 8, 10):
        item = next(one for one in HISTORY.published("wx-ylfb", SHOWN_AT) if kind_of(one) == kind)
        page.goto(article_link(COUNTY, item, platforms.port))
        shown = page.inner_text("#publish_time")
        assert datetime.strptime(shown, "%Y年%m月%d日 %H:%M").replace(tzinfo=item.at.tzinfo) == item.at
        assert page.evaluate("window.cgiDataNew.ori_send_time") == item.at.timestamp()
    assert wrong == []


@pytest.mark.parametrize(
    ("key", "asks"), [("dy-ylrm", "/aweme/v1/web/aweme/post/"), ("tt-ylfb", "/api/pc/list/feed")]
)
def test_a_page_asks_for_its_list(platforms: Portal, context: BrowserContext, key: str, asks: str) -> None:
    page = context.new_page()
    with page.expect_response(lambda answer: urlsplit(answer.url).path == asks) as waited:
        page.goto(visit(platforms, key))
    told = waited.value.json()
    assert told.get("aweme_list") or told.get("data")
    page.wait_for_selector(".work, .row")


def test_appgallery_asks_with_a_code_of_its_own(platforms: Portal, context: BrowserContext) -> None:
    page = context.new_page()
    with page.expect_response(lambda answer: "getTabDetail" in answer.url) as waited:
        page.goto(stores(COUNTY, "app-ylt", platforms.port)["huawei"])
    assert waited.value.json()["layoutData"]


def test_a_page_may_have_its_list_and_never_finish_loading(
    platforms: Portal, context: BrowserContext
) -> None:
    platforms.manners = {"dy-ylrm": MANNERS["never-loads"]}
    page = context.new_page()
    with page.expect_response(lambda answer: "aweme/post" in answer.url) as waited:
        page.goto(visit(platforms, "dy-ylrm"), wait_until="commit")
    assert waited.value.json()["aweme_list"]
    assert page.evaluate("document.readyState") != "complete"
