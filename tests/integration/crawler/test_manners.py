"""Politeness, proxies, stubs and articles, seen from the server's side."""

import socket
import threading
from collections.abc import Iterator

import pytest

from records.observation import Outcome
from records.targets import Site
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

PAGE = column_page("2026-11-20", "2026-11-18")
ROBOTS = reply("User-agent: *\nDisallow: /closed/\n", Content_Type="text/plain")
AGENT = "User-Agent: xuncha/0.1 (clerk@office.test)\r\n"


class Turnstile:
    """Answers with a page and counts how many are being answered at once."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self._lock = threading.Lock()

    def __call__(self, connection: socket.socket, path: str) -> None:
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        threading.Event().wait(0.05)  # long enough for a second request to come in, were there one
        with self._lock:
            self.inside -= 1
        reply(PAGE)(connection, path)


def undated_list(*articles: str) -> str:
    rows = "".join(
        f'<li><a href="/art/{name}.html">演练县开展第{name}次专项检查</a></li>' for name in articles
    )
    return (
        "<html><head><title>通知公告</title></head><body><div class='nav'>当前位置：首页 &gt; 通知公告</div>"
        f"<ul class='list'>{rows}</ul></body></html>"
    )


def article(day: str) -> Answer:
    return reply(
        f"<html><body><h1>演练县开展专项检查</h1><div class='info'>发布时间：{day} 来源：县教育局</div>"
        "<div class='content'><p>各乡镇人民政府，县直各单位：现将有关事项通知如下。</p></div></body></html>"
    )


@pytest.fixture(scope="module")
def turnstile() -> Turnstile:
    return Turnstile()


@pytest.fixture(scope="module")
def server(turnstile: Turnstile) -> Iterator[WildServer]:
    answers: dict[str, Answer] = {
        "/robots.txt": ROBOTS,
        "/closed/": reply(PAGE),
        "/stub/": reply('<html><head><meta http-equiv="refresh" content="0;url=/news0/"></head></html>'),
        **{
            f"/on/{n}": reply(
                f'<html><head><meta http-equiv="refresh" content="0;url=/on/{n + 1}"></head></html>'
            )
            for n in range(9)
        },
        "/out/": reply(
            '<html><head><meta http-equiv="refresh" content="0;url=http://a.test/"></head></html>'
        ),
        "/none/": reply("<html><body><h1>演练发布</h1><div class='posts'>暂无内容</div></body></html>"),
        "/few/": reply(undated_list("1", "2")),
        "/many/": reply(undated_list("1", "2", "missing", "4", "5")),
        "/art/1.html": article("2026-10-08"),
        "/art/2.html": article("2026-11-02"),
        "/moved/": reply(status="302 Found", Location="/news0/"),
    }
    with serving({**answers, **{f"/news{n}/": turnstile for n in range(6)}}) as wild:
        yield wild


@pytest.fixture(scope="module")
def crawler(tmp_path_factory: pytest.TempPathFactory) -> Crawler:
    return Crawler(home=tmp_path_factory.mktemp("manners"))


@pytest.fixture(scope="module")
def crawl(server: WildServer, crawler: Crawler) -> Crawl:
    paths = [*(f"news{n}" for n in range(6)), "closed", "stub", "out", "few", "many", "moved"]
    columns = {path: f"{server.address}/{path}/" for path in paths}
    inventory = an_inventory(
        {**columns, "on": f"{server.address}/on/0"},
        own=False,
        accounts={
            "wx": f"{server.address}/news1/",
            "lost": f"{server.address}/lost/",
            "none": f"{server.address}/none/",
            "no-source": "",
        },
    )
    crawl = crawler.run(inventory)
    assert crawl.code == 0, crawl.stderr
    return crawl


def test_a_host_is_asked_one_thing_at_a_time(crawl: Crawl, turnstile: Turnstile) -> None:
    assert crawl.looks["news5"].outcome is Outcome.READ
    assert turnstile.most == 1


def test_robots_txt_is_asked_once_a_spider_and_obeyed_by_every_request_that_waited_for_it(
    crawl: Crawl, server: WildServer
) -> None:
    assert server.asked.count("/robots.txt") == 2
    assert (crawl.looks["closed"].outcome, crawl.looks["closed"].note) == (Outcome.BLOCKED, "robots.txt")
    assert "/closed/" not in server.asked


def test_every_request_names_the_product_and_a_contact(crawl: Crawl, server: WildServer) -> None:
    assert crawl.code == 0
    assert all(AGENT in head for head in server.heads)


def test_a_stub_is_followed_to_its_page(crawl: Crawl, server: WildServer) -> None:
    look = crawl.looks["stub"]
    assert (look.outcome, look.address) == (Outcome.READ, f"{server.address}/news0/")
    assert len(look.evidence) == 2


def test_stubs_that_lead_on_and_on_are_given_up(crawl: Crawl, server: WildServer) -> None:
    assert crawl.looks["on"].outcome is Outcome.UNREADABLE
    assert "leads on and on" in crawl.looks["on"].note
    assert [path for path in server.asked if path.startswith("/on/")] == [f"/on/{n}" for n in range(4)]


def test_a_stub_that_leads_to_another_host_is_refused(crawl: Crawl) -> None:
    assert crawl.looks["out"].outcome is Outcome.UNREADABLE
    assert "does not name the host a.test" in crawl.looks["out"].note


def test_where_the_list_shows_no_dates_the_articles_do(crawl: Crawl) -> None:
    look = crawl.looks["few"]
    assert (look.outcome, look.how, len(look.evidence)) == (Outcome.READ, "articles", 3)
    assert look.newest is not None
    assert (str(look.newest.published_on), look.complete) == ("2026-11-02", True)


def test_a_few_articles_of_many_prove_an_update_and_never_silence(crawl: Crawl, server: WildServer) -> None:
    look = crawl.looks["many"]
    assert (look.outcome, look.how, look.complete) == (Outcome.READ, "articles", False)
    assert not {"/art/4.html", "/art/5.html"} & set(server.asked)


def test_the_evidence_names_the_way_to_the_page(crawl: Crawl, crawler: Crawler, server: WildServer) -> None:
    exchange = crawler.evidence.exchange(crawl.looks["moved"].evidence[0])
    assert exchange.asked == f"{server.address}/moved/"
    assert exchange.address == f"{server.address}/news0/"
    assert exchange.redirects == ((f"{server.address}/moved/", "302"),)
    assert (exchange.seen_from, exchange.peer, exchange.status) == ("127.0.0.1", "127.0.0.1", 200)


def test_an_account_is_read_from_its_page_and_without_one_nothing_is_claimed(crawl: Crawl) -> None:
    assert crawl.looks["wx"].outcome is Outcome.READ
    assert crawl.looks["no-source"].outcome is Outcome.UNREADABLE
    assert crawl.looks["no-source"].note == "there is no source that can be looked at yet"


def test_an_account_is_not_gone_because_a_page_about_it_is(crawl: Crawl) -> None:
    assert crawl.looks["lost"].outcome is Outcome.UNREADABLE
    assert "says nothing of the account" in crawl.looks["lost"].note


def test_an_account_whose_page_lists_no_posts_is_empty(crawl: Crawl) -> None:
    assert crawl.looks["none"].outcome is Outcome.EMPTY


def test_the_offices_own_site_is_not_asked_for_robots_txt(tmp_path_factory: pytest.TempPathFactory) -> None:
    with serving({"/robots.txt": ROBOTS, "/closed/": reply(PAGE)}) as server:
        crawler = Crawler(home=tmp_path_factory.mktemp("own"))
        crawl = crawler.run(an_inventory({"closed": f"{server.address}/closed/"}))
    assert crawl.looks["closed"].outcome is Outcome.READ
    assert server.asked == ["/closed/"]


def test_proxies_of_the_environment_and_of_a_site_carry_the_requests(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """No name of a target is looked up here: the proxy does that, and is itself on loopback."""
    ours, theirs = "http://www.yanlian.test/news/", "http://other.yanlian.test/news/"
    moved = reply(status="302 Found", Location="http://elsewhere.test/")
    with (
        serving({ours: reply(PAGE), "http://www.yanlian.test/moved/": moved}) as general,
        serving({theirs: reply(PAGE)}) as special,
    ):
        crawler = Crawler(home=tmp_path_factory.mktemp("proxy"))
        crawler.environment["http_proxy"] = general.address
        sites = [
            Site(key="a", name="a", home=ours, unit="zfb", delay=0.0, own=True),
            Site(key="b", name="b", home=theirs, unit="zfb", delay=0.0, own=True, proxy=special.address),
        ]
        columns = {"a": ours, "b": theirs, "c": "http://www.yanlian.test/moved/"}
        crawl = crawler.run(an_inventory(columns, sites=sites))
    assert crawl.outcomes == {"a": "READ", "b": "READ", "c": "UNREADABLE"}
    assert (sorted(general.asked), special.asked) == ([columns["c"], ours], [theirs])
