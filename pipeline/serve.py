"""The long-running process: the scheduler, the board, /metrics and /healthz."""

import ipaddress
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

import uvicorn

from pipeline.clock import Clock
from pipeline.duties import by_the_clock
from pipeline.home import writable
from pipeline.scraping import Newest
from pipeline.settings import Settings
from pipeline.telling.digest_archive import DigestArchive
from pipeline.web import make_app
from records.errors import InputError
from records.inventory_files.load import load_inventory
from records.store import Store


def serve(
    settings: Settings,
    *,
    clock: Clock,
    frozen: bool = False,
    passes: bool = True,
    ready: Callable[[str], None] = lambda _address: None,
) -> None:
    """Serve the board until interrupted, running passes by the schedule where *passes* says so.

    *ready* is called with the board's address once it listens. Everything that could
    be wrong with the set-up is tried first, so that a wrong one ends with an InputError
    in one line and nothing started.
    """
    load_inventory(settings.inventory)
    with writable(settings.home):
        settings.home.mkdir(parents=True, exist_ok=True)
    with _listening(settings.host, settings.port) as listener, Store.open(settings.database) as store:
        newest = Newest(store, clock=clock)
        app = make_app(
            newest.snapshot,
            scrape=newest.scrape,
            clock=clock,
            hosts=_hosts(settings.host),
            digests=DigestArchive(settings.home),
        )
        ready(f"http://{_bracketed(settings.host)}:{settings.port}/")
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, server_header=False, lifespan="off"))
        duties = by_the_clock(settings, store, clock=clock, frozen=frozen) if passes else nullcontext()
        with _ended_by_signal(), duties:
            server.run(sockets=[listener])


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """Let SIGTERM and Ctrl-C, which the server hands on once it has closed, end the block and no more."""
    signals = (signal.SIGTERM, signal.SIGINT)
    before = {each: signal.signal(each, lambda *_: sys.exit(0)) for each in signals}
    try:
        yield
    except SystemExit:
        return
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Give a socket that listens on *host* and *port*; InputError where that cannot or must not be."""
    if not _is_loopback(host):
        raise InputError(
            f"XUNCHA_HOST: {host} is open to others, and the board has no named accounts yet; "
            "keep 127.0.0.1 and put a proxy with a log-in before it"
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise InputError(
                f"XUNCHA_PORT: cannot listen on {host}:{port} ({error.strerror}); "
                "stop what uses it or set another port"
            ) from error
        yield listener


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _hosts(host: str) -> list[str]:
    """Return the names a browser on this machine may ask for."""
    return [_bracketed(host), "localhost", "127.0.0.1"]


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
