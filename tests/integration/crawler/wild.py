"""A web server that misbehaves on purpose, and the crawl as the child process it really is."""

import hashlib
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from time import monotonic

from crawler.evidence import EvidenceStore
from crawler.order import CrawlOrder
from records.civil import SHANGHAI
from records.inventory import Inventory, Office
from records.observation import Observation
from records.store import Store
from records.targets import (
    Account,
    Column,
    ColumnClass,
    Platform,
    Site,
    Source,
    SourceKind,
    Tls,
    Unit,
    UnitKind,
)

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
#: No child may take longer than this, whatever a server does to it.
CHILD_SECONDS = 90

_TLS_HELLO = b"\x16\x03"

Answer = Callable[[socket.socket, str], None]


def reply(body: str | bytes = b"", *, status: str = "200 OK", **headers: str) -> Answer:
    """Return an answer with that body; header names take _ for -."""
    content = body.encode() if isinstance(body, str) else body
    fields = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(content)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    head = "\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""])

    def answer(connection: socket.socket, _path: str) -> None:
        connection.sendall(head.encode() + content)

    return answer


def column_page(*days: str) -> str:
    """Return a column's page that lists an item for each day."""
    rows = "".join(
        f'<li><a href="/art/{day}.html">演练县召开第{place}次工作会议</a><span>{day}</span></li>'
        for place, day in enumerate(days)
    )
    return f"<html><head><title>工作动态</title></head><body><ul class='list'>{rows}</ul></body></html>"


def held_at_most(pid: int) -> int:
    """Return the most bytes the process has held so far; 0 once it has ended.

    Its own account, which begins with its program: the one that is given at its end
    counts what this process held when it was forked.
    """
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


class WildServer:
    """Answers each path as told, one thread a connection, and remembers what was asked."""

    def __init__(self, answers: dict[str, Answer], *, tls: ssl.SSLContext | None = None) -> None:
        self.answers = {"/robots.txt": reply(status="404 Not Found"), **answers}
        self.asked: list[str] = []
        self.heads: list[str] = []
        self._tls = tls
        self.stopped = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def close(self) -> None:
        self.stopped.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=5)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _peer = self._listener.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, raw: socket.socket) -> None:
        with suppress(OSError), self._wrapped(raw) as connection:
            head = b""
            while b"\r\n\r\n" not in head:
                received = connection.recv(4096)
                if not received:
                    return
                head += received
                if head.startswith(_TLS_HELLO):
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    return
            path = head.split(b" ")[1].decode("latin-1")
            self.asked.append(path)
            self.heads.append(head.decode("latin-1"))
            self.answers.get(path, reply(status="404 Not Found"))(connection, path)

    def _wrapped(self, raw: socket.socket) -> socket.socket:
        return self._tls.wrap_socket(raw, server_side=True) if self._tls else raw


@contextmanager
def serving(answers: dict[str, Answer], *, tls: ssl.SSLContext | None = None) -> Iterator[WildServer]:
    server = WildServer(answers, tls=tls)
    try:
        yield server
    finally:
        server.close()


def an_inventory(
    columns: dict[str, str],
    *,
    sites: Sequence[Site] | None = None,
    accounts: dict[str, str] | None = None,
    private: bool = True,
    tls: Tls = Tls.VERIFY,
    own: bool = True,
) -> Inventory:
    """Return an inventory of *columns* (key → address) and *accounts*, all of one site unless told."""
    first = next(iter(columns.values()), "http://127.0.0.1/")
    home = "/".join(first.split("/")[:3]) + "/"
    site = Site(
        key="portal", name="门户", home=home, unit="zfb", private=private, delay=0.0, tls=tls, own=own
    )
    named = repr((columns, sites, accounts, private, tls, own))
    return Inventory(
        office=Office(name="演练县人民政府办公室"),
        units=(Unit(key="zfb", name="县政府办", kind=UnitKind.DEPARTMENT),),
        sites=tuple(sites) if sites is not None else (site,),
        columns=tuple(
            Column(key=key, name=key, url=url, site="portal", units=("zfb",), class_=ColumnClass.NEWS)
            for key, url in columns.items()
        ),
        accounts=tuple(
            Account(
                key=key,
                platform=Platform.WECHAT,
                kind="订阅号",
                name=key,
                id="",
                unit="zfb",
                sources=(Source(kind=SourceKind.PAGE, url=url),) if url else (),
            )
            for key, url in (accounts or {}).items()
        ),
        rulebooks=(),
        version=hashlib.sha256(named.encode()).hexdigest(),
    )


@dataclass
class Crawl:
    """What one child process did."""

    code: int
    lines: list[dict[str, str]]
    stderr: str
    looks: dict[str, Observation]
    #: Bytes of memory it held at most.
    peak: int

    @property
    def outcomes(self) -> dict[str, str]:
        return {key: look.outcome.value for key, look in self.looks.items()}


@dataclass
class Crawler:
    """Runs ``python -m crawler`` against a store in a folder of its own."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.home}/xuncha.db"

    def order(self, inventory: Inventory, **changes: object) -> CrawlOrder:
        with Store.open(self.database_url) as store:
            number = store.begin_pass(inventory, now=NOW, reader="test").id
        order = CrawlOrder(
            database_url=self.database_url,
            pass_id=number,
            home=str(self.home),
            targets=tuple(each.key for each in (*inventory.columns, *inventory.accounts)),
            now=NOW.isoformat(),
            user_agent="xuncha/0.1 (clerk@office.test)",
            delay=0.0,
            timeout=5.0,
        )
        return replace(order, **changes)  # type: ignore[arg-type]

    def run(self, inventory: Inventory, **changes: object) -> Crawl:
        return self.carry_out(self.order(inventory, **changes))

    def carry_out(self, order: CrawlOrder) -> Crawl:
        return self.send(order.to_json())

    def send(self, text: str) -> Crawl:
        """Run the child with *text* on its standard input until it ends, and see what it used."""
        child = self.start(text)
        peak, deadline = 0, monotonic() + CHILD_SECONDS
        while child.poll() is None:
            peak = max(peak, held_at_most(child.pid))
            if monotonic() > deadline:
                child.kill()
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=0.05)
        return self.ended(child.returncode, peak=peak)

    def start(self, text: str) -> subprocess.Popen[bytes]:
        (self.home / "order.json").write_text(text)
        with (
            (self.home / "order.json").open("rb") as order,
            (self.home / "stdout").open("wb") as out,
            (self.home / "stderr").open("wb") as err,
        ):
            return subprocess.Popen(
                [sys.executable, "-m", "crawler"],
                stdin=order,
                stdout=out,
                stderr=err,
                cwd=ROOT,
                env={**without_proxies(), **self.environment},
            )

    def ended(self, code: int, *, peak: int = 0) -> Crawl:
        with Store.open(self.database_url) as store:
            looks = {key: seen[-1] for key, seen in store.looks(until=datetime.now(SHANGHAI)).items()}
        return Crawl(
            code=code,
            lines=[json.loads(line) for line in (self.home / "stdout").read_text().splitlines()],
            stderr=(self.home / "stderr").read_text(),
            looks=looks,
            peak=peak,
        )

    @property
    def evidence(self) -> EvidenceStore:
        return EvidenceStore(self.home / "evidence")


def without_proxies() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}


def children(process: int) -> set[int]:
    """Return the processes below *process*, all generations of them."""
    listed = Path(f"/proc/{process}/task").glob("*/children")
    with suppress(OSError):
        below = {int(child) for one in listed for child in one.read_text().split()}
        return below.union(*map(children, below))
    return set()


def wait_until(done: Callable[[], bool]) -> bool:
    """Return whether it is *done* within half a minute."""
    end = monotonic() + 30
    while not done() and monotonic() < end:
        threading.Event().wait(0.05)
    return done()
