"""Run the crawler in a child process and report each look as it is kept."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from threading import Lock

from crawler.order import CrawlOrder
from records.errors import OutsideError

#: Called with a target's key and its outcome, once a look.
Progress = Callable[[str, str], None]

_GOES_ON = "what was seen is kept, and `xuncha run` goes on from there"


class Looker:
    """Looks in a child process, since Scrapy's reactor runs once in a process.

    It can be stopped from another thread: the child is ended, and no other is begun.
    """

    def __init__(self, command: Sequence[str] = (sys.executable, "-m", "crawler")) -> None:
        self._command = tuple(command)
        self._child: subprocess.Popen[str] | None = None
        self._stopped = False
        self._lock = Lock()

    def look(self, order: CrawlOrder, *, progress: Progress) -> None:
        """Look at the order's targets, calling *progress* as each look is kept.

        Raises OutsideError when the child dies or was stopped: what it had kept
        stays, and the next run goes on from there.
        """
        if not order.targets:
            return
        for line in self.lines(order.to_json(), then=_GOES_ON):
            kept = json.loads(line)
            progress(kept["target"], kept["outcome"])

    def lines(self, order: str, *, then: str) -> Iterator[str]:
        """Yield each line with which the child answers *order*.

        Raises OutsideError as ``look`` does, which says what happens *then*.
        """
        with self._start() as child, ExitStack() as interrupted:
            interrupted.callback(child.kill)
            _send(child, order)
            yield from child.stdout or ()
            interrupted.pop_all()
        if child.returncode != 0:
            raise OutsideError(f"the crawl ended with status {child.returncode} before its time; {then}")

    def stop(self) -> None:
        """End the child that is looking, if there is one, and begin no other."""
        with self._lock:
            self._stopped = True
            if self._child and self._child.poll() is None:
                self._child.terminate()

    def _start(self) -> subprocess.Popen[str]:
        with self._lock:
            if self._stopped:
                raise OutsideError("xuncha is stopping; the next start goes on with the pass")
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            return self._child


def _send(child: subprocess.Popen[str], order: str) -> None:
    """Hand *order* over; a child that died at once is told by its status, not by a broken pipe."""
    assert child.stdin is not None
    try:
        child.stdin.write(order)
        child.stdin.close()
    except BrokenPipeError:
        child.wait()
