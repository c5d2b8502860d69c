"""The requests that WeChat's official interface is asked with."""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.platforms.wechat.asking import ask_day, ask_published, ask_token, token_in

TOKEN = "86_0a1b2c3d+/4e="
BASE = "http://127.0.0.1:8080/"


def test_the_token_is_asked_for_with_the_secret_in_the_body_alone() -> None:
    ask = ask_token("wx0a1b2c3d4e", "secret-of-nobody")
    assert (ask.method, ask.url) == ("POST", "https://api.weixin.qq.com/cgi-bin/stable_token")
    assert json.loads(ask.body)["secret"] == "secret-of-nobody"
    assert json.loads(ask.body)["grant_type"] == "client_credential"


def test_a_day_is_asked_for_by_itself() -> None:
    ask = ask_day(TOKEN, date(2026, 11, 22), base=BASE)
    assert ask.url.startswith("http://127.0.0.1:8080/datacube/getarticletotaldetail?")
    assert json.loads(ask.body) == {"begin_date": "2026-11-22", "end_date": "2026-11-22"}


def test_the_first_page_is_asked_for_in_the_body() -> None:
    ask = ask_published(TOKEN)
    assert urlsplit(ask.url).path == "/cgi-bin/freepublish/batchget"
    assert json.loads(ask.body) == {"offset": 0, "count": 20, "no_content": 1}
    assert ask.headers[0][0] == "Content-Type"


def test_the_token_stands_in_the_query_and_can_be_left_out() -> None:
    for ask in (ask_day(TOKEN, date(2026, 11, 22)), ask_published(TOKEN)):
        assert parse_qs(urlsplit(ask.url).query) == {"access_token": [TOKEN]}


@pytest.mark.parametrize(
    ("body", "token"),
    [
        (b'{"access_token": "86_0a1b2c3d+/4e=", "expires_in": 7200}', TOKEN),
        (b'{"errcode": 40013, "errmsg": "invalid appid"}', ""),
        (b'{"access_token": "two words, no token"}', ""),
        (b'{"access_token": ["86_0a1b2c3d"]}', ""),
        (b"", ""),
        (b"[" * 100_000, ""),
    ],
)
def test_a_token_is_taken_out_of_an_answer_that_has_one(body: bytes, token: str) -> None:
    assert token_in(body) == token
