"""Messages to services that Apprise knows: by a child of its own, which ends in time and tells nothing."""

import json
import logging
import socket
from datetime import UTC, datetime

import pytest
from pytest_httpserver import HTTPServer

from exporters.messages.deliver import deliver
from exporters.messages.destination import destination
from exporters.messages.message import Message
from exporters.messages.wire import Wire
from records.errors import InputError, OutsideError, XunchaError
from tests.integration.exporters.scripted import drip, flood, listening, proxy

SENT_AT = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
MESSAGE = Message(
    title="提醒 <b>", text="政务要闻 :smile:\n还剩 2 天", image=b"\x89PNG", link="https://board.county.test/"
)


def tell(address: str, *, whole: float = 20, **wire: object) -> None:
    place = destination("XUNCHA_CHAT_UNITS", address)
    over = Wire(timeout=5, whole=whole, **({"proxies": {}} | wire))  # type: ignore[arg-type]
    deliver(MESSAGE, place, key="n1", sent_at=SENT_AT, wire=over)


def failure(address: str, *, whole: float = 20) -> XunchaError:
    with pytest.raises(XunchaError) as raised:
        tell(address, whole=whole)
    assert "hush" not in str(raised.value)
    assert str(raised.value).startswith("XUNCHA_CHAT_UNITS (")
    return raised.value


def test_a_message_arrives_with_its_picture(httpserver: HTTPServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    httpserver.expect_request("/hush", method="POST").respond_with_data("")
    tell(f"json://127.0.0.1:{httpserver.port}/hush")
    ((request, _),) = httpserver.log
    told = request.json
    assert told["title"] == MESSAGE.title
    assert told["message"] == f"{MESSAGE.text}\n{MESSAGE.link}"
    assert [each["mimetype"] for each in told["attachments"]] == ["image/png"]
    assert "github" not in json.dumps(told) + str(request.headers)
    assert "hush" not in "".join(line.getMessage() for line in caplog.records if line.name != "werkzeug")


@pytest.mark.parametrize(
    ("status", "kind", "permanent"),
    [(404, OutsideError, True), (503, OutsideError, False), (302, InputError, None)],
)
def test_a_refusal_says_whether_another_try_may_help(
    httpserver: HTTPServer, status: int, kind: type[XunchaError], permanent: bool | None
) -> None:
    went = {"Location": httpserver.url_for("/elsewhere")}
    httpserver.expect_request("/hush").respond_with_data("", status=status, headers=went)
    error = failure(f"json://127.0.0.1:{httpserver.port}/hush?redirect=yes")
    assert (type(error), getattr(error, "permanent", None)) == (kind, permanent)
    assert [request.path for request, _ in httpserver.log] == ["/hush"]


@pytest.mark.parametrize("address", ["nosuch://hush-hush", "tgram://hush-hush"])
def test_a_service_that_apprise_does_not_know_is_our_own_set_up(address: str) -> None:
    error = failure(address)
    assert isinstance(error, InputError)
    assert "Apprise knows no such service" in str(error)


def test_a_dead_port_may_be_alive_later() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        error = failure(f"json://hush:hush-hush@127.0.0.1:{held.getsockname()[1]}/")
    assert isinstance(error, OutsideError)
    assert not error.permanent


@pytest.mark.parametrize("talk", [drip, flood])
def test_an_answer_without_an_end_is_given_up_in_time(talk: object) -> None:
    def serve(caller: socket.socket) -> None:
        caller.recv(65536)
        talk(caller, b"HTTP/1.1 200 OK\r\n\r\n")  # type: ignore[operator]

    with listening(serve) as port:
        error = failure(f"json://127.0.0.1:{port}/hush", whole=1)
    assert isinstance(error, OutsideError)
    assert not error.permanent


def test_what_is_not_in_order_is_sent_nothing_even_where_the_address_would_have_it() -> None:
    def serve(caller: socket.socket) -> None:
        assert caller.recv(3) == b"\x16\x03\x01"

    with listening(serve) as port:
        assert isinstance(failure(f"jsons://127.0.0.1:{port}/hush?verify=no"), OutsideError)


def test_it_goes_by_the_proxy(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/in").respond_with_data("")
    with proxy(towards=httpserver.port) as between:
        tell("json://im.county.test/in", proxies={"http": f"http://127.0.0.1:{between.port}"})
    assert between.heard[0].startswith("POST http://im.county.test/in")
