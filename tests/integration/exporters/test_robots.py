"""Messages to robots of chat groups, on a server that checks as 企业微信 and 钉钉 do."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from exporters.messages.deliver import deliver
from exporters.messages.destination import destination
from exporters.messages.dingtalk import signed
from exporters.messages.message import Message
from exporters.messages.wire import Wire
from records.errors import InputError, OutsideError, XunchaError

SENT_AT = datetime(2026, 11, 23, 1, 5, 0, 250_000, tzinfo=UTC)
MESSAGE = Message(title="【巡查】提醒", text="政务要闻 还剩 2 天\n通知公告 还剩 1 天", image=b"\x89PNG")
#: A secret whose signature, at that moment, has every character that an address encodes.
KEY, TOKEN, SECRET = "693a91f6-hush", "tok3nhush", "SEC10hush"
WECOM, DINGTALK = "/cgi-bin/webhook/send", "/robot/send"
NO_PROXY = Wire(timeout=5, whole=10, proxies={})


def tell(httpserver: HTTPServer, path: str, *, secret: str = "", message: Message = MESSAGE) -> None:
    key = f"key={KEY}" if path == WECOM else f"access_token={TOKEN}"
    address = f"{httpserver.url_for(path)}?{key}" + (f"#{secret}" if secret else "")
    deliver(message, destination("XUNCHA_CHAT_UNITS", address), key="n1", sent_at=SENT_AT, wire=NO_PROXY)


def failure(httpserver: HTTPServer, path: str) -> XunchaError:
    with pytest.raises(XunchaError) as raised:
        tell(httpserver, path)
    told = str(raised.value)
    assert told.startswith("XUNCHA_CHAT_UNITS (localhost): ")
    assert "hush" not in told
    assert "\n" not in told
    return raised.value


def kind(error: XunchaError) -> str:
    if isinstance(error, OutsideError):
        return "for good" if error.permanent else "passing"
    assert isinstance(error, InputError)
    return "ours"


def test_wecom_gets_the_words_and_then_the_picture(httpserver: HTTPServer) -> None:
    httpserver.expect_request(WECOM, method="POST").respond_with_json({"errcode": 0, "errmsg": "ok"})
    tell(httpserver, WECOM)
    (words, _), (picture, _) = httpserver.log
    assert words.args["key"] == picture.args["key"] == KEY
    assert words.content_type == "application/json; charset=utf-8"
    assert words.json == {"msgtype": "text", "text": {"content": MESSAGE.plain}}
    assert "政务要闻".encode() in words.data
    assert picture.json["image"]["md5"] == hashlib.md5(MESSAGE.image).hexdigest()


def check_as_dingtalk(request: Request) -> Response:
    """Answer as 钉钉 does: the moment within an hour, the signature over it and the secret, decoded once."""
    expected = hmac.new(SECRET.encode(), f"{request.args['timestamp']}\n{SECRET}".encode(), hashlib.sha256)
    off = abs(int(request.args["timestamp"]) / 1000 - SENT_AT.timestamp())
    good = request.args["sign"] == base64.b64encode(expected.digest()).decode() and off < 3600
    told = {"errcode": 0, "errmsg": "ok"} if good else {"errcode": 310000, "errmsg": "sign not match"}
    return Response(json.dumps(told), content_type="application/json")


def test_dingtalk_takes_the_signature(httpserver: HTTPServer) -> None:
    httpserver.expect_request(DINGTALK, method="POST").respond_with_handler(check_as_dingtalk)
    tell(httpserver, DINGTALK, secret=quote(SECRET, safe=""))
    ((request, _),) = httpserver.log
    assert request.args["access_token"] == TOKEN
    assert request.args["timestamp"] == "1795395900250"
    assert SECRET not in request.url
    assert request.json["text"]["content"] == MESSAGE.plain


@pytest.mark.parametrize("number", range(20))
def test_every_signature_arrives_as_it_was_made(number: int) -> None:
    secret = f"SEC{number}"
    query = parse_qs(urlsplit(signed("https://d.test/s?access_token=a", secret, sent_at=SENT_AT)).query)
    sealed = hmac.new(secret.encode(), f"{query['timestamp'][0]}\n{secret}".encode(), hashlib.sha256)
    assert query["sign"] == [base64.b64encode(sealed.digest()).decode()]


def test_a_robot_without_a_secret_is_sent_no_signature(httpserver: HTTPServer) -> None:
    httpserver.expect_request(DINGTALK).respond_with_json({"errcode": 0, "errmsg": "ok"})
    tell(httpserver, DINGTALK)
    assert set(httpserver.log[0][0].args) == {"access_token"}


@pytest.mark.parametrize(
    ("path", "code", "words", "expected"),
    [
        (WECOM, -1, "system busy", "passing"),
        (WECOM, 45009, "api freq out of limit", "passing"),
        (WECOM, 45033, "api concurrent out of limit", "passing"),
        (WECOM, 93000, "invalid webhook url", "for good"),
        (WECOM, 45002, "content size out of limit", "for good"),
        (WECOM, 60020, "not allow to access from your ip", "ours"),
        (WECOM, 987654, "nobody knows", "passing"),
        (DINGTALK, -1, "系统繁忙", "passing"),
        (DINGTALK, 130101, "send too fast, exceed 20 times per minute", "passing"),
        (DINGTALK, 410100, "发送速度太快而限流", "passing"),
        (DINGTALK, 310000, "keywords not in content", "ours"),
        (DINGTALK, 310000, "sign not match", "ours"),
        (DINGTALK, 310000, "ip 1.2.3.4 not in whitelist", "ours"),
        (DINGTALK, 400101, "access_token不存在", "for good"),
        (DINGTALK, 400013, "群已被解散", "for good"),
        (DINGTALK, 430102, "含有不合适的文本", "for good"),
    ],
)
def test_a_robots_code_says_whether_another_try_may_help(
    httpserver: HTTPServer, path: str, code: int, words: str, expected: str
) -> None:
    told = {"errcode": code, "errmsg": f"{words}, hint: [{KEY if path == WECOM else TOKEN}]\r\n"}
    httpserver.expect_request(path).respond_with_json(told)
    error = failure(httpserver, path)
    assert kind(error) == expected
    assert f"{code} {words}" in str(error)


def test_a_picture_that_is_refused_is_no_silent_loss(httpserver: HTTPServer) -> None:
    httpserver.expect_ordered_request(WECOM).respond_with_json({"errcode": 0, "errmsg": "ok"})
    httpserver.expect_ordered_request(WECOM).respond_with_json({"errcode": 45009, "errmsg": "freq"})
    assert kind(failure(httpserver, WECOM)) == "passing"


@pytest.mark.parametrize("path", [WECOM, DINGTALK])
@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (302, "ours"),
        (400, "for good"),
        (401, "ours"),
        (403, "ours"),
        (404, "for good"),
        (407, "ours"),
        (408, "passing"),
        (413, "for good"),
        (429, "passing"),
        (500, "passing"),
        (502, "passing"),
        (599, "passing"),
    ],
)
def test_a_status_says_whether_another_try_may_help(
    httpserver: HTTPServer, path: str, status: int, expected: str
) -> None:
    httpserver.expect_request(path).respond_with_data(f"<p>{KEY}{TOKEN}</p>", status=status)
    assert kind(failure(httpserver, path)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "",
        "ok",
        "<html>log in</html>",
        "[]",
        '{"errcode": "0"}',
        '{"errcode": false}',
        '{"status": 1111}',
        "[" * 60000,
    ],
)
def test_what_is_no_robots_answer_is_not_taken_for_one(httpserver: HTTPServer, body: str) -> None:
    httpserver.expect_request(WECOM).respond_with_data(body)
    error = failure(httpserver, WECOM)
    assert kind(error) == "passing"
    assert "no robot's answer" in str(error)
