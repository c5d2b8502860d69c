"""Manners by host, and what a pass learns of hosts."""

from crawler.sites import HOST_TIMEOUTS, Manners, Sites
from records.inventory import Inventory, Office
from records.targets import Site, Tls


def a_site(key: str, home: str, **changes: object) -> Site:
    return Site(key=key, name=key, home=home, unit="zfb", **changes)  # type: ignore[arg-type]


def sites(*of: Site) -> Sites:
    return Sites(
        Inventory(office=Office(name="x"), units=(), sites=of, columns=(), accounts=(), rulebooks=())
    )


def test_an_address_has_the_manners_of_its_site() -> None:
    known = sites(a_site("a", "http://a.test/", own=True, delay=2.5, tls=Tls.STRICT, proxy="http://p:3128"))
    assert known.manners("http://a.test/deep/down.html") == Manners(
        own=True, strict=True, delay=2.5, proxy="http://p:3128"
    )


def test_an_address_no_site_describes_has_the_strictest_politeness() -> None:
    manners = sites(a_site("a", "http://a.test/", own=True)).manners("http://b.test/")
    assert manners == Manners(own=False, strict=False, delay=None, proxy="")


def test_two_sites_at_two_ports_of_one_host_keep_their_own_manners() -> None:
    known = sites(a_site("a", "http://h.test:81/", own=True), a_site("b", "http://h.test:82/"))
    assert known.manners("http://h.test:81/x").own
    assert not known.manners("http://h.test:82/x").own


def test_the_same_host_on_another_scheme_has_its_sites_manners() -> None:
    assert sites(a_site("a", "http://a.test/", own=True)).manners("https://a.test/x").own


def test_a_host_with_several_delays_gets_the_slowest() -> None:
    known = sites(
        a_site("a", "http://h.test:81/", delay=0.5),
        a_site("b", "http://h.test:82/", delay=3.0),
        a_site("c", "http://other.test/"),
    )
    assert known.slots() == {"h.test": {"delay": 3.0, "concurrency": 1}}


def test_a_broken_certificate_is_remembered_for_its_server_only() -> None:
    known = sites(a_site("a", "https://a.test/"))
    known.distrust("https://a.test/xwzx/")
    assert known.distrusted("https://a.test/other/")
    assert not known.distrusted("https://a.test:8443/")
    assert not known.distrusted("http://a.test/")


def test_a_host_falls_silent_after_time_outs_in_a_row_and_one_answer_forgives_them() -> None:
    known = sites(a_site("a", "http://a.test/"))
    for _time in range(HOST_TIMEOUTS - 1):
        known.timed_out("http://a.test/x")
    assert not known.silent("http://a.test/y")
    known.timed_out("http://a.test/z")
    assert known.silent("http://a.test/y")
    assert not known.silent("http://b.test/")
    known.answered("http://a.test/robots.txt")
    assert not known.silent("http://a.test/y")
