"""Ends the process by SIGKILL at a point chosen from outside; loaded by every Python whose path it is on.

KILL_POINT is ``<role>:<event>:<n>``: the n-th time that event happens in a process of that role.
KILL_TRACE is a file to which every event is written, so that a run without KILL_POINT tells
which points there are.
"""

import os
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.pool import ConnectionPoolEntry

ROLE = "crawler" if "crawler" in sys.orig_argv else "parent"
POINT = os.environ.get("KILL_POINT", "")
TRACE = os.environ.get("KILL_TRACE", "")

_seen: Counter[str] = Counter()


def passes(event: str) -> None:
    """Count *event*, write it down, and end the process where this is the point."""
    point = f"{ROLE}:{event}:{_seen[event]}"
    _seen[event] += 1
    if TRACE:
        with Path(TRACE).open("a") as trace:
            trace.write(point + "\n")
    if point == POINT:
        os.kill(os.getpid(), signal.SIGKILL)


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event == "os.rename" and "/home/" in str(arguments[1]):
        passes("rename")


def _before(connection: "Connection") -> None:
    """Count a commit that writes: one that only read leaves nothing behind, killed or not."""
    if connection.get_execution_options().get("xuncha_writes"):
        connection.info["wrote"] = True
        passes("before-commit")


def _after(_connection: object, record: "ConnectionPoolEntry") -> None:
    if record.info.pop("wrote", False):
        passes("after-commit")


if POINT or TRACE:
    from sqlalchemy import event
    from sqlalchemy.engine import Engine
    from sqlalchemy.pool import Pool

    event.listen(Engine, "commit", _before)
    event.listen(Pool, "checkin", _after)
    sys.addaudithook(_audit)
