"""Addresses: which may be written, and which are one page."""

import pytest

from records.inventory_files.addresses import checked_address, host_of, is_private, same_page


@pytest.mark.parametrize(
    "address",
    [
        "http://www.example.test/",
        "https://www.example.test",
        "http://www.example.test:8080/a/b.shtml?c=d&e=f#/news",
        "http://127.0.0.1:8000/",
        "http://[::1]:8000/",
        "http://示例.政务/栏目/",
        "http://a_b.example.test/%E4%B8%AD",
        "HTTP://WWW.EXAMPLE.TEST/",
    ],
)
def test_an_http_address_of_a_host_is_taken_as_it_is(address: str) -> None:
    assert checked_address(address) == address


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "no http or https address"),
        ("www.example.test/a/", "no http or https address"),
        ("//www.example.test/a/", "no http or https address"),
        ("ftp://www.example.test/", "no http or https address"),
        ("javascript:alert(1)", "no http or https address"),
        ("file:///etc/passwd", "no http or https address"),
        ("http：//www.example.test/", "no http or https address"),
        ("http://", "names no host"),
        ("http:///a", "names no host"),
        ("http://…/", "names no host"),
        ("http://a..b/", "names no host"),
        ("http://-a.test/", "names no host"),
        ("http://1.2.3.999/", "names no host"),
        ("http://a:99999/", "is no address"),
        ("http://[::1/", "is no address"),
        ("http://a b.test/", "spaces or backslashes"),
        ("http://a.test\\@b.test/", "spaces or backslashes"),
        ("http://a.test/" + "x" * 2_000, "far too long"),
        ("http://clerk:hunter2@a.test/", "user name or password"),
        ("http://clerk@a.test/", "user name or password"),
        ("http://a.test/?access_token=hunter2", "secret in its query"),
    ],
)
def test_anything_else_is_refused_without_repeating_it(address: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as caught:
        checked_address(address)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.example.test/a",
        "http://WWW.example.test:80/a/",
        "https://www.example.test:443/a/index.html",
        "http://www.example.test/a/INDEX.shtml",
        "http://www.example.test/a/default.aspx",
        "http://www.example.test/a/#top",
        "http://www.example.test./a/",
    ],
)
def test_these_are_one_page(other: str) -> None:
    assert same_page(other) == same_page("http://www.example.test/a/")


@pytest.mark.parametrize(
    "other",
    [
        "http://example.test/a/",
        "http://www.example.test:8080/a/",
        "http://www.example.test/A/",
        "http://www.example.test/a/index_2.html",
        "http://www.example.test/a/index.php?c=2",
        "http://www.example.test/a/?page=2",
        "http://www.example.test/a/#/news",
        "http://www.example.test/",
    ],
)
def test_these_are_other_pages(other: str) -> None:
    assert same_page(other) != same_page("http://www.example.test/a/")


def test_two_routes_of_one_script_are_two_pages() -> None:
    assert same_page("http://a.test/#/news?id=1") != same_page("http://a.test/#/news?id=2")


def test_a_chinese_host_is_written_as_the_name_system_does() -> None:
    assert host_of("http://示例.政务/") == "xn--fsq49jk2f.xn--zfr164b" or host_of(
        "http://示例.政务/"
    ).startswith("xn--")
    assert host_of("http://WWW.Example.test:80/") == "www.example.test"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.1.1",
        "::1",
        "fd00::1",
        "localhost",
        "a.localhost",
        "nas.local",
    ],
)
def test_private_hosts_are_known_by_their_form(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize("host", ["www.example.test", "8.8.8.8", "2606:4700::1111", "local", "notlocalhost"])
def test_public_hosts_are_not_private(host: str) -> None:
    assert not is_private(host)
