import asyncio
from datetime import datetime

import pytest

from practice.wire import HEAD_BYTES, Answer, Request, head, read_request
from practice.yanlian import SHANGHAI, SHOWN_AT


def read(raw: bytes) -> Request | None:
    async def once() -> Request | None:
        reader = asyncio.StreamReader(limit=HEAD_BYTES)
        reader.feed_data(raw)
        reader.feed_eof()
        return await read_request(reader, host="127.10.0.1")

    return asyncio.run(once())


def test_a_request_is_split_into_path_query_and_headers() -> None:
    request = read(b'GET /tzgg/?page=2 HTTP/1.1\r\nHost: x\r\nIf-None-Match:  "a" \r\n\r\n')
    assert request is not None
    assert (request.method, request.path, request.query) == ("GET", "/tzgg/", "page=2")
    assert request.headers == {"host": "x", "if-none-match": '"a"'}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: x\r\n",
        b"hello\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"x" * 2 * HEAD_BYTES + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nshort",
    ],
    ids=["nothing", "unfinished", "not HTTP", "too long", "body cut off"],
)
def test_what_is_no_request_is_none(raw: bytes) -> None:
    assert read(raw) is None


def test_a_length_in_odd_digits_counts_as_none_at_all() -> None:
    request = read("POST / HTTP/1.1\r\nContent-Length: ²\r\n\r\n".encode("latin-1"))
    assert request is not None
    assert request.method == "POST"


def test_the_date_header_is_the_moment_in_gmt() -> None:
    lines = head(Answer(), now=SHOWN_AT, length=0).split(b"\r\n")
    assert lines[0] == b"HTTP/1.1 200 OK"
    assert b"Date: Mon, 23 Nov 2026 01:00:00 GMT" in lines
    assert b"Content-Length: 0" in lines


def test_a_status_nobody_registered_has_a_phrase_too() -> None:
    now = datetime(2026, 11, 23, tzinfo=SHANGHAI)
    assert head(Answer(status=521, type=""), now=now, length=None).startswith(b"HTTP/1.1 521 Unknown\r\n")
