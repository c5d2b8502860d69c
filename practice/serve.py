"""The whole county on loopback: each site and platform on an address of its own, all on one port."""

import asyncio
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from practice.answers import Answers
from practice.background import background
from practice.county import Account, Column, County
from practice.drifts import DRIFTS, Answering
from practice.faults import Fault, load_faults
from practice.history import history_of
from practice.misdeeds import LONGEST, MISDEEDS, Reply, misdo
from practice.platforms.manners import Manner
from practice.sockets import bind
from practice.wire import HEAD_BYTES, Answer, Request, head, read_request
from practice.yanlian import SHANGHAI, SHOWN_AT, yanlian


class Portal:
    """The county while it is served: where it is, and the moment it shows."""

    def __init__(
        self,
        county: County,
        *,
        now: datetime,
        faults: Sequence[Fault] = (),
        manners: Mapping[str, Manner] | None = None,
    ) -> None:
        self.county = county
        self.now = now
        #: Both may be set while the county is served; manners are by the key of an account.
        self.faults = tuple(faults)
        self.manners = dict(manners or {})
        self.port = 0
        #: Answers that were sent, and their bytes, heads included.
        self.answers = self.bytes = 0
        self._answers = Answers(history_of(county))
        self._sites = {site.host: site for site in county.sites}
        #: Hosts that are making an answer for which others have to wait.
        self._making: set[str] = set()

    @property
    def now(self) -> datetime:
        """The moment every page and every Date header follow, in Shanghai's time.

        May be set to any aware moment while the county is served; ValueError for a naive one.
        """
        return self._now

    @now.setter
    def now(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError(f"{moment} has no time zone")
        self._now = moment.astimezone(SHANGHAI)

    def address(self, key: str) -> str:
        """Return where the site, column or account *key* is; KeyError where there is none."""
        return self.county.address(key, self.port)

    def reply(self, request: Request, now: datetime) -> Reply:
        """Return what *request* gets at *now*: the right answer, or what a fault makes of it."""
        held = [fault for fault in self.faults if fault.holds(now)]
        answering: Answering = partial(self._answers.answer, manners=self.manners)
        for fault in held:
            if fault.kind in DRIFTS:
                column = self.county.column(fault.target)
                answering = DRIFTS[fault.kind](self._answers, column, fault.from_at, answering)
        answer = answering(request, now)
        touched = self._touched(request)
        misdeed = next((one for one in held if one.target in touched and one.kind in MISDEEDS), None)
        return misdo(misdeed.kind, answer, request) if misdeed else answer

    async def made(self, answer: Answer, host: str) -> Answer:
        """Return *answer* when it is made, or what *host* says while it makes another one."""
        if answer.meanwhile is None:
            await asyncio.sleep(answer.takes)
            return answer
        if host in self._making:
            return answer.meanwhile
        self._making.add(host)
        try:
            await asyncio.sleep(answer.takes)
        finally:
            self._making.discard(host)
        return answer

    def _touched(self, request: Request) -> frozenset[str]:
        """Return the keys of the site and of the column or account that *request* is for."""
        site = self._sites[request.host]
        found: Account | Column | None = (
            self._answers.account_of(site, request)
            if site.platform
            else self._answers.column_at(site, request.path)
        )
        return frozenset({site.key, found.key} if found else {site.key})


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def serving(
    county: County | None = None,
    *,
    port: int = 0,
    now: datetime = SHOWN_AT,
    faults: Sequence[Fault] = (),
    manners: Mapping[str, Manner] | None = None,
) -> Iterator[Portal]:
    """Serve *county* (演练县 unless named) while the block runs; *port* 0 takes a free one.

    Raises OSError where the port is in use on one of the addresses, and ValueError for a
    fault or a manner of nothing that is there.
    """
    county = county or yanlian()
    if strangers := set(manners or {}) - {account.key for account in county.accounts}:
        raise ValueError(f"{', '.join(sorted(strangers))}: no account of {county.name} has this key")
    for fault in faults:
        if not county.knows(fault.target):
            raise ValueError(f"{fault.target!r} is no site, column or account of {county.name}")
        if fault.kind in DRIFTS and fault.target not in {column.key for column in county.columns}:
            raise ValueError(f"{fault.target!r} is no column, and only a column can be {fault.kind}")
    portal = Portal(county, now=now, faults=faults, manners=manners)
    sockets = bind([site.host for site in portal.county.sites], port)
    portal.port = sockets[0].getsockname()[1]
    with background(lambda: _opened(portal, sockets)):
        yield portal


def run_forever(
    *, port: int, now: datetime, faults_file: Path | None = None, say: Callable[[str], None] = _say
) -> None:
    """Serve 演练县 until SIGINT or SIGTERM; *say* is told first where everything is.

    To be called from the main thread. Raises OSError for a port in use and ValueError for faults
    that are not.
    """
    faults = load_faults(faults_file) if faults_file else ()
    ended = threading.Event()
    before = {one: signal.signal(one, lambda *_: ended.set()) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        with serving(port=port, now=now, faults=faults) as portal:
            for site in portal.county.sites:
                say(f"{portal.address(site.key)}  {site.name}")
            say(f"showing {portal.now.isoformat()}; stop with Ctrl-C")
            ended.wait()
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@asynccontextmanager
async def _opened(portal: Portal, sockets: Sequence[socket.socket]) -> AsyncIterator[None]:
    """Accept connections on *sockets*; on leaving, none is open any more."""
    talks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talks.add(task)
        task.add_done_callback(talks.discard)
        try:
            async with asyncio.timeout(LONGEST):
                await _converse(portal, reader, writer)
                writer.close()
                await writer.wait_closed()
        except (ConnectionError, TimeoutError, asyncio.CancelledError):
            pass  # the client has gone, has had its time, or the server stops
        finally:
            writer.transport.abort()

    servers = [await asyncio.start_server(talk, sock=one, limit=HEAD_BYTES) for one in sockets]
    try:
        yield
    finally:
        for server in servers:
            server.close()
        for task in tuple(talks):
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await asyncio.sleep(0)


async def _converse(portal: Portal, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request after another until the client has no more."""
    host = writer.get_extra_info("sockname")[0]
    while request := await read_request(reader, host=host):
        now = portal.now
        reply = portal.reply(request, now)
        if not isinstance(reply, Answer):
            await reply(reader, writer, now)
            return
        reply = await portal.made(reply, host)
        length = None if reply.status == 304 else len(reply.body)
        body = b"" if request.method == "HEAD" else reply.body
        whole = head(reply, now=now, length=length) + body
        portal.answers, portal.bytes = portal.answers + 1, portal.bytes + len(whole)
        writer.write(whole)
        await writer.drain()
        if request.headers.get("connection", "").lower() == "close":
            return
