"""The address guard where the connection is made."""

import json
from collections.abc import Iterator

import pytest
from twisted.internet.error import DNSLookupError
from twisted.internet.interfaces import IReactorPluggableNameResolver
from twisted.internet.testing import MemoryReactorClock
from twisted.web.client import Agent
from zope.interface import implementer

from crawler.resolver import GuardedResolver
from records.observation import Outcome
from records.targets import Site
from tests.integration.crawler.wild import (
    Crawl,
    Crawler,
    WildServer,
    an_inventory,
    column_page,
    reply,
    serving,
)
from tests.unit.crawler.test_resolver import Scripted

PAGE = reply(column_page("2026-11-20", "2026-11-18"))

#: Put into the child: notes every name it resolves and every address it opens.
AUDIT = """
import json, sys
log = open({log!r}, "a", buffering=1)
def hook(event, args):
    if event == "socket.connect":
        log.write(json.dumps([event, args[1][0]]) + "\\n")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        log.write(json.dumps([event, str(args[0])]) + "\\n")
sys.addaudithook(hook)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[WildServer]:
    with serving({"/news/": PAGE, "/wx/": PAGE}) as wild:
        inner = f"http://127.0.0.1:{wild.port}/secret/"
        wild.answers["/secret/"] = PAGE
        wild.answers["/moved/"] = reply(status="302 Found", Location=inner)
        wild.answers["/away/"] = reply(status="302 Found", Location="http://elsewhere.test/")
        yield wild


@pytest.fixture(scope="module")
def crawler(tmp_path_factory: pytest.TempPathFactory) -> Crawler:
    return Crawler(home=tmp_path_factory.mktemp("guarded"))


@pytest.fixture(scope="module")
def crawl(server: WildServer, crawler: Crawler) -> Crawl:
    """One pass over ``localhost``, which is private, and ``127.0.0.1``, which is not."""
    (crawler.home / "sitecustomize.py").write_text(AUDIT.format(log=str(crawler.home / "seen.jsonl")))
    crawler.environment["PYTHONPATH"] = str(crawler.home)
    named, number = f"http://localhost:{server.port}", f"http://127.0.0.1:{server.port}"
    sites = [
        Site(key="portal", name="门户", home=named, unit="zfb", private=True, delay=0.0, own=True),
        Site(key="other", name="别处", home=number, unit="zfb", delay=0.0, own=True),
    ]
    columns = {"news": f"{named}/news/", "moved": f"{named}/moved/", "away": f"{named}/away/"}
    accounts = {"same": f"{named}/wx/", "other": f"{number}/wx/"}
    return crawler.run(
        an_inventory({**columns, "number": f"{number}/secret/"}, sites=sites, accounts=accounts)
    )


def test_a_site_the_inventory_calls_private_is_looked_at(crawl: Crawl) -> None:
    assert crawl.looks["news"].outcome is Outcome.READ


@pytest.mark.parametrize("key", ["number", "moved"])
def test_one_private_site_makes_no_other_host_private(crawl: Crawl, server: WildServer, key: str) -> None:
    assert crawl.looks[key].outcome is Outcome.UNREADABLE
    assert "127.0.0.1 is at 127.0.0.1, which is not a public address" in crawl.looks[key].note
    assert "/secret/" not in server.asked


def test_an_account_reaches_an_inner_host_only_where_a_site_of_that_host_is_private(crawl: Crawl) -> None:
    assert crawl.looks["same"].outcome is Outcome.READ
    assert crawl.looks["other"].outcome is Outcome.UNREADABLE


def test_a_pass_opens_nothing_but_the_inventorys_hosts(crawl: Crawl, crawler: Crawler) -> None:
    assert crawl.looks["away"].outcome is Outcome.UNREADABLE
    events = [json.loads(line) for line in (crawler.home / "seen.jsonl").read_text().splitlines()]
    opened = {where for event, where in events if event == "socket.connect"}
    assert opened
    assert opened <= {"127.0.0.1", "::1"}
    assert {where for event, where in events if event != "socket.connect"} == {"localhost"}


def test_a_name_that_leads_inward_is_refused_before_a_byte_is_sent(
    server: WildServer, crawler: Crawler
) -> None:
    before = list(server.asked)
    crawl = crawler.run(an_inventory({"inward": f"http://localhost:{server.port}/news/"}, private=False))
    assert crawl.looks["inward"].outcome is Outcome.UNREADABLE
    assert "refused by the address guard: localhost is at" in crawl.looks["inward"].note
    assert server.asked == before


@implementer(IReactorPluggableNameResolver)
class MemoryReactor(MemoryReactorClock):
    """Notes the addresses connections would go to."""

    nameResolver: GuardedResolver  # noqa: N815


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    reactor = MemoryReactor()
    reactor.nameResolver = GuardedResolver(Scripted(["114.114.114.114"], ["127.0.0.1"]))
    agent = Agent(reactor)

    agent.request(b"GET", b"http://rebinding.test/")
    assert [client[:2] for client in reactor.tcpClients] == [("114.114.114.114", 80)]

    failures: list[BaseException] = []
    agent.request(b"GET", b"http://rebinding.test/").addErrback(lambda f: failures.append(f.value))
    assert len(reactor.tcpClients) == 1
    assert isinstance(failures[0], DNSLookupError)
