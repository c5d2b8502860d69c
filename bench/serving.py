"""Saved pages on loopback, each alone on an address of its own, as a static server would give them."""

import asyncio
import html
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from ipaddress import IPv4Address
from urllib.parse import quote

from bench.saved import Kind, SavedPage
from practice.background import background
from practice.wire import HEAD_BYTES, Answer, Request, head, read_request
from records.errors import OutsideError

#: The first page's address; the others follow.
FIRST_HOST = IPv4Address("127.20.0.1")
#: Seconds one conversation may take.
LONGEST = 60.0
#: What an office's server says of a page: nothing about its encoding.
PLAIN_HTML = "text/html"

_LIST = "/the-list-of-one.html"
_KEPT = "/?=&%:;,+@~!$'()*"
_LISTING = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>工作动态</title></head><body>
<div class="main"><div class="position">当前位置：<a href="/">首页</a> &gt; 工作动态</div>
<ul class="list"><li><a href="{path}">本栏目最近发布的一篇文章，请点击查看全文</a></li></ul>
<div class="pages">共1页</div></div></body></html>
"""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a page is served."""

    #: The key of its column in the inventory.
    key: str
    page: SavedPage
    host: str
    port: int

    @property
    def home(self) -> str:
        """The address of its site."""
        return f"http://{self.host}:{self.port}/"

    @property
    def path(self) -> str:
        """The path of the page itself, with its query: the one it had on its own site."""
        return "/" + quote(self.page.path, safe=_KEPT)

    @property
    def column_path(self) -> str:
        """The path of the column: the page, or for an article a list of one, without dates."""
        return _LIST if self.page.kind is Kind.ARTICLE else self.path

    @property
    def column(self) -> str:
        """The address of the column."""
        return self.home.rstrip("/") + self.column_path


def reply(place: Place, asked: str) -> Answer:
    """Return what *place* answers to the path and query *asked*: 404 for all but its own page."""
    if asked == place.path:
        return Answer(body=place.page.body, type=PLAIN_HTML)
    if asked == place.column_path:
        return Answer(body=_LISTING.format(path=html.escape(place.path)).encode(), type=PLAIN_HTML)
    return Answer(status=404, body="404 没有这个页面".encode(), type=PLAIN_HTML)


@contextmanager
def serving(pages: Sequence[SavedPage], *, now: datetime) -> Iterator[Sequence[Place]]:
    """Serve each of *pages* while the block runs, the servers' clocks at *now* (aware).

    Each stands alone, so that no page answers for another and its links lead
    nowhere. Raises OutsideError where an address cannot be had.
    """
    with ExitStack() as stack:
        places, sockets = [], []
        for number, page in enumerate(pages):
            bound = stack.enter_context(_bound(str(FIRST_HOST + number)))
            host, port = bound.getsockname()
            places.append(Place(key=f"p{number + 1:04}", page=page, host=host, port=port))
            sockets.append(bound)
        stack.enter_context(background(lambda: _opened(places, sockets, now)))
        yield places


def _bound(host: str) -> socket.socket:
    try:
        return socket.create_server((host, 0), backlog=16)
    except OSError as error:
        raise OutsideError(
            f"{host}: cannot be listened on ({error.strerror}); every page needs an address of its own: "
            "use Linux, where all of 127.0.0.0/8 is loopback, and allow more open files (ulimit -n)"
        ) from error


@asynccontextmanager
async def _opened(
    places: Sequence[Place], sockets: Sequence[socket.socket], now: datetime
) -> AsyncIterator[None]:
    servers = [await _server(place, sock, now) for place, sock in zip(places, sockets, strict=True)]
    try:
        yield
    finally:
        for server in servers:
            server.close()
        await asyncio.sleep(0)


async def _server(place: Place, sock: socket.socket, now: datetime) -> asyncio.Server:
    """Return a server that gives one answer a connection, so that none is open when it stops."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(LONGEST):
                request = await read_request(reader, host=place.host)
                if request:
                    writer.write(_wire(reply(place, _asked(request)), now=now))
                writer.close()
                await writer.wait_closed()

    return await asyncio.start_server(talk, sock=sock, limit=HEAD_BYTES)


def _asked(request: Request) -> str:
    return f"{request.path}?{request.query}" if request.query else request.path


def _wire(answer: Answer, *, now: datetime) -> bytes:
    closing = replace(answer, headers=(*answer.headers, ("Connection", "close")))
    return head(closing, now=now, length=len(answer.body)) + answer.body
