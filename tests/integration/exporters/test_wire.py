"""How messages leave the house: by the proxy that is set, verified, bounded, and nowhere else than told."""

import logging
import socket
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from exporters.messages.wire import ANSWER_BYTES, Answer, Wire, post
from records.errors import InputError, OutsideError
from tests.integration.exporters.scripted import drip, flood, listening, proxy, wait_for_end

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone"


def asked(address: str, wire: Wire | None = None) -> Answer:
    return post(
        address, b"{}", {"X-Own": "1"}, place="HERE", wire=wire or Wire(timeout=5, whole=10, proxies={})
    )


def _whole_request(caller: socket.socket) -> None:
    heard = b"-"
    while heard and not heard.endswith(b"{}"):
        heard = caller.recv(65536)


def saying(answer: bytes) -> Callable[[socket.socket], None]:
    def serve(caller: socket.socket) -> None:
        _whole_request(caller)
        caller.sendall(answer)

    return serve


def secured(authority: trustme.CA, host: str) -> Callable[[socket.socket], None]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(host).configure_cert(context)

    def serve(caller: socket.socket) -> None:
        with context.wrap_socket(caller, server_side=True) as inner:
            saying(OK)(inner)

    return serve


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return tmp_path / "ca.pem"


def test_an_answer_comes_back_whatever_its_status() -> None:
    with listening(saying(OK.replace(b"200 OK", b"503 Busy"))) as port:
        assert asked(f"http://127.0.0.1:{port}/a") == Answer(status=503, body=b"done")


@pytest.mark.parametrize("status", [b"301 Moved", b"302 Found", b"307 Again", b"308 For ever"])
def test_a_redirect_is_followed_nowhere(status: bytes) -> None:
    went: list[str] = []
    with listening(lambda _caller: went.append("there")) as elsewhere:
        moved = b"HTTP/1.1 %s\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n" % (
            status,
            elsewhere,
        )
        with listening(saying(moved)) as port:
            assert asked(f"http://127.0.0.1:{port}/a").status == int(status[:3])
    assert went == []


def test_a_huge_answer_is_read_as_far_as_the_bound() -> None:
    head = b"HTTP/1.1 200 OK\r\n\r\n"

    def serve(caller: socket.socket) -> None:
        caller.recv(65536)
        flood(caller, head)

    with listening(serve) as port:
        assert asked(f"http://127.0.0.1:{port}/a").body == b"a" * ANSWER_BYTES


def test_a_server_that_stalls_is_given_up_after_the_time_out() -> None:
    with (
        listening(wait_for_end) as port,
        pytest.raises(OutsideError, match=r"HERE: no answer came [(]timed out"),
    ):
        asked(f"http://127.0.0.1:{port}/a?key=hush", Wire(timeout=0.2, whole=10, proxies={}))


@pytest.mark.parametrize("what", [b"HTTP/1.1 200 OK\r\nX-A: a\r\n", b"HTTP/1.1 200 OK\r\n\r\n" + b"a" * 9000])
def test_a_server_that_drips_is_given_up_in_the_time_for_the_whole(what: bytes) -> None:
    def serve(caller: socket.socket) -> None:
        caller.recv(65536)
        drip(caller, what)

    with listening(serve) as port, pytest.raises(OutsideError, match=r"longer than 0\.3 s"):
        asked(f"http://127.0.0.1:{port}/a?key=hush", Wire(timeout=5, whole=0.3, proxies={}))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\x01 hush\r\n\r\n",
        b"HTTP/1.1 hush\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na",
    ],
)
def test_a_server_that_hangs_up_or_talks_nonsense_may_do_better_later(answer: bytes) -> None:
    with listening(saying(answer)) as port:
        if answer.endswith(b"a"):
            assert asked(f"http://127.0.0.1:{port}/a").body == b"a"
            return
        with pytest.raises(OutsideError) as raised:
            asked(f"http://127.0.0.1:{port}/a?key=hush")
    assert "hush" not in str(raised.value)
    assert not raised.value.permanent


def test_a_dead_port_may_be_alive_later() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(OutsideError, match="refused"):
            asked(f"http://127.0.0.1:{held.getsockname()[1]}/a")


def test_a_certificate_of_an_authority_that_is_trusted_is_taken(authority: trustme.CA, ca_file: Path) -> None:
    with listening(secured(authority, "127.0.0.1")) as port:
        wire = Wire(timeout=5, whole=10, proxies={}, ca_file=ca_file)
        assert asked(f"https://127.0.0.1:{port}/a", wire).body == b"done"


@pytest.mark.parametrize(("host", "trusted"), [("127.0.0.1", False), ("other.test", True)])
def test_a_certificate_that_is_not_in_order_is_sent_nothing(
    authority: trustme.CA, ca_file: Path, host: str, trusted: bool
) -> None:
    wire = Wire(timeout=5, whole=10, proxies={}, ca_file=ca_file if trusted else None)
    with (
        listening(secured(authority, host)) as port,
        pytest.raises(InputError, match="certificate is not in order"),
    ):
        asked(f"https://127.0.0.1:{port}/a", wire)


def test_tls_where_none_is_spoken_is_our_own_set_up() -> None:
    def serve(caller: socket.socket) -> None:
        caller.recv(65536)
        caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with listening(serve) as port, pytest.raises(InputError, match="does not speak TLS"):
        asked(f"https://127.0.0.1:{port}/a")


def test_a_request_goes_by_the_proxy_of_its_scheme() -> None:
    with listening(saying(OK)) as port, proxy(towards=port) as between:
        wire = Wire(timeout=5, whole=10, proxies={"http": f"http://u:p%40w@127.0.0.1:{between.port}"})
        assert asked("http://wx.county.test/a?key=k", wire).body == b"done"
    assert between.heard[0] == "POST http://wx.county.test/a?key=k HTTP/1.1"
    assert "Proxy-Authorization: Basic dTpwQHc=" in between.heard


def test_a_secured_request_goes_by_the_proxy_without_telling_it_the_address(
    authority: trustme.CA, ca_file: Path
) -> None:
    with listening(secured(authority, "wx.county.test")) as port, proxy(towards=port) as between:
        proxies = {"https": f"http://127.0.0.1:{between.port}"}
        wire = Wire(timeout=5, whole=10, proxies=proxies, ca_file=ca_file)
        assert asked("https://wx.county.test/a?key=hush", wire).body == b"done"
    assert between.heard[0].startswith("CONNECT wx.county.test:443 ")
    assert "hush" not in "".join(between.heard)


@pytest.mark.parametrize(
    ("refusal", "kind", "told"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", InputError, "the proxy asks for a log-in"),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", OutsideError, "403"),
    ],
)
def test_a_proxy_that_refuses_says_why(refusal: bytes, kind: type[Exception], told: str) -> None:
    with proxy(towards=9, refusal=refusal) as between:
        wire = Wire(timeout=5, whole=10, proxies={"https": f"http://127.0.0.1:{between.port}"})
        with pytest.raises(kind, match=told):
            asked("https://wx.county.test/a?key=hush", wire)


def test_no_line_of_log_tells_an_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with listening(saying(OK)) as port:
        asked(f"http://127.0.0.1:{port}/a?key=hush")
    assert "hush" not in caplog.text
