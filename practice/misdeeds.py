"""What can go wrong between a county and whoever looks at it, each as a change of the right answer."""

import asyncio
import re
import socket
import struct
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from practice.wire import Answer, Misdeed, Request, head

#: The most an endless answer sends, and the longest any misdeed lasts, in seconds.
ENDLESS_BYTES = 256 * 1024 * 1024
LONGEST = 120.0
#: Bytes of a huge page, and elements of a deeply nested one.
HUGE = 32 * 1024 * 1024
DEPTH = 100_000

_DRIP = 1.0
_LINE = "<p>演练县的一行文字，重复很多很多遍。</p>\n".encode()

_WAF = """<html><head><title>访问验证</title></head><body><script>
document.cookie = "practice_check=1"; location.reload();
</script><noscript>请开启脚本后继续访问，本站正在进行安全检测</noscript></body></html>"""
_REPAIRS = """<html><head><meta charset="utf-8"><title>系统维护</title></head><body>
<h1>网站维护中</h1><p>本站正在进行升级维护，暂停访问，给您带来不便敬请谅解。</p></body></html>"""
_BROKEN = "<html><head><title>500</title></head><body><h1>Internal Server Error</h1></body></html>"
_VERIFY = """<html><head><meta charset="utf-8"><title>安全验证</title></head><body>
<h1>安全验证</h1><p>您的访问过于频繁，请完成安全验证后继续访问</p><p>请按住滑块，拖动到最右边</p></body></html>"""
#: What stands between a list's heading and the foot of its page, in either frame.
_LIST = re.compile(
    rb'(<h2 class="tit">[^<]*</h2>).*?'
    rb'(</div>\s*</div>\s*</div>\s*<div class="foot">|</td></tr></table>\s*<table)',
    re.S,
)
_NOTHING = '<ul class="plain list"></ul><div class="blank">共0条记录</div>'
_MARKS = re.compile(rb' (?:class|id)="[^"]*"')
_TAGS = re.compile(rb"(</?)(?:ul|ol|li|table|tbody|thead|tr|td|th|dl|dd|dt|h2|h3|h4|b|em)(?=[\s>])")
_LOST = "<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>"

Reply = Answer | Misdeed


async def _silence(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter, _now: datetime) -> None:
    """Say nothing until the client has gone or the longest time is over."""
    async with asyncio.timeout(LONGEST):
        while await reader.read(1024):
            pass


async def _reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _now: datetime) -> None:
    """Break the connection off with a TCP reset, half an answer sent."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
    await writer.drain()
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _endless(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, now: datetime) -> None:
    """Send a page that never ends, as fast as the client reads."""
    writer.write(head(Answer(), now=now, length=None) + b"<html><body>")
    chunk = _LINE * 500
    async with asyncio.timeout(LONGEST):
        for _ in range(ENDLESS_BYTES // len(chunk)):
            writer.write(chunk)
            await writer.drain()


def _slow(answer: Answer) -> Misdeed:
    """Return a misdeed that sends *answer* a few bytes a second."""

    async def drip(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, now: datetime) -> None:
        writer.write(head(answer, now=now, length=len(answer.body)))
        async with asyncio.timeout(LONGEST):
            for start in range(0, len(answer.body), 16):
                writer.write(answer.body[start : start + 16])
                await writer.drain()
                await asyncio.sleep(_DRIP)

    return drip


def _page(text: str, status: int = 200) -> Answer:
    return Answer(status=status, body=text.encode())


def _nested(_answer: Answer) -> Answer:
    return _page("<html><body>" + "<div>" * DEPTH + "演练")


def _huge(_answer: Answer) -> Answer:
    return Answer(body=b"<html><body>" + _LINE * (HUGE // len(_LINE)) + b"</body></html>")


def _wrong_encoding(answer: Answer) -> Answer:
    """Return *answer* as GB18030 under a header and a meta that say UTF-8."""
    text = _text(answer.body)
    return replace(answer, body=text.encode("gb18030"), type="text/html; charset=utf-8")


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")


def _emptied(answer: Answer) -> Answer:
    """Return the list's page as it is while a site publishes it anew: with nothing in it."""
    nothing = _NOTHING.encode("gb18030" if _is_gb(answer.body) else "utf-8")
    return replace(answer, body=_LIST.sub(rb"\1" + nothing + rb"\2", answer.body), headers=())


def _is_gb(body: bytes) -> bool:
    return b"charset=gb" in body[:400]


def _changed_markup(answer: Answer) -> Answer:
    """Return the page as after a redesign: other elements, and none of the classes and ids it had."""
    body = _TAGS.sub(rb"\1div", _MARKS.sub(b"", answer.body))
    return replace(answer, body=body, headers=())


def _not_modified(answer: Answer, request: Request) -> Answer:
    """Return 304 to whoever asks conditionally, whatever has changed since: a cache that stands still."""
    etag = request.headers.get("if-none-match")
    return Answer(status=304, type="", headers=(("ETag", etag),)) if etag else answer


#: Every kind of fault, and what it makes of the right answer.
MISDEEDS: Mapping[str, Callable[[Answer], Reply]] = {
    "timeout": lambda _: _silence,
    "slow": _slow,
    "reset": lambda _: _reset,
    "http500": lambda _: _page(_BROKEN, 500),
    "http503": lambda _: _page(_BROKEN, 503),
    "gone404": lambda _: _page(_LOST, 404),
    "waf412": lambda _: _page(_WAF, 412),
    "waf521": lambda _: _page(_WAF, 521),
    "maintenance": lambda _: _page(_REPAIRS),
    "redirect-loop": lambda _: Answer(status=302, headers=(("Location", "?again"),)),
    "huge": _huge,
    "endless": lambda _: _endless,
    "nested": _nested,
    "wrong-encoding": _wrong_encoding,
    "not-html": lambda answer: replace(answer, body=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 16),
    "empty": lambda answer: replace(answer, body=b""),
    "verify200": lambda _: _page(_VERIFY),
    "emptied": _emptied,
    "changed-markup": _changed_markup,
    "stale304": lambda answer: answer,
}

#: Those that depend on what was asked, too.
BY_REQUEST: Mapping[str, Callable[[Answer, Request], Reply]] = {"stale304": _not_modified}


def misdo(kind: str, answer: Answer, request: Request) -> Reply:
    """Return what a fault of that *kind* makes of the right *answer* to *request*."""
    by_request = BY_REQUEST.get(kind)
    return by_request(answer, request) if by_request else MISDEEDS[kind](answer)
