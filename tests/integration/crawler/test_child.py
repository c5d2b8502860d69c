"""The child process: its orders, its end, and what it owes to targets nobody looked at."""

import io
import json
import os
import select
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from scrapy.http import HtmlResponse, Request

from crawler.clock import clock_at
from crawler.look import LOOK, Look
from crawler.middlewares import EveryLookEnds
from crawler.running import Keeper, leave_no_gap
from records.errors import OutsideError
from records.observation import Observation, Outcome
from records.store import Store
from tests.integration.crawler.wild import (
    NOW,
    ROOT,
    Crawler,
    WildServer,
    an_inventory,
    column_page,
    reply,
    serving,
    without_proxies,
)

#: Seconds within which a process that was told to end has ended.
SOON = 30


class Trap:
    """Holds whoever asks until the server closes, and says when somebody came."""

    def __init__(self) -> None:
        self.entered = threading.Event()

    def __call__(self, connection: socket.socket, _path: str) -> None:
        self.entered.set()
        connection.recv(1)


@pytest.fixture
def trap() -> Trap:
    return Trap()


@pytest.fixture
def server(trap: Trap) -> Iterator[WildServer]:
    with serving({"/news/": reply(column_page("2026-11-20", "2026-11-18")), "/trap/": trap}) as wild:
        yield wild


def test_an_order_for_targets_its_pass_does_not_have_ends_with_2(crawler: Crawler) -> None:
    crawl = crawler.run(an_inventory({"news": "http://127.0.0.1:1/"}), targets=("news", "nowhere"))
    assert (crawl.code, crawl.lines, crawl.looks) == (2, [], {})
    assert crawl.stderr.strip() == "the order names targets its pass does not have: nowhere"


def test_an_order_for_a_pass_that_does_not_exist_ends_with_2(crawler: Crawler) -> None:
    crawl = crawler.run(an_inventory({"news": "http://127.0.0.1:1/"}), pass_id=99)
    assert (crawl.code, len(crawl.stderr.splitlines())) == (2, 1)


def test_no_order_at_all_ends_with_2(crawler: Crawler) -> None:
    crawl = crawler.send("")
    assert (crawl.code, crawl.lines) == (2, [])
    assert "standard input" in crawl.stderr


def test_an_order_whose_giver_is_gone_is_not_begun(crawler: Crawler, server: WildServer) -> None:
    crawl = crawler.run(an_inventory({"news": f"{server.address}/news/"}), parent=2**22 + 1)
    assert (crawl.code, crawl.looks, server.asked) == (3, {}, [])


def test_only_the_ordered_targets_are_looked_at(crawler: Crawler, server: WildServer) -> None:
    columns = {key: f"{server.address}/news/?{key}" for key in ("a", "b", "c")}
    crawl = crawler.run(an_inventory(columns), targets=("b",))
    assert crawl.lines == [{"target": "b", "outcome": "GONE"}]
    assert server.asked == ["/news/?b"]


def test_a_look_that_goes_on_and_on_is_cut_by_its_own_time(crawler: Crawler, server: WildServer) -> None:
    """Each request is in time, but all of them together are not: a look may take four times a request."""

    def slowly(connection: socket.socket, path: str) -> None:
        server.stopped.wait(0.7)
        reply(status="302 Found", Location=f"{path}x")(connection, path)

    server.answers |= {f"/{'x' * n}": slowly for n in range(1, 9)}
    crawl = crawler.run(an_inventory({"chain": f"{server.address}/x"}), timeout=0.8)
    assert crawl.looks["chain"].outcome is Outcome.UNREACHABLE
    assert "time-out" in crawl.looks["chain"].note
    assert len(server.asked) == 5


def test_with_the_clock_stopped_two_passes_leave_the_same_evidence(
    crawler: Crawler, server: WildServer
) -> None:
    order = crawler.order(an_inventory({"news": f"{server.address}/news/"}))
    first = crawler.carry_out(order)
    again = crawler.carry_out(order)
    assert first.looks == again.looks
    assert first.looks["news"].seen_at == NOW
    assert len(list((crawler.home / "evidence").rglob("*.json"))) == 1


def test_told_to_stop_it_claims_nothing_of_what_it_did_not_see(
    crawler: Crawler, server: WildServer, trap: Trap
) -> None:
    columns = {"held": f"{server.address}/trap/"} | {f"w{n}": f"{server.address}/news/" for n in range(60)}
    order = crawler.order(an_inventory(columns), timeout=1.5)
    child = crawler.start(order.to_json())
    assert trap.entered.wait(SOON)
    child.send_signal(signal.SIGTERM)
    crawl = crawler.ended(child.wait(SOON))
    assert crawl.code == 3
    assert "told to stop" in crawl.stderr
    assert len(crawl.looks) < len(columns)
    assert {look.outcome for key, look in crawl.looks.items() if key != "held"} <= {Outcome.READ}


def test_it_dies_with_the_process_that_ordered_it(crawler: Crawler, server: WildServer, trap: Trap) -> None:
    order = crawler.order(an_inventory({"held": f"{server.address}/trap/"}), timeout=60.0)
    (crawler.home / "order.json").write_text(order.to_json())
    giver = textwrap.dedent(
        """
        import subprocess, sys
        child = subprocess.Popen([sys.executable, "-m", "crawler"], stdin=open(sys.argv[1]))
        print(child.pid, flush=True)
        child.wait()
        """
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", giver, str(crawler.home / "order.json")],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=without_proxies(),
    )
    assert parent.stdout is not None
    child = os.pidfd_open(int(parent.stdout.readline()))
    try:
        assert trap.entered.wait(SOON)
        parent.kill()
        parent.wait(SOON)
        parent.stdout.close()
        assert select.select([child], [], [], SOON)[0] == [child]
    finally:
        os.close(child)


@pytest.fixture
def keeper(crawler: Crawler) -> Iterator[Keeper]:
    order = crawler.order(an_inventory({"a": "http://a.test/", "b": "http://b.test/"}))
    with Store.open(crawler.database_url) as store:
        yield Keeper(store, order.pass_id, io.StringIO())


def an_observation(target: str) -> Observation:
    return Observation(target=target, seen_at=NOW, outcome=Outcome.GONE)


def test_a_target_whose_look_ended_in_nothing_gets_an_observation_that_says_so(
    crawler: Crawler, keeper: Keeper
) -> None:
    order = replace(crawler.order(an_inventory({"a": "http://a.test/", "b": "http://b.test/"})), pass_id=1)
    keeper.keep(an_observation("a"))
    leave_no_gap(order, keeper)
    with Store.open(crawler.database_url) as store:
        looks = store.looks(until=NOW)
    assert [look.outcome for look in looks["a"]] == [Outcome.GONE]
    assert [(look.outcome, look.note) for look in looks["b"]] == [
        (Outcome.UNREADABLE, "the look did not finish")
    ]


def test_an_observation_that_could_not_be_kept_is_not_papered_over(crawler: Crawler, keeper: Keeper) -> None:
    order = crawler.order(an_inventory({"a": "http://a.test/", "b": "http://b.test/"}))
    keeper.seen.add("a")
    with pytest.raises(OutsideError, match="1 observations could not be kept"):
        leave_no_gap(order, keeper)


def test_a_defect_in_a_reader_costs_one_look_and_not_the_pass() -> None:
    look = Look(target="a", addresses=(), clock=clock_at("2026-11-23"))
    request = Request("http://a.test/", meta={LOOK: look})
    response = HtmlResponse("http://a.test/", body=b"<html>", request=request)
    middleware = EveryLookEnds()
    seen = list(middleware.process_spider_exception(response, ZeroDivisionError("oh")) or ())
    assert [(each.target, each.outcome) for each in seen] == [("a", Outcome.UNREADABLE)]
    assert "ZeroDivisionError" in seen[0].note
    assert middleware.process_spider_exception(response, ZeroDivisionError("again")) is None


def scrapy(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=ROOT,
        env=without_proxies(),
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def test_it_is_a_plain_scrapy_project() -> None:
    assert scrapy("list").stdout.split() == ["accounts", "columns", "homes"]


def test_a_spider_runs_by_hand_without_a_store(crawler: Crawler, server: WildServer) -> None:
    folder = crawler.home / "inventory"
    folder.mkdir()
    (folder / "office.yaml").write_text(
        "name: 演练县人民政府办公室\nmail_from: xuncha@office.test\nmail_to: [clerk@office.test]\n"
        "rulebooks: [fangxian-2023-16]\n"
    )
    (folder / "units.yaml").write_text("units:\n  - {key: zfb, name: 县政府办, kind: 县直}\n")
    (folder / "columns.yaml").write_text(
        "sites:\n"
        f'  - {{key: portal, name: 门户, home: "{server.address}/", unit: zfb,'
        " own: true, private: true, delay: 0.0}\n"
        "columns:\n"
        f'  - {{key: xwzx, name: 新闻, url: "{server.address}/news/", site: portal, level: 1, units: [zfb],'
        " class: news, class_by: rules.md}\n"
    )
    out = crawler.home / "out.jsonl"
    done = scrapy("crawl", "columns", "-a", f"inventory={folder}", "-a", "now=2026-11-23", "-O", str(out))
    assert done.returncode == 0, done.stderr
    (item,) = [json.loads(line) for line in out.read_text().splitlines()]
    assert (item["target"], item["outcome"], len(item["entries"])) == ("xwzx", "READ", 2)


def test_a_spider_without_an_inventory_says_what_it_needs() -> None:
    done = scrapy("crawl", "columns")
    assert done.returncode != 0
    assert "needs -a inventory=FOLDER" in done.stderr
