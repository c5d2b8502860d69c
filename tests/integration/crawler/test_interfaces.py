"""A page that a script fills is read from the API it is filled from, or stays what it is."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.readers.apis.catalogue import find_api
from records.inventory import Inventory
from records.observation import Observation, Outcome
from records.targets import ReadHints
from tests.integration.crawler.wild import (
    Answer,
    Crawl,
    Crawler,
    WildServer,
    an_inventory,
    column_page,
    reply,
    serving,
)

NEWEST = "2026-11-20"
ROWS = json.dumps({"success": True, "data": {"html": column_page(NEWEST, "2026-11-18", "2026-11-10")}})
BUILDER = """<html><head><title>通知公告</title></head><body><div id="list"></div><script>
$.ajax({url: "/EpointWebBuilder/rest/secaction/getSecInfoListYzm", type: "post",
 data: {siteGuid: "7eb5f7f1", categoryNum: "003001", pageIndex: 0, pageSize: 15}});
</script></body></html>"""
RECORDS = json.dumps(
    {"custom": {"infodata": [{"title": "演练县公告", "infourl": "/003001/1.html", "infodate": NEWEST}]}}
)


def unit(where: str = "") -> str:
    """Return a column's page that an api-gateway at *where* is to fill."""
    return (
        "<html><head><title>工作动态</title></head><body><script parseType='bulidstatic' "
        f'url="{where}/api-gateway/jpaas-publish-server/front/page/build/unit" '
        "queryData=\"{'webId':'w1','pageId':'p1','pageType':'column','tagId':'当前栏目_list','tplSetId':'t1'}\">"
        "</script></body></html>"
    )


def asked_for(page: str, address: str) -> str:
    found = find_api(page.encode(), address=address)
    assert found
    return "/" + found.ask.url.split("/", 3)[3]


@pytest.fixture(scope="module")
def server() -> Iterator[WildServer]:
    with serving({}) as wild:
        wild.answers |= {
            "/unit/": reply(unit()),
            asked_for(unit(), f"{wild.address}/unit/"): reply(ROWS, Content_Type="application/json"),
            "/elsewhere/": reply(unit("http://api.example.test")),
            "/builder/": reply(BUILDER),
            asked_for(BUILDER, f"{wild.address}/builder/"): reply(RECORDS, Content_Type="application/json"),
            "/named/": reply(column_page("2024-01-05", "2024-01-02", "2023-12-20")),
            "/rows.json": reply(ROWS, Content_Type="application/json"),
            "/named-and-broken/": reply(column_page("2024-01-05", "2024-01-02", "2023-12-20")),
            "/broken.json": reply("{", Content_Type="application/json"),
        }
        yield wild


@pytest.fixture(scope="module")
def crawl(server: WildServer, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    keys = ("unit", "elsewhere", "builder", "named", "named-and-broken")
    inventory = an_inventory({key: f"{server.address}/{key}/" for key in keys})
    named = {
        "named": ReadHints(api=f"{server.address}/rows.json"),
        "named-and-broken": ReadHints(api=f"{server.address}/broken.json"),
    }
    return Crawler(home=tmp_path_factory.mktemp("interfaces")).run(hinted(inventory, named))


def hinted(inventory: Inventory, hints: dict[str, ReadHints]) -> Inventory:
    columns = (replace(one, read=hints.get(one.key, one.read)) for one in inventory.columns)
    return replace(inventory, columns=tuple(columns))


def newest(look: Observation) -> str:
    return str(look.newest.published_on) if look.newest else ""


def test_a_unit_is_read_from_what_the_gateway_builds(crawl: Crawl) -> None:
    look = crawl.looks["unit"]
    assert (look.outcome, look.how, look.complete, newest(look)) == (Outcome.READ, "api", True, NEWEST)
    assert look.note == "requests: page 1, api 1"
    assert len(look.evidence) == 2


def test_a_form_is_sent_where_the_script_sends_one(crawl: Crawl, server: WildServer) -> None:
    look = crawl.looks["builder"]
    assert (look.outcome, look.how, newest(look)) == (Outcome.READ, "api", NEWEST)
    assert any(head.startswith("POST /EpointWebBuilder/") for head in server.heads)


def test_an_api_on_a_host_that_the_inventory_does_not_name_is_not_asked(crawl: Crawl) -> None:
    look = crawl.looks["elsewhere"]
    assert look.outcome is Outcome.SHELL
    assert "the inventory does not name the host api.example.test" in look.note


def test_the_api_that_the_inventory_names_stands_before_the_page(crawl: Crawl) -> None:
    look = crawl.looks["named"]
    assert (look.outcome, look.how, newest(look)) == (Outcome.READ, "api", NEWEST)


def test_a_named_api_that_does_not_answer_leaves_nothing_to_say_of_the_column(crawl: Crawl) -> None:
    look = crawl.looks["named-and-broken"]
    assert (look.outcome, look.entries) == (Outcome.UNREADABLE, ())
    assert "no list API that is known" in look.note


@pytest.mark.parametrize("answer", [reply(status="500 Oops"), reply(status="404 Not Found"), reply("{}")])
def test_an_api_that_fails_leaves_the_shell(answer: Answer, tmp_path: Path) -> None:
    with serving({"/a/": reply(unit())}) as wild:
        wild.answers[asked_for(unit(), f"{wild.address}/a/")] = answer
        look = Crawler(home=tmp_path).run(an_inventory({"a": f"{wild.address}/a/"})).looks["a"]
    assert (look.outcome, look.how) == (Outcome.SHELL, "page")
    assert "the API hanweb_jpaas" in look.note
