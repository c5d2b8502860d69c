"""What a request carries when it leaves, and what a spider is told of its inventory."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType, SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from service_identity import VerificationError

from crawler.guard import AddressRefused, guard_of
from crawler.look import LOOK, UNVERIFIED, Look
from crawler.middlewares import ROBOTS_MAXSIZE, EveryLookEnds, SiteMiddleware, TlsMiddleware
from crawler.readers.reading import Reading
from crawler.sites import HOST_TIMEOUTS, HostSilent, Sites
from crawler.spiders.columns import ColumnsSpider
from records.inventory import Inventory, Office
from records.observation import Observation, Outcome
from records.targets import Site, Tls

NOW = datetime(2026, 11, 23, tzinfo=UTC)
INVENTORY = Inventory(
    office=Office(name="x"),
    units=(),
    sites=(
        Site(key="a", name="a", home="https://a.test/", unit="zfb", own=True, delay=2.0, proxy="http://p:1"),
        Site(key="b", name="b", home="https://b.test/", unit="zfb", tls=Tls.STRICT),
        Site(key="c", name="c", home="http://c.test/", unit="zfb", private=True),
    ),
    columns=(),
    accounts=(),
    rulebooks=(),
)


@pytest.fixture
def crawler() -> Crawler:
    spider = SimpleNamespace(guard=guard_of(INVENTORY), sites=Sites(INVENTORY))
    return cast(Crawler, SimpleNamespace(spider=spider))


def leaving(crawler: Crawler, address: str, meta: Mapping[str, Any] = MappingProxyType({})) -> dict[str, Any]:
    request = Request(address, meta=dict(meta))
    SiteMiddleware(crawler).process_request(request)
    return request.meta


def test_a_request_has_the_manners_of_its_host(crawler: Crawler) -> None:
    ours = leaving(crawler, "https://a.test/x")
    assert (ours["dont_obey_robotstxt"], ours["proxy"]) == (True, "http://p:1")
    assert ours["autothrottle_dont_adjust_delay"]
    theirs = leaving(crawler, "https://b.test/x")
    assert not theirs["dont_obey_robotstxt"]
    assert not theirs["autothrottle_dont_adjust_delay"]
    assert "proxy" not in theirs


def test_a_host_on_our_own_network_is_asked_past_the_environments_proxy(crawler: Crawler) -> None:
    assert leaving(crawler, "http://c.test/x")["proxy"] is None


def test_a_redirect_to_another_site_leaves_the_first_ones_proxy_and_manners_behind(crawler: Crawler) -> None:
    meta = leaving(crawler, "https://a.test/x")
    moved = leaving(crawler, "https://b.test/x", {**meta, UNVERIFIED: True})
    assert "proxy" not in moved
    assert (moved["dont_obey_robotstxt"], moved[UNVERIFIED]) == (False, False)


def test_a_host_the_inventory_does_not_name_is_refused(crawler: Crawler) -> None:
    with pytest.raises(AddressRefused, match=r"elsewhere\.test"):
        leaving(crawler, "http://elsewhere.test/")


def test_robots_txt_is_read_up_to_its_own_bound(crawler: Crawler) -> None:
    request = Request("https://b.test/robots.txt", callback=NO_CALLBACK)
    SiteMiddleware(crawler).process_request(request)
    assert request.meta["download_maxsize"] == ROBOTS_MAXSIZE


def test_a_host_that_timed_out_too_often_is_not_asked_again(crawler: Crawler) -> None:
    middleware, request = SiteMiddleware(crawler), Request("https://b.test/x")
    for _time in range(HOST_TIMEOUTS):
        middleware.process_request(request)
        middleware.process_exception(request, DownloadTimeoutError("x"))
    with pytest.raises(HostSilent):
        middleware.process_request(request)
    middleware.process_response(request, Response("https://b.test/x"))
    middleware.process_request(request)


def test_other_failures_do_not_make_a_host_silent(crawler: Crawler) -> None:
    middleware, request = SiteMiddleware(crawler), Request("https://b.test/x")
    for _time in range(HOST_TIMEOUTS * 2):
        middleware.process_exception(request, DownloadFailedError("reset"))
    middleware.process_request(request)


def test_a_broken_certificate_is_looked_past_once_and_for_the_whole_server(crawler: Crawler) -> None:
    tls, request = TlsMiddleware(crawler), Request("https://a.test/x")
    again = tls.process_exception(request, VerificationError([]))
    assert again is not None
    assert again.dont_filter
    assert leaving(crawler, "https://a.test/other")[UNVERIFIED]
    unverified = Request("https://a.test/x", meta={UNVERIFIED: True})
    assert tls.process_exception(unverified, VerificationError([])) is None


def test_a_strict_site_is_neither_looked_past_nor_tried_again(crawler: Crawler) -> None:
    request = Request("https://b.test/x")
    assert TlsMiddleware(crawler).process_exception(request, VerificationError([])) is None
    assert request.meta["dont_retry"]
    assert not leaving(crawler, "https://b.test/other")[UNVERIFIED]


def test_other_failures_are_not_taken_for_a_certificates(crawler: Crawler) -> None:
    request = Request("https://a.test/x")
    assert TlsMiddleware(crawler).process_exception(request, DownloadTimeoutError("x")) is None
    assert not leaving(crawler, "https://a.test/x")[UNVERIFIED]


def test_a_spider_tells_scrapy_the_delays_of_its_inventory() -> None:
    crawler = Crawler(ColumnsSpider)
    ColumnsSpider.from_crawler(crawler, inventory=INVENTORY)
    assert crawler.settings["DOWNLOAD_SLOTS"].copy_to_dict() == {"a.test": {"delay": 2.0, "concurrency": 1}}


def ended_by_a_defect(look: Look) -> Observation:
    request = Request("http://c.test/home", meta={LOOK: look})
    response = Response("http://c.test/home", request=request)
    (observation,) = EveryLookEnds().process_spider_exception(response, KeyError("a bug")) or ()
    return observation


def test_a_defect_ends_the_look_as_ours() -> None:
    look = Look(target="c", addresses=(), clock=lambda: NOW)
    assert ended_by_a_defect(look).outcome is Outcome.UNREADABLE


def test_a_defect_on_another_path_leaves_what_the_page_came_to() -> None:
    look = Look(target="c", addresses=(), clock=lambda: NOW)
    look.settled = (Reading(outcome=Outcome.EMPTY, complete=True), "http://c.test/list/")
    observation = ended_by_a_defect(look)
    assert (observation.outcome, observation.complete) == (Outcome.EMPTY, True)
    assert observation.address == "http://c.test/list/"
