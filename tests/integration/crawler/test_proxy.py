"""The browser's proxy: what it passes on, to which address, and what it refuses."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress

import pytest

from crawler.guard import Guard
from crawler.rendering.found import find_chromium
from crawler.rendering.proxy import FilteringProxy
from tests.integration.crawler.wild import WildServer, reply, serving


@pytest.fixture(scope="module")
def server() -> Iterator[WildServer]:
    with serving({"/a?b=1": reply("inside", Keep_Alive="timeout=9"), "/": reply("home")}) as wild:
        yield wild


def guard(server: WildServer, *, private: bool = True) -> Guard:
    hosts = frozenset({"a.test", "b.test"})
    ports = frozenset({("a.test", server.port), ("b.test", server.port)})
    return Guard(hosts=hosts, ports=ports, private=frozenset({"a.test"}) if private else frozenset())


async def loopback(_host: str, _port: int) -> Sequence[str]:
    return ["127.0.0.1"]


def through(
    rules: Guard, *sent: bytes, resolve: Callable[[str, int], Awaitable[Sequence[str]]] = loopback
) -> bytes:
    """Return all that comes back through a proxy with *rules* for the bytes *sent* one after another."""

    async def talk() -> bytes:
        proxy = FilteringProxy(rules, resolve=resolve)
        port = int((await proxy.start()).rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        received = b""
        for part in sent:
            writer.write(part)
            await writer.drain()
            if part.startswith(b"CONNECT"):
                received += await reader.readuntil(b"\r\n\r\n")
        with suppress(ConnectionResetError):
            async with asyncio.timeout(20):
                received += await reader.read()
        writer.close()
        await proxy.close()
        return received

    return asyncio.run(talk())


def get(address: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {address} HTTP/1.1", "Host: a.test", *headers, "", ""]).encode()


def test_a_request_arrives_with_its_path_alone_and_without_the_proxys_own_headers(server: WildServer) -> None:
    address = f"http://a.test:{server.port}/a?b=1"
    answer = through(guard(server), get(address, "Proxy-Connection: keep-alive", "X-Own: 1"))
    assert answer.endswith(b"\r\n\r\ninside")
    head = server.heads[-1]
    assert head.startswith("GET /a?b=1 HTTP/1.1\r\n")
    assert "X-Own: 1" in head
    assert "Proxy-" not in head


def test_the_browser_is_told_to_close_after_one_answer(server: WildServer) -> None:
    answer = through(guard(server), get(f"http://a.test:{server.port}/a?b=1"))
    assert b"Connection: close" in answer
    assert b"Keep-Alive" not in answer


def test_a_second_request_on_the_same_connection_goes_nowhere(server: WildServer) -> None:
    before = len(server.asked)
    first = get(f"http://a.test:{server.port}/a?b=1")
    answer = through(guard(server), first + get("http://b.test/secret"))
    assert answer.count(b"HTTP/1.1") == 1
    assert server.asked[before:] == ["/a?b=1"]


def test_a_tunnel_is_opened_to_a_host_of_the_inventory(server: WildServer) -> None:
    opened = f"CONNECT a.test:{server.port} HTTP/1.1\r\n\r\n".encode()
    answer = through(guard(server), opened, b"GET / HTTP/1.1\r\n\r\n")
    assert b"200 Connection established" in answer
    assert answer.endswith(b"home")


@pytest.mark.parametrize(
    "request_line",
    [
        "GET http://elsewhere.test:{port}/ HTTP/1.1",
        "GET http://a.test:81/ HTTP/1.1",
        "GET ftp://a.test/ HTTP/1.1",
        "GET file:///etc/passwd HTTP/1.1",
        "GET http://user:word@a.test:{port}/ HTTP/1.1",
        "GET http://127.0.0.1:{port}/ HTTP/1.1",
        "GET / HTTP/1.1",
        "CONNECT elsewhere.test:443 HTTP/1.1",
        "CONNECT a.test:22 HTTP/1.1",
        "CONNECT [::1]:{port} HTTP/1.1",
        "CONNECT a.test:{port}/@elsewhere.test HTTP/9 9",
        "nonsense",
    ],
)
def test_what_the_guard_refuses_is_forbidden(server: WildServer, request_line: str) -> None:
    before = len(server.asked)
    answer = through(guard(server), f"{request_line.format(port=server.port)}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert len(server.asked) == before


def test_a_host_that_may_not_be_private_is_not_asked_at_a_private_address(server: WildServer) -> None:
    answer = through(guard(server), get(f"http://b.test:{server.port}/"))
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert b"no address that it may be asked at" in answer


def test_the_name_is_asked_once_and_the_address_that_was_checked_is_connected_to(server: WildServer) -> None:
    asked: list[str] = []

    async def rebinding(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["10.0.0.1", "127.0.0.1"] if len(asked) > 1 else ["127.0.0.1"]

    answer = through(guard(server), get(f"http://a.test:{server.port}/"), resolve=rebinding)
    assert (answer.endswith(b"home"), asked) == (True, ["a.test"])


@pytest.mark.parametrize(
    "headers", [("Transfer-Encoding: chunked",), ("Content-Length: 99999999",), ("Content-Length: -1",)]
)
def test_a_body_without_a_bound_is_not_passed_on(server: WildServer, headers: tuple[str, ...]) -> None:
    before = len(server.asked)
    answer = through(guard(server), get(f"http://a.test:{server.port}/", *headers))
    assert (answer[:12], len(server.asked)) == (b"HTTP/1.1 403", before)


def test_a_head_without_an_end_is_cut(server: WildServer) -> None:
    assert through(guard(server), b"GET " + b"a" * 200_000) == b""


def test_the_lightest_browser_is_taken() -> None:
    both = {"chromium": "/b/chromium", "chromium-headless-shell": "/b/shell"}
    assert find_chromium(both.get) == "/b/shell"
    assert find_chromium({"chromium": "/b/chromium"}.get) == "/b/chromium"
    assert find_chromium({}.get) == ""
