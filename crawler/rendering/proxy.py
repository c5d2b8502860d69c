"""The browser's only way out: a proxy on loopback that asks the address guard about every connection.

Rules within the browser miss what its service workers and its own services ask
for, and check a name before somebody else resolves it. Here the host is checked,
resolved once, and the very address that was checked is connected to.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from crawler.guard import Guard, ip_refusal, normal_host

#: Bytes of the longest head of a request or an answer.
MAX_HEAD = 64 * 1024
#: Bytes that one connection may bring, and seconds that it may take.
MAX_BYTES = 16 * 1024 * 1024
MAX_SECONDS = 60
_CHUNK = 64 * 1024
_ENDS = b"\r\n\r\n"
#: Headers between a browser and its proxy, or that would keep a connection for a second, unchecked request.
_OWN = frozenset({"connection", "keep-alive", "proxy-connection", "proxy-authorization"})

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of *host*, asked of the system; OSError where it has none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[4][0]) for place in found]


class RefusedError(Exception):
    """The proxy does not pass this request on; the message says why."""


class FilteringProxy:
    """An HTTP proxy for one browser, every connection good for a single request or tunnel."""

    def __init__(self, guard: Guard, *, resolve: Resolve = resolve) -> None:
        self._guard = guard
        self._resolve = resolve
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen on a free port of loopback and return the proxy's address."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=MAX_HEAD)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Take no more connections; those that are open end with their browser."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, EOFError, asyncio.LimitOverrunError):
            try:
                async with asyncio.timeout(MAX_SECONDS):
                    await self._pass_on(reader, writer)
            except (RefusedError, ValueError) as refusal:
                writer.write(_refusal(str(refusal)))
                await writer.drain()
        writer.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(_ENDS)).decode("latin-1")
        method, target, _version = head.partition("\r\n")[0].split(" ")
        tunnel = method == "CONNECT"
        address = f"https://{target}/" if tunnel else target
        length = 0 if tunnel else _body_length(head)
        server_reader, server_writer = await self._connect(address)
        try:
            if tunnel:
                writer.write(b"HTTP/1.1 200 Connection established" + _ENDS)
                onward = _relay(reader, server_writer)
            else:
                server_writer.write(_request_head(head, address))
                await _copy(reader, server_writer, length)
                writer.write(_answer_head(await server_reader.readuntil(_ENDS)))
                onward = _drop(reader)
            await _first_of(onward, _relay(server_reader, writer))
        finally:
            server_writer.close()

    async def _connect(self, address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        refusal = self._guard.refusal(address)
        if refusal:
            raise RefusedError(refusal)
        parts = urlsplit(address)
        host = normal_host(parts.hostname or "")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = await self._resolve(host, port)
        permitted = [ip for ip in found if not ip_refusal(host, ip, private=self._guard.private)]
        if not permitted:
            raise RefusedError(f"{host} has no address that it may be asked at")
        return await asyncio.open_connection(permitted[0], port, limit=MAX_HEAD)


def _request_head(head: str, address: str) -> bytes:
    """Return the *head* as the server of *address* is to get it: its path alone, and no second request."""
    line, *fields = head.removesuffix("\r\n\r\n").split("\r\n")
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kept = [field for field in fields if _name(field) not in _OWN]
    lines = [f"{line.split(' ')[0]} {path} HTTP/1.1", *kept, "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1")


def _answer_head(head: bytes) -> bytes:
    line, *fields = head.removesuffix(_ENDS).decode("latin-1").split("\r\n")
    kept = [field for field in fields if _name(field) not in _OWN]
    return "\r\n".join([line, *kept, "Connection: close", "", ""]).encode("latin-1")


def _body_length(head: str) -> int:
    fields = {_name(field): field.partition(":")[2].strip() for field in head.split("\r\n")[1:]}
    if "transfer-encoding" in fields:
        raise RefusedError("a request without the length of its body")
    length = int(fields.get("content-length", "0"))
    if not 0 <= length <= MAX_HEAD:
        raise RefusedError("a request that brings more than it may")
    return length


def _name(field: str) -> str:
    return field.partition(":")[0].strip().lower()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, length: int) -> None:
    writer.write(await reader.readexactly(length))
    await writer.drain()


async def _relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    left = MAX_BYTES
    while left > 0 and (chunk := await reader.read(min(_CHUNK, left))):
        left -= len(chunk)
        writer.write(chunk)
        await writer.drain()


async def _drop(reader: asyncio.StreamReader) -> None:
    while await reader.read(_CHUNK):
        pass


async def _first_of(*ways: Awaitable[None]) -> None:
    """Wait until one of the two directions ends, and end the other."""
    tasks = [asyncio.ensure_future(way) for way in ways]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _refusal(why: str) -> bytes:
    body = why.encode("utf-8")
    head = f"HTTP/1.1 403 Forbidden\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body
