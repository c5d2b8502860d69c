"""The address guard: names and numbers, without a network."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.guard import MAX_ADDRESS, Guard, Reach, guard_of, host_of, ip_refusal, normal_host, reach_of
from records.inventory import Inventory, Office
from records.targets import Account, Column, ColumnClass, Platform, Site, Source, SourceKind, Unit, UnitKind


def inventory(*, private: bool = False) -> Inventory:
    return Inventory(
        office=Office(name="演练县人民政府办公室"),
        units=(Unit(key="zfb", name="县政府办", kind=UnitKind.DEPARTMENT),),
        sites=(
            Site(key="portal", name="门户", home="http://www.yanlian.test/", unit="zfb", private=private),
        ),
        columns=(
            Column(
                key="news",
                name="要闻",
                url="https://news.yanlian.test:8443/xwzx/",
                site="portal",
                units=("zfb",),
                class_=ColumnClass.NEWS,
            ),
        ),
        accounts=(
            Account(
                key="wx",
                platform=Platform.WECHAT,
                kind="订阅号",
                name="演练发布",
                id="",
                unit="zfb",
                sources=(Source(kind=SourceKind.PAGE, url="http://10.0.0.7:9000/posts"),),
            ),
        ),
        rulebooks=(),
    )


GUARD = guard_of(inventory())


@pytest.mark.parametrize(
    "address",
    [
        "http://www.yanlian.test/",
        "https://www.yanlian.test/xwzx/index.html?page=2#top",
        "HTTP://WWW.Yanlian.Test./",
        "https://news.yanlian.test:8443/art/1.html",
        "http://news.yanlian.test/",
    ],
)
def test_hosts_and_ports_the_inventory_names_may_be_asked(address: str) -> None:
    assert GUARD.refusal(address) == ""


@pytest.mark.parametrize(
    ("address", "because"),
    [
        ("http://elsewhere.test/", "does not name the host elsewhere.test"),
        ("http://www.yanlian.test.elsewhere.test/", "does not name the host"),
        ("http://sub.www.yanlian.test/", "does not name the host"),
        ("http://www.yanlian.test:22/", "does not name port 22"),
        ("http://www.yanlian.test:8443/", "does not name port 8443"),
        ("file:///etc/passwd", "only http and https"),
        ("ftp://www.yanlian.test/", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("//www.yanlian.test/", "no scheme"),
        ("http:///nowhere", "not a plain address"),
        ("http://clerk:secret@www.yanlian.test/", "not a plain address"),
        ("http://elsewhere.test@www.yanlian.test/", "not a plain address"),
        ("http://www.yanlian.test@elsewhere.test/", "not a plain address"),
        ("http://www.yanlian.test/" + "a" * MAX_ADDRESS, "not a plain address"),
        ("http://[::1", "not an address"),
        ("http://www.yanlian.test:99999/", "not an address"),
        ("http://169.254.169.254/latest/", "does not name the host 169.254.169.254"),
        ("http://10.0.0.7:9000/posts", "not a public address"),
        ("", "no scheme"),
    ],
)
def test_everything_else_is_refused_with_the_reason(address: str, because: str) -> None:
    assert because in GUARD.refusal(address)


def test_an_accounts_host_is_private_only_where_a_site_of_that_host_says_so() -> None:
    assert guard_of(inventory(private=True)).private == {"www.yanlian.test"}
    assert guard_of(inventory(private=False)).private == frozenset()


def test_a_guard_without_an_inventory_lets_nothing_out() -> None:
    assert Guard().refusal("http://www.yanlian.test/")


def test_an_international_host_is_the_same_in_both_its_forms() -> None:
    assert normal_host("演练县.政务") == normal_host("演练县.政务".encode("idna").decode())
    assert host_of("http://演练县.政务/") == host_of("http://演练县.政务.:80/x")


@pytest.mark.parametrize(
    "ip", ["114.114.114.114", "2400:3200::1", "::ffff:114.114.114.114", "64:ff9b::7272:7272"]
)
def test_a_public_address_is_open_to_every_host(ip: str) -> None:
    assert reach_of(ip) is Reach.PUBLIC
    assert ip_refusal("a.test", ip, private=()) == ""


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.1.2.3",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_an_inner_address_is_open_only_to_hosts_that_are_private(ip: str) -> None:
    assert "not a public address" in ip_refusal("a.test", ip, private={"b.test"})
    assert ip_refusal("a.test", ip, private={"a.test"}) == ""


@pytest.mark.parametrize(
    "ip", ["0.0.0.0", "::", "224.0.0.1", "ff02::1", "255.255.255.255", "240.0.0.1", "::ffff:0.0.0.0"]
)
def test_an_address_no_server_has_is_refused_even_to_private_hosts(ip: str) -> None:
    assert ip_refusal("a.test", ip, private={"a.test"})


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_in_ipv6_never_gives_it_more_reach(ip: object) -> None:
    inner = int(ip)  # type: ignore[call-overload]
    wrapped = (
        f"::ffff:{ip}",
        f"64:ff9b::{inner >> 16:x}:{inner & 0xFFFF:x}",
        f"2002:{inner >> 16:x}:{inner & 0xFFFF:x}::",
    )
    assert all(reach_of(each) >= reach_of(str(ip)) for each in wrapped)


@given(st.text(max_size=60))
def test_no_text_whatever_breaks_the_guard(text: str) -> None:
    assert GUARD.refusal(text)
    assert GUARD.refusal("http://" + text) or host_of("http://" + text) in GUARD.hosts


def on_weibo(url: str, *, given: str = "") -> Guard:
    account = replace(
        inventory().accounts[0], platform=Platform.WEIBO, sources=(Source(kind="timeline", url=url),)
    )
    return guard_of(replace(inventory(), accounts=(account,)), given=[given] if given else [])


def test_a_platform_that_is_named_may_be_asked_with_all_that_is_below_its_domains() -> None:
    guard = on_weibo("https://m.weibo.cn/u/6000000001")
    for host in ("m.weibo.cn", "visitor.passport.weibo.cn", "passport.weibo.com"):
        assert guard.refusal(f"https://{host}/x") == ""
    for address in ("https://notweibo.cn/", "https://weibo.cn.a.test/", "https://m.weibo.cn:8443/"):
        assert guard.refusal(address)


def test_a_platform_nobody_names_is_not_asked() -> None:
    assert on_weibo("http://10.0.0.7:9000/u/6000000001").refusal("https://m.weibo.cn/u/6000000001")


def test_a_link_that_was_given_opens_its_platform_and_nothing_else() -> None:
    link = "https://weibo.com/6000000001/x"
    assert on_weibo("http://10.0.0.7:9000/", given=link).refusal(link) == ""
    assert on_weibo("http://10.0.0.7:9000/", given="https://a.test/x").refusal("https://a.test/x")
