"""What can go wrong between a county and whoever looks at it, each as a change of the right answer."""

import asyncio
import socket
import struct
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from practice.wire import Answer, Misdeed, head

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
    text = answer.body.decode("utf-8", "replace")
    return replace(answer, body=text.encode("gb18030"), type="text/html; charset=utf-8")


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
}
