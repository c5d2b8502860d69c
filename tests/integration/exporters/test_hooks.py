"""The signed form: messages to a hook of the office's own, and text messages to its gateway."""

import base64
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from exporters.messages.deliver import deliver, deliver_text
from exporters.messages.destination import Destination, destination, gateway
from exporters.messages.message import Message
from exporters.messages.wire import Wire
from records.errors import InputError, OutsideError, XunchaError

SENT_AT = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
SECRET = "a secret +that/ signs"
MESSAGE = Message(
    title="提醒", text="政务要闻 \ud83d还剩 2 天", image=b"\x89PNG", link="https://board.county.test/"
)
NO_PROXY = Wire(timeout=5, whole=10, proxies={})
DOCUMENT = Path(__file__).parents[3] / "docs/messages.md"


@pytest.fixture(scope="module")
def verified() -> Callable[..., bool]:
    """Return the function that docs/messages.md gives whoever writes the other end."""
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.S)
    assert len(example.splitlines()) <= 12
    names: dict[str, Any] = {}
    exec(example, names)
    return names["verified"]


@pytest.fixture
def hook(httpserver: HTTPServer, verified: Callable[..., bool]) -> HTTPServer:
    """A server that answers 204 to what is signed in time and 401 to all else."""

    def check(request: Request) -> Response:
        good = verified(request.headers, request.data, SECRET, now=SENT_AT.timestamp() + 20)
        return Response(status=204 if good else 401)

    httpserver.expect_request("/in", method="POST").respond_with_handler(check)
    return httpserver


def sms(server: HTTPServer, secret: str = SECRET) -> Destination:
    return gateway(server.url_for("/in"), secret)


def text(place: Destination, *phones: str, sent_at: datetime = SENT_AT) -> None:
    deliver_text(MESSAGE, place, phones=phones, key="通知.2026-11-23", sent_at=sent_at, wire=NO_PROXY)


def test_a_text_message_is_taken_by_the_documented_check(hook: HTTPServer) -> None:
    text(sms(hook), "138 0000 0000", "+86-719-0000000")
    ((request, response),) = hook.log
    assert response.status_code == 204
    assert request.json == {
        "phones": ["13800000000", "+867190000000"],
        "text": "政务要闻  还剩 2 天",
        "key": "通知.2026-11-23",
    }
    assert request.headers["Idempotency-Key"] == "%E9%80%9A%E7%9F%A5.2026-11-23"
    assert request.headers["X-Xuncha-Timestamp"] == "1795395900"


def test_a_message_to_a_hook_is_whole_and_signed_likewise(hook: HTTPServer) -> None:
    address = f"hook+{hook.url_for('/in')}#a%20secret%20+that/%20signs"
    deliver(MESSAGE, destination("XUNCHA_CHAT_OWN", address), key="n1", sent_at=SENT_AT, wire=NO_PROXY)
    ((request, _),) = hook.log
    assert request.json == {
        "title": "提醒",
        "text": "政务要闻  还剩 2 天",
        "markdown": "",
        "image": base64.b64encode(b"\x89PNG").decode(),
        "link": "https://board.county.test/",
        "key": "n1",
    }


def test_the_same_message_has_the_same_key_and_another_signature(hook: HTTPServer) -> None:
    text(sms(hook), "13800000000")
    text(sms(hook), "13800000000", sent_at=SENT_AT.replace(second=9))
    (first, _), (second, _) = hook.log
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]
    assert first.headers["X-Xuncha-Signature"] != second.headers["X-Xuncha-Signature"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda headers, body: (headers | {"X-Xuncha-Timestamp": "1795395901"}, body),
        lambda headers, body: (headers, body + b" "),
        lambda headers, body: (headers | {"X-Xuncha-Signature": "sha256=00"}, body),
        lambda headers, body: (headers | {"X-Xuncha-Signature": "sha256=é"}, body),
        lambda headers, body: ({}, body),
        lambda headers, body: (headers | {"X-Xuncha-Timestamp": "soon"}, body),
    ],
)
def test_what_was_altered_is_not_taken(
    hook: HTTPServer,
    verified: Callable[..., bool],
    spoil: Callable[..., tuple[dict[str, str], bytes]],
) -> None:
    text(sms(hook), "13800000000")
    request = hook.log[0][0]
    headers, body = spoil(dict(request.headers), request.data)
    now = SENT_AT.timestamp()
    assert verified(dict(request.headers), request.data, SECRET, now=now)
    assert not verified(headers, body, SECRET, now=now)


@pytest.mark.parametrize("off", [-301, 301])
def test_what_was_caught_and_sent_again_later_is_not_taken(
    hook: HTTPServer, verified: Callable[..., bool], off: int
) -> None:
    text(sms(hook), "13800000000")
    request = hook.log[0][0]
    assert not verified(dict(request.headers), request.data, SECRET, now=SENT_AT.timestamp() + off)


def test_another_secret_is_our_own_set_up(hook: HTTPServer) -> None:
    with pytest.raises(InputError, match=r"XUNCHA_SMS_URL .*answered 401 Unauthorized"):
        text(sms(hook, "another secret that signs"), "13800000000")


@pytest.mark.parametrize(
    ("status", "kind", "permanent"),
    [(404, OutsideError, True), (503, OutsideError, False), (302, InputError, None)],
)
def test_a_gateways_status_says_whether_another_try_may_help(
    httpserver: HTTPServer, status: int, kind: type[XunchaError], permanent: bool | None
) -> None:
    httpserver.expect_request("/in").respond_with_data("no", status=status)
    with pytest.raises(kind) as raised:
        text(sms(httpserver), "13800000000")
    assert getattr(raised.value, "permanent", None) == permanent


@pytest.mark.parametrize("phones", [(), ("办公室",), ("13800000000", ""), ("1380000", "13800000000\r\n0")])
def test_what_is_no_number_is_sent_nothing(httpserver: HTTPServer, phones: tuple[str, ...]) -> None:
    if phones and phones[-1].endswith("0"):
        httpserver.expect_request("/in").respond_with_data("", status=204)
        text(sms(httpserver), *phones)
        assert httpserver.log[0][0].json["phones"][1] == "138000000000"
        return
    with pytest.raises(InputError, match="telephone number"):
        text(sms(httpserver), *phones)
    assert httpserver.log == []
