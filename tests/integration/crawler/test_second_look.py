"""A thorough look asks the rest of the site, and what it finds there stands beside what the list said."""

import json
import os
import ssl
import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import trustme

from crawler.evidence import EvidenceStore
from crawler.readers.apis.catalogue import find_api
from crawler.rendering.found import PROGRAMS
from crawler.rendering.picture import LONGEST, SCREEN, WIDTH
from practice.faults import Fault
from practice.inventory import write_inventory
from practice.serve import serving as county
from practice.yanlian import SHANGHAI, SHOWN_AT
from records.inventory import Inventory
from records.inventory_files.load import load_inventory
from records.observation import Observation, Outcome
from records.targets import ColumnClass, ReadHints, Render, Site
from tests.integration.crawler.wild import (
    Answer,
    Crawl,
    Crawler,
    WildServer,
    an_inventory,
    reply,
    serving,
)

LATE = ("2026-10-20", "2026-10-12", "2026-10-05")
NAMES = {
    "late": "迟更新栏目",
    "stale": "停滞栏目",
    "undated": "无日期栏目",
    "empty": "空白栏目",
    "gone": "消失栏目",
    "moved": "搬迁栏目",
    "kept": "未迁栏目",
    "below": "下级栏目",
    "disagree": "日期不一栏目",
    "older": "日期更早栏目",
    "late-and-lost": "文章打不开栏目",
    "top": "政务公开",
    "odd": "很长的栏目",
}


def rows(key: str, *days: str, shown: bool = True) -> str:
    return "".join(
        f"<li><a href='/{key}/{day}.html'>演练县召开{day}的专题工作会议</a>"
        f"<span>{day if shown else day[5:]}</span></li>"
        for day in days
    )


def listing(key: str, *days: str, more: str = "") -> Answer:
    return page(NAMES[key], f"<ul class='list'>{rows(key, *days)}</ul>{more}")


def page(title: str, body: str, *, status: str = "200 OK") -> Answer:
    head = f"<html><head><meta charset='utf-8'><title>{title}</title></head>"
    return reply(f"{head}<body><div>当前位置：首页 &gt; {title}</div>{body}</body></html>", status=status)


def article(day: str) -> Answer:
    text = "<p>会议听取了有关情况的汇报，研究部署了下一阶段的工作任务。</p>" * 3
    body = f"<h1>演练县召开{day}的专题工作会议</h1><div>发布时间：{day} 09:00 来源：县政府办</div>{text}"
    return page("专题工作会议", body)


def block(key: str, *days: str, shown: bool = True) -> str:
    return f"<div><h3><a href='/{key}/'>{NAMES[key]}</a></h3><ul>{rows(key, *days, shown=shown)}</ul></div>"


CHANNELS = "".join(
    f"<li><a href='./{place}/'>{name}</a></li>"
    for place, name in enumerate(("政策文件", "规划计划", "统计信息", "财政信息", "人事信息"))
)
HOME = (
    "<ul class='nav'><li><a href='/new/moved/'>搬迁栏目</a></li><li><a href='/gone/'>消失栏目</a></li>"
    "<li><a href='/new/kept/'>未迁栏目</a></li></ul>"
    + block("late", *LATE)
    + block("stale", "2026-11-20", *LATE)
    + block("undated", "2026-11-19", "2026-11-18", "2026-11-17", "2026-11-16", shown=False)
    + "<ul>"
    + "".join(
        f"<li><a href='/top/1/{day}.html'>{day}发布的文件</a></li>" for day in ("2026-11-19", "2026-11-18")
    )
    + "</ul>"
    + block("empty", "2026-11-12", "2026-11-11")
)


def answers() -> dict[str, Answer]:
    gone = page("页面不存在", "<p>您访问的页面不存在</p>", status="404 Not Found")
    return {
        "/": page("演练县人民政府", HOME),
        "/late/": listing("late", *LATE),
        "/late/2026-10-20.html": article("2026-10-20"),
        "/stale/": listing("stale", *LATE),
        "/stale/2026-10-20.html": article("2026-10-20"),
        "/undated/": listing("undated", *LATE),
        **{f"/undated/2026-11-{day}.html": article(f"2026-11-{day}") for day in (19, 18, 17, 16)},
        "/top/1/2026-11-18.html": article("2026-11-18"),
        "/empty/": page("空白栏目", "<ul class='list'></ul><p>共0条记录</p>"),
        "/gone/": gone,
        "/moved/": gone,
        "/kept/": gone,
        "/parent/": page("上级栏目", block("below", "2026-11-20", "2026-11-19") + block("kept")),
        "/below/": listing("below", *LATE),
        "/disagree/": listing("disagree", *LATE),
        "/disagree/2026-10-20.html": article("2026-11-18"),
        "/older/": listing("older", *LATE),
        "/older/2026-10-20.html": article("2026-10-01"),
        "/late-and-lost/": listing("late-and-lost", *LATE),
        "/odd/": listing("odd", *LATE),
        "/top/": page("政务公开", f"<ul class='subs'>{CHANNELS}</ul><p>主办：演练县人民政府办公室</p>"),
    }


def county_of(server: WildServer, *keys: str, home: str = "") -> Inventory:
    """Return an inventory of those columns, whose parent is the column ``parent`` where it is one of them."""
    inventory = an_inventory({key: f"{server.address}/{key}/" for key in keys})
    columns = tuple(
        replace(
            column,
            name=NAMES.get(column.key, column.key),
            parent="parent" if column.key in {"below", "kept"} else "",
            class_=ColumnClass.NEWS,
        )
        for column in inventory.columns
    )
    sites = tuple(replace(site, home=home or site.home) for site in inventory.sites)
    return replace(inventory, columns=columns, sites=sites, version=f"{inventory.version[:50]}{home}")


@pytest.fixture(scope="module")
def server() -> Iterator[WildServer]:
    with serving(answers()) as wild:
        yield wild


@pytest.fixture(scope="module")
def browser(needs: Callable[..., Path]) -> dict[str, object]:
    return {"chromium": str(needs(*PROGRAMS)), "chromium_sandbox": os.geteuid() != 0}


KEYS = (
    "late",
    "stale",
    "undated",
    "empty",
    "gone",
    "moved",
    "kept",
    "below",
    "parent",
    "disagree",
    "older",
    "late-and-lost",
    "top",
)


@pytest.fixture(scope="module")
def crawl(server: WildServer, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """Every column looked at thoroughly, without a browser."""
    crawler = Crawler(home=tmp_path_factory.mktemp("second"))
    return crawler.run(county_of(server, *KEYS), thorough=frozenset(KEYS))


def days(look: Observation) -> list[str]:
    return [str(entry.published_on) for entry in look.elsewhere]


def requests(look: Observation) -> str:
    return look.note.rpartition("requests: ")[2]


def test_where_every_path_agrees_nothing_stands_beside_the_list(crawl: Crawl) -> None:
    look = crawl.looks["late"]
    assert (look.thorough, look.outcome, look.complete) == (True, Outcome.READ, True)
    assert (look.paths, look.elsewhere, look.moved_to) == (("home", "newest"), (), "")
    assert requests(look) == "page 1, home 1, newest 1"
    assert len(look.evidence) == 3


def test_the_home_page_shows_what_a_list_that_stands_still_lacks(crawl: Crawl) -> None:
    look = crawl.looks["stale"]
    assert (look.outcome, look.complete, str(look.newest and look.newest.published_on)) == (
        Outcome.READ,
        True,
        "2026-10-20",
    )
    assert (look.paths, days(look)) == (("home", "newest"), ["2026-11-20"])
    assert look.elsewhere[0].address.endswith("/stale/2026-11-20.html")


def test_items_without_a_whole_date_are_opened_three_at_most(crawl: Crawl, server: WildServer) -> None:
    look = crawl.looks["undated"]
    assert days(look) == ["2026-11-19", "2026-11-18", "2026-11-17", "None"]
    assert requests(look) == "page 1, home 1, newest 1, dates 3"
    assert "/undated/2026-11-16.html" not in server.asked


def test_an_empty_column_has_what_the_home_page_shows(crawl: Crawl) -> None:
    look = crawl.looks["empty"]
    assert (look.outcome, look.paths, days(look)) == (Outcome.EMPTY, ("home",), ["2026-11-12", "2026-11-11"])
    assert requests(look) == "page 1, home 1"


def test_a_landing_page_has_what_stands_below_it_and_is_no_column_of_the_inventory(crawl: Crawl) -> None:
    look = crawl.looks["top"]
    assert (look.outcome, look.paths, days(look)) == (Outcome.LANDING, ("home",), ["2026-11-18", "None"])
    assert requests(look) == "page 1, home 1, dates 2"


def test_a_dead_link_in_the_menu_says_nothing_of_a_move(crawl: Crawl) -> None:
    look = crawl.looks["gone"]
    assert (look.outcome, look.paths, look.moved_to) == (Outcome.GONE, (), "")


def test_the_menu_says_where_a_column_has_moved(crawl: Crawl, server: WildServer) -> None:
    look = crawl.looks["moved"]
    assert (look.outcome, look.moved_to) == (Outcome.GONE, f"{server.address}/new/moved/")


def test_a_column_that_any_page_still_leads_to_has_not_moved(crawl: Crawl) -> None:
    look = crawl.looks["kept"]
    assert (look.outcome, look.paths, look.moved_to) == (Outcome.GONE, (), "")


def test_the_page_above_is_asked_too(crawl: Crawl) -> None:
    look = crawl.looks["below"]
    assert (look.paths, days(look)) == (("parent",), ["2026-11-20", "2026-11-19"])
    assert requests(look) == "page 1, home 1, parent 1, newest 1"


def test_the_newest_articles_own_date_wins_and_the_disagreement_is_kept(crawl: Crawl) -> None:
    look = crawl.looks["disagree"]
    assert (look.paths, days(look)) == (("newest",), ["2026-11-18"])
    assert "the list dates its newest item 2026-10-20, the article 2026-11-18" in look.note


def test_an_article_that_is_older_than_its_list_says_refutes_nothing(crawl: Crawl) -> None:
    look = crawl.looks["older"]
    assert (look.paths, look.elsewhere) == (("newest",), ())
    assert "the article 2026-10-01" in look.note


def test_a_path_that_fails_is_no_path_and_changes_nothing(crawl: Crawl) -> None:
    look = crawl.looks["late-and-lost"]
    assert (look.outcome, look.complete, len(look.entries)) == (Outcome.READ, True, 3)
    assert (look.paths, look.elsewhere) == ((), ())


def test_every_request_of_a_thorough_look_passes_the_caches_by(crawl: Crawl, server: WildServer) -> None:
    assert crawl.looks
    heads = [head for head in server.heads if "/late/" in head.splitlines()[0] or "GET / " in head]
    assert len(heads) > 2
    assert all("cache-control: no-cache" in head.lower() for head in heads)


def test_a_look_that_is_not_thorough_asks_for_its_page_alone(tmp_path: Path) -> None:
    with serving(answers()) as wild:
        look = Crawler(home=tmp_path).run(county_of(wild, "stale")).looks["stale"]
    assert (look.thorough, look.paths, look.elsewhere, wild.asked) == (False, (), (), ["/stale/"])
    assert "cache-control" not in wild.heads[0].lower()


@pytest.mark.parametrize("home", [reply(status="500 Oops"), reply(b"\x89PNG"), reply("<div>" * 9_000)])
def test_a_home_page_that_cannot_be_read_refutes_nothing(home: Answer, tmp_path: Path) -> None:
    with serving({**answers(), "/": home}) as wild:
        look = (
            Crawler(home=tmp_path).run(county_of(wild, "stale"), thorough=frozenset({"stale"})).looks["stale"]
        )
    assert (look.outcome, look.complete, look.paths, look.elsewhere) == (Outcome.READ, True, ("newest",), ())


def test_a_home_page_that_is_a_stub_is_followed(tmp_path: Path) -> None:
    stub = reply("<script>location.href='/portal/'</script>")
    with serving({**answers(), "/": stub, "/portal/": answers()["/"]}) as wild:
        look = (
            Crawler(home=tmp_path).run(county_of(wild, "stale"), thorough=frozenset({"stale"})).looks["stale"]
        )
    assert (look.paths, days(look)) == (("home", "newest"), ["2026-11-20"])
    assert requests(look) == "page 1, home 2, newest 1"


def test_a_home_page_of_somebody_unproven_may_refute_but_is_no_path(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with serving(answers()) as wild, serving({}, tls=context) as unproven:
        unproven.answers["/"] = page("演练县人民政府", f"<base href='{wild.address}/'>{HOME}")
        inventory = county_of(wild, "stale", home=f"{unproven.address}/")
        look = Crawler(home=tmp_path).run(inventory, thorough=frozenset({"stale"})).looks["stale"]
    assert (look.verified, look.complete) == (True, True)
    assert (look.paths, days(look)) == (("newest",), ["2026-11-20"])


def test_an_account_is_only_asked_without_conditions(tmp_path: Path) -> None:
    with serving(answers()) as wild:
        inventory = an_inventory({}, accounts={"wx": f"{wild.address}/late/"}, sites=[site_of(wild)])
        look = (
            Crawler(home=tmp_path)
            .run(inventory, thorough=frozenset({"wx"}), validators={"wx": ('"v1"', "")})
            .looks["wx"]
        )
    assert (look.thorough, look.paths, wild.asked) == (True, (), ["/late/"])
    assert "if-none-match" not in wild.heads[0].lower()


def site_of(server: WildServer) -> Site:
    return Site(
        key="portal", name="门户", home=f"{server.address}/", unit="zfb", private=True, delay=0.0, own=True
    )


BUILDER = """<script>
$.ajax({url: "/EpointWebBuilder/rest/secaction/getSecInfoListYzm", type: "post",
 data: {siteGuid: "7eb5f7f1", categoryNum: "003001", pageIndex: 0, pageSize: 15}});
</script>"""


def records(*days: str) -> Answer:
    found = [
        {"title": f"演练县召开{day}的专题工作会议", "infourl": f"/late/{day}.html", "infodate": day}
        for day in days
    ]
    return reply(json.dumps({"custom": {"infodata": found}}), Content_Type="application/json")


def with_api(server: WildServer, *days: str) -> None:
    """Let the page of ``late`` show its list and call an API as well, which knows of *days*."""
    server.answers["/late/"] = listing("late", *LATE, more=BUILDER)
    body = f"<html><head><title>栏目</title></head><body>{BUILDER}</body></html>".encode()
    found = find_api(body, address=f"{server.address}/late/")
    assert found
    server.answers["/" + found.ask.url.split("/", 3)[3]] = records(*days)


@pytest.mark.parametrize(
    ("known", "lacking"), [(LATE, []), (("2026-11-19", *LATE), ["2026-11-19"]), (LATE[:2], [])]
)
def test_the_api_of_a_page_that_shows_its_list_is_asked_too(
    known: tuple[str, ...], lacking: list[str], tmp_path: Path
) -> None:
    with serving(answers()) as wild:
        with_api(wild, *known)
        look = Crawler(home=tmp_path).run(county_of(wild, "late"), thorough=frozenset({"late"})).looks["late"]
    assert (look.outcome, look.how, look.paths, days(look)) == (
        Outcome.READ,
        "page",
        ("home", "newest", "api"),
        lacking,
    )
    assert requests(look) == "page 1, home 1, newest 1, api 1"


def pictures(look: Observation, evidence: EvidenceStore) -> list[bytes]:
    exchanges = map(evidence.exchange, look.evidence)
    return [
        evidence.read(one.body)
        for one in exchanges
        if one.rendered and one.headers == (("Content-Type", "image/png"),)
    ]


def size_of(picture: bytes) -> tuple[int, int]:
    """Return the width and the height in pixels that the PNG's own head names."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.fixture(scope="module")
def seen(
    browser: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Crawl, EvidenceStore]]:
    """Columns looked at thoroughly with a browser; one whose list a script makes longer, one that is long."""
    crawler = Crawler(home=tmp_path_factory.mktemp("seen"))
    with serving(answers()) as wild:
        longer = "document.querySelector('ul.list').insertAdjacentHTML('afterbegin', `{}`)".format(
            rows("older", "2026-11-20")
        )
        wild.answers["/older/"] = listing("older", *LATE, more=f"<script>{longer}</script>")
        wild.answers["/odd/"] = listing("odd", *LATE, more="<div style='height: 20000px'></div>")
        keys = ("late", "gone", "empty", "older", "odd")
        inventory = county_of(wild, *keys)
        crawl = crawler.run(inventory, thorough=frozenset(keys), timeout=20.0, **browser)
        yield crawl, crawler.evidence


@pytest.mark.parametrize(
    ("key", "outcome"), [("late", Outcome.READ), ("gone", Outcome.GONE), ("empty", Outcome.EMPTY)]
)
def test_the_page_is_rendered_and_its_picture_kept(
    seen: tuple[Crawl, EvidenceStore], key: str, outcome: Outcome
) -> None:
    crawl, evidence = seen
    look = crawl.looks[key]
    assert (look.outcome, look.how) == (outcome, "page"), look.note
    assert look.paths[-1] == "rendered"
    (picture,) = pictures(look, evidence)
    assert size_of(picture) == (WIDTH, SCREEN)


def test_the_picture_of_a_long_page_is_cut(seen: tuple[Crawl, EvidenceStore]) -> None:
    crawl, evidence = seen
    (picture,) = pictures(crawl.looks["odd"], evidence)
    assert size_of(picture) == (WIDTH, LONGEST)


def test_what_only_a_browser_shows_stands_beside_the_list(seen: tuple[Crawl, EvidenceStore]) -> None:
    look = seen[0].looks["older"]
    assert (look.how, str(look.newest and look.newest.published_on)) == ("page", "2026-10-20")
    assert days(look) == ["2026-11-20"]


def test_a_browser_that_does_not_start_leaves_the_look_without_a_picture(tmp_path: Path) -> None:
    crawler = Crawler(home=tmp_path)
    with serving(answers()) as wild:
        inventory = county_of(wild, "late")
        look = crawler.run(inventory, thorough=frozenset({"late"}), chromium="/bin/false").looks["late"]
    assert (look.outcome, look.complete, look.paths) == (Outcome.READ, True, ("home", "newest"))
    assert "rendered: " in look.note
    assert pictures(look, crawler.evidence) == []


def test_without_a_browser_the_note_says_that_there_is_no_picture(crawl: Crawl) -> None:
    assert "no screenshot: chromium-headless-shell is not installed" in crawl.looks["late"].note


def test_a_column_that_forbids_the_browser_has_no_picture(browser: dict[str, object], tmp_path: Path) -> None:
    with serving(answers()) as wild:
        inventory = county_of(wild, "late")
        (column,) = inventory.columns
        hinted = replace(inventory, columns=(replace(column, read=ReadHints(render=Render.NEVER)),))
        look = Crawler(home=tmp_path).run(hinted, thorough=frozenset({"late"}), **browser).looks["late"]
    assert look.paths == ("home", "newest")
    assert "the inventory forbids rendering" in look.note


def test_the_browser_passes_the_caches_by_too(browser: dict[str, object], tmp_path: Path) -> None:
    with serving(answers()) as wild:
        inventory = county_of(wild, "gone")
        look = (
            Crawler(home=tmp_path)
            .run(inventory, thorough=frozenset({"gone"}), timeout=20.0, **browser)
            .looks["gone"]
        )
    assert look.paths == ("rendered",), look.note
    heads = [head.lower() for head in wild.heads if head.startswith("GET /gone/")]
    assert len(heads) == 2
    assert all("cache-control: no-cache" in head for head in heads)


#: What goes wrong with one column of the county, and since when.
SINCE = datetime(2026, 11, 2, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("fault", "target", "outcome"),
    [
        ("stale", "xwzx-zwyw", Outcome.READ),
        ("stale", "edu-jydt", Outcome.READ),
        ("moved", "xxgk-tjxx", Outcome.GONE),
    ],
)
def test_the_countys_columns_are_seen_elsewhere(
    fault: str, target: str, outcome: Outcome, tmp_path: Path
) -> None:
    with county(faults=[Fault(target=target, kind=fault, from_at=SINCE)]) as served:
        write_inventory(tmp_path / "inventory", port=served.port)
        look = (
            Crawler(home=tmp_path)
            .run(
                load_inventory(tmp_path / "inventory"),
                targets=(target,),
                thorough=frozenset({target}),
                now=SHOWN_AT.isoformat(),
            )
            .looks[target]
        )
    assert look.outcome is outcome
    if outcome is Outcome.GONE:
        assert look.moved_to.endswith("/new/xxgk/tjxx/")
    else:
        newest = max(entry.published_on for entry in look.elsewhere if entry.published_on)
        assert look.newest
        assert look.newest.published_on < SINCE.date() < newest, look.note
