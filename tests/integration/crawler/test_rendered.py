"""Pages that a script fills, rendered by a real browser behind the filtering proxy."""

import os
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from crawler.evidence import EvidenceStore
from crawler.rendering.found import PROGRAMS
from practice.inventory import write_inventory
from practice.serve import serving as county
from practice.yanlian import SHOWN_AT
from records.inventory import Inventory
from records.inventory_files.load import load_inventory
from records.observation import Outcome
from records.targets import ReadHints, Render
from tests.integration.crawler.wild import (
    Answer,
    Crawl,
    Crawler,
    WildServer,
    an_inventory,
    children,
    reply,
    serving,
    wait_until,
)

ROWS = "".join(
    f"<li><a href='/art/{day}.html'>演练县召开第{day}次专题工作会议</a><span>2026-11-{day}</span></li>"
    for day in range(20, 12, -1)
)
LIST = f"<ul class='list'>{ROWS}</ul>"
FILL = "fetch('{api}').then(a => a.text()).then(t => document.querySelector('#list').innerHTML = t)"


def shell(script: str) -> Answer:
    return reply(
        "<html><head><meta charset='utf-8'><title>工作动态</title></head><body><div>当前位置：首页"
        " &gt; 工作动态</div><div id='list'></div><img src='/pixel.png'>"
        f"<script>{script}</script></body></html>"
    )


@pytest.fixture(scope="module")
def server() -> Iterator[WildServer]:
    with serving({}) as wild:
        secret = f"http://127.0.0.2:{wild.port}/secret"
        wild.answers |= {
            "/filled/": shell(FILL.format(api="/rows")),
            "/stolen/": shell(FILL.format(api=secret)),
            "/moved/": shell("location.href = '" + secret + "'; " + FILL.format(api="/rows")),
            "/broken/": shell(FILL.format(api="/nowhere")),
            "/spinning/": shell("window.onload = () => { for (;;) {} }; fetch('/rows')"),
            "/plain/": reply(f"<html><head><title>工作动态</title></head><body>{LIST}</body></html>"),
            "/rows": reply(LIST),
            "/pixel.png": reply(b"\x89PNG"),
            "/secret": reply(LIST),
        }
        yield wild


@pytest.fixture(scope="module")
def browser(needs: Callable[..., Path]) -> dict[str, object]:
    """What an order says of the browser; as root it has to do without its sandbox."""
    return {"chromium": str(needs(*PROGRAMS)), "chromium_sandbox": os.geteuid() != 0}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rendered")


@pytest.fixture(scope="module")
def crawl(server: WildServer, browser: dict[str, object], home: Path) -> Crawl:
    site = f"http://127.0.0.1:{server.port}"
    columns = {key: f"{site}/{key}/" for key in ("filled", "stolen", "moved", "broken", "spinning")}
    return Crawler(home=home).run(an_inventory(columns), timeout=8.0, **browser)


def test_a_page_that_a_script_fills_is_read_as_a_browser_shows_it(crawl: Crawl) -> None:
    look = crawl.looks["filled"]
    assert (look.outcome, look.how, look.complete) == (Outcome.READ, "rendered", True), look.note
    assert look.newest
    assert str(look.newest.published_on) == "2026-11-20"
    assert look.note == "requests: page 1, rendered 2"
    assert len(look.evidence) == 2


def test_the_browser_leaves_nothing_to_say_on_the_way_out(crawl: Crawl) -> None:
    assert (crawl.code, crawl.stderr) == (0, "")


def test_what_a_browser_made_of_an_answer_is_kept_as_such(crawl: Crawl, home: Path) -> None:
    evidence = EvidenceStore(home / "evidence")
    sent, shown = map(evidence.exchange, crawl.looks["filled"].evidence)
    assert (sent.rendered, shown.rendered) == (False, True)
    assert b"2026-11-20" not in evidence.read(sent.body)
    assert b"2026-11-20" in evidence.read(shown.body)


def test_pictures_are_not_loaded(crawl: Crawl, server: WildServer) -> None:
    assert crawl.looks["filled"]
    assert "/pixel.png" not in server.asked


@pytest.mark.parametrize("key", ["stolen", "moved"])
def test_a_page_cannot_send_the_browser_where_the_guard_does_not(
    crawl: Crawl, server: WildServer, key: str
) -> None:
    assert crawl.looks[key].outcome is not Outcome.EMPTY
    assert "/secret" not in server.asked


@pytest.mark.parametrize("key", ["stolen", "broken"])
def test_a_page_that_lacks_its_list_stays_a_shell(crawl: Crawl, key: str) -> None:
    look = crawl.looks[key]
    assert (look.outcome, look.how) == (Outcome.SHELL, "page")
    assert "rendered" in look.note


def test_a_page_that_never_ends_costs_its_time_and_no_other_page_its_look(crawl: Crawl) -> None:
    look = crawl.looks["spinning"]
    assert (look.outcome, look.how) == (Outcome.SHELL, "page")
    assert "not ready after" in look.note


def hinted(server: WildServer, key: str, render: Render) -> Inventory:
    inventory = an_inventory({key: f"http://127.0.0.1:{server.port}/{key}/"})
    (column,) = inventory.columns
    return replace(inventory, columns=(replace(column, read=ReadHints(render=render)),), version=key + render)


def test_a_column_may_forbid_the_browser(
    server: WildServer, browser: dict[str, object], tmp_path: Path
) -> None:
    look = Crawler(home=tmp_path).run(hinted(server, "filled", Render.NEVER), **browser).looks["filled"]
    assert (look.outcome, look.note) == (Outcome.SHELL, "a script fills the page")


def test_a_column_may_ask_for_the_browser_whatever_was_sent(
    server: WildServer, browser: dict[str, object], tmp_path: Path
) -> None:
    inventory = hinted(server, "plain", Render.ALWAYS)
    look = Crawler(home=tmp_path).run(inventory, timeout=8.0, **browser).looks["plain"]
    assert (look.outcome, look.how, look.complete) == (Outcome.READ, "rendered", True), look.note


def test_a_broken_certificate_is_looked_past_by_the_browser_too_and_proves_nothing(
    browser: dict[str, object], tmp_path: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with serving({"/a/": shell(FILL.format(api="/rows")), "/rows": reply(LIST)}, tls=context) as wild:
        inventory = an_inventory({"a": f"https://127.0.0.1:{wild.port}/a/"})
        look = Crawler(home=tmp_path).run(inventory, timeout=8.0, **browser).looks["a"]
    assert (look.outcome, look.how) == (Outcome.READ, "rendered"), look.note
    assert (look.verified, look.complete) == (False, False)


def test_without_a_browser_the_shell_stays_and_the_note_names_the_remedy(
    server: WildServer, tmp_path: Path
) -> None:
    inventory = an_inventory({"filled": f"http://127.0.0.1:{server.port}/filled/"})
    look = Crawler(home=tmp_path).run(inventory).looks["filled"]
    assert (look.outcome, look.how) == (Outcome.SHELL, "page")
    assert "chromium-headless-shell" in look.note


def test_a_browser_that_does_not_start_leaves_the_shell(server: WildServer, tmp_path: Path) -> None:
    inventory = an_inventory({"filled": f"http://127.0.0.1:{server.port}/filled/"})
    look = Crawler(home=tmp_path).run(inventory, chromium="/bin/false").looks["filled"]
    assert look.outcome is Outcome.SHELL
    assert "broke off" in look.note


def test_the_browser_ends_with_a_crawl_that_is_killed(
    server: WildServer, browser: dict[str, object], tmp_path: Path
) -> None:
    crawler = Crawler(home=tmp_path)
    inventory = an_inventory({"spinning": f"http://127.0.0.1:{server.port}/spinning/"})
    before = server.asked.count("/rows")
    crawl = crawler.start(crawler.order(inventory, timeout=30.0, **browser).to_json())
    try:
        assert wait_until(lambda: server.asked.count("/rows") > before)
        below = children(crawl.pid)
        assert len(below) > 1
    finally:
        crawl.kill()
        crawl.wait()
    assert wait_until(lambda: not any(Path(f"/proc/{each}/exe").exists() for each in below))


def test_the_countys_column_without_a_list_is_rendered(browser: dict[str, object], tmp_path: Path) -> None:
    with county() as served:
        write_inventory(tmp_path / "inventory", port=served.port)
        inventory = load_inventory(tmp_path / "inventory")
        look = (
            Crawler(home=tmp_path)
            .run(inventory, targets=("xxgk-jgsf",), now=SHOWN_AT.isoformat(), timeout=20.0, **browser)
            .looks["xxgk-jgsf"]
        )
    assert (look.outcome, look.how, look.complete) == (Outcome.READ, "rendered", True), look.note
