"""As much HTTP/1.1 as a county's servers need, so that every byte of an answer is ours to spoil."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus

#: Longest request head that is read.
HEAD_BYTES = 16 * 1024
#: Longest body of a request that is read.
BODY_BYTES = 64 * 1024
_PHRASES = {status.value: status.phrase for status in HTTPStatus}

#: Seconds a connection may stay idle.
IDLE = 30.0


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a client asked for."""

    method: str
    #: The address it reached us at.
    host: str
    #: Path without the query.
    path: str
    query: str
    #: Names in lower case.
    headers: Mapping[str, str]
    #: What was posted.
    body: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A whole answer."""

    status: int = 200
    body: bytes = b""
    #: Content-Type; empty to send none.
    type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    #: Seconds it takes to make.
    takes: float = 0.0
    #: What others of the host get in its place meanwhile; None where they need not wait for one another.
    meanwhile: "Answer | None" = None


#: An answer that is not one: it gets the connection and the moment, and may do with them what it likes.
Misdeed = Callable[[asyncio.StreamReader, asyncio.StreamWriter, datetime], Awaitable[None]]


def head(answer: Answer, *, now: datetime, length: int | None) -> bytes:
    """Return the answer's status line and headers; *length* None leaves out Content-Length."""
    phrase = _PHRASES.get(answer.status, "Unknown")
    lines = [
        f"HTTP/1.1 {answer.status} {phrase}",
        f"Date: {format_datetime(now.astimezone(UTC), usegmt=True)}",
    ]
    if answer.type:
        lines.append(f"Content-Type: {answer.type}")
    if length is not None:
        lines.append(f"Content-Length: {length}")
    lines += [f"{name}: {value}" for name, value in answer.headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


async def read_request(reader: asyncio.StreamReader, *, host: str) -> Request | None:
    """Return the next request on a connection, or None where there is no further one to be had."""
    try:
        async with asyncio.timeout(IDLE):
            raw = await reader.readuntil(b"\r\n\r\n")
            request = _parse(raw.decode("latin-1"), host)
            if request:
                body = await reader.readexactly(min(_length(request), BODY_BYTES))
                request = replace(request, body=body)
    except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
        return None
    return request


def _length(request: Request) -> int:
    text = request.headers.get("content-length", "0")
    return int(text) if text.isdecimal() else 0


def _parse(text: str, host: str) -> Request | None:
    first, *lines = text.rstrip("\r\n").split("\r\n")
    words = first.split(" ")
    if len(words) != 3:
        return None
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    path, _, query = words[1].partition("?")
    return Request(method=words[0], host=host, path=path, query=query, headers=headers)
