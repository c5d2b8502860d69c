"""Listening sockets for a county: one an address, all on the same port."""

import socket
from collections.abc import Sequence
from contextlib import ExitStack, suppress

#: How often a free port is sought that is free on every address at once.
_TRIES = 20


def bind(hosts: Sequence[str], port: int) -> list[socket.socket]:
    """Return a listening socket on each of *hosts*; *port* 0 takes one that is free on all of them.

    Raises OSError where the port is in use on one of them.
    """
    for _ in range(0 if port else _TRIES):
        with suppress(OSError):
            return _bind_all(hosts, 0)
    return _bind_all(hosts, port)


def _bind_all(hosts: Sequence[str], port: int) -> list[socket.socket]:
    with ExitStack() as undo:
        bound: list[socket.socket] = []
        for host in hosts:
            chosen = bound[0].getsockname()[1] if bound else port
            bound.append(undo.enter_context(socket.create_server((host, chosen), backlog=512)))
        undo.pop_all()
        return bound
