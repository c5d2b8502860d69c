"""Writes down every name this process resolves and every address it opens, to the file NET_TRACE."""

import json
import os
import sys
from pathlib import Path

TRACE = os.environ.get("NET_TRACE", "")

RESOLVES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyname_ex", "socket.gethostbyaddr"}
OPENS = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event in RESOLVES:
        told = {"event": event, "host": arguments[0]}
    elif event in OPENS:
        told = {"event": event, "host": arguments[1][0] if isinstance(arguments[1], tuple) else arguments[1]}
    else:
        return
    with Path(TRACE).open("a") as trace:
        trace.write(json.dumps(told, default=str) + "\n")


if TRACE:
    sys.addaudithook(_audit)
