"""``xuncha message-test``: one line to a chat group or to telephones, and what came back."""

import os
import subprocess
import sys

import pytest
from pytest_httpserver import HTTPServer

from pipeline.cli import run_program
from tests.integration.exporters.scripted import proxy

WECOM = "/cgi-bin/webhook/send"


def chat(httpserver: HTTPServer) -> dict[str, str]:
    address = f"http://127.0.0.1:{httpserver.port}{WECOM}?key=hush-hush"
    return {"XUNCHA_CHAT_UNITS": address, "XUNCHA_LOG_LEVEL": "DEBUG"}


def test_a_line_arrives_in_the_group(httpserver: HTTPServer, capfd: pytest.CaptureFixture[str]) -> None:
    httpserver.expect_request(WECOM).respond_with_json({"errcode": 0, "errmsg": "ok"})
    assert run_program(("message-test", "UNITS"), chat(httpserver)) == 0
    told = capfd.readouterr()
    assert told.out == "XUNCHA_CHAT_UNITS (127.0.0.1) took a test message\n"
    # The server under test logs what it is asked into the same stream.
    assert [line for line in told.err.splitlines() if "werkzeug" not in line] == []
    assert "测试消息" in httpserver.log[0][0].json["text"]["content"]


@pytest.mark.parametrize(("code", "ends"), [(93000, 3), (45009, 3), (60020, 2)])
def test_what_came_back_is_one_line(
    httpserver: HTTPServer, capfd: pytest.CaptureFixture[str], code: int, ends: int
) -> None:
    httpserver.expect_request(WECOM).respond_with_json({"errcode": code, "errmsg": "key hush-hush"})
    assert run_program(("message-test", "UNITS"), chat(httpserver)) == ends
    (line,) = [line for line in capfd.readouterr().err.splitlines() if line.startswith("xuncha: ")]
    assert f"refused ({code} key …)" in line


def test_a_text_message_goes_by_the_gateway(
    httpserver: HTTPServer, capfd: pytest.CaptureFixture[str]
) -> None:
    httpserver.expect_request("/send").respond_with_data("")
    settings = {
        "XUNCHA_SMS_URL": f"http://127.0.0.1:{httpserver.port}/send",
        "XUNCHA_SMS_SECRET": "hush, it is long enough",
    }
    arguments = ("message-test", "--phone", "13800000000", "--phone", "13900000000")
    assert run_program(arguments, settings) == 0
    assert capfd.readouterr().out == "XUNCHA_SMS_URL (127.0.0.1) took a test message\n"
    assert httpserver.log[0][0].json["phones"] == ["13800000000", "13900000000"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "name either a chat group or telephones"),
        (("UNITS", "--phone", "13800000000"), "name either a chat group or telephones"),
        (("UNITS",), "XUNCHA_CHAT_UNITS: is not set; there is OTHERS"),
        (("--phone", "13800000000"), "XUNCHA_SMS_URL: no gateway"),
    ],
)
def test_what_is_not_set_is_one_line(
    capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert run_program(("message-test", *arguments), {"XUNCHA_CHAT_OTHERS": "feishu://abc"}) == 2
    (line,) = capfd.readouterr().err.splitlines()
    assert told in line


def test_the_proxy_of_the_environment_is_taken(httpserver: HTTPServer) -> None:
    httpserver.expect_request(WECOM).respond_with_json({"errcode": 0, "errmsg": "ok"})
    with proxy(towards=httpserver.port) as between:
        environment = os.environ | {
            "http_proxy": f"http://127.0.0.1:{between.port}",
            "no_proxy": "",
            "XUNCHA_CHAT_UNITS": f"http://wx.county.test{WECOM}?key=hush-hush",
        }
        command = [sys.executable, "-m", "pipeline.cli", "message-test", "UNITS"]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert between.heard[0].startswith(f"POST http://wx.county.test{WECOM}")
