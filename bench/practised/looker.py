"""Looks by one crawler process that stays, instead of a new one for each pass."""

import json
import subprocess
import sys
from dataclasses import replace
from types import TracebackType
from typing import Self

from crawler.order import CrawlOrder
from pipeline.look import Looker, Progress
from records.errors import OutsideError


class StayingLooker(Looker):
    """A looker whose child carries out order after order; it can be told to kill it on the way."""

    def __init__(self) -> None:
        super().__init__((sys.executable, "-m", "bench.practised.child"))
        self._staying: subprocess.Popen[str] | None = None
        #: After so many looks of the next order the child is killed; None for never.
        self.kill_after: int | None = None
        #: Looks that were kept so far, and those of them that were thorough.
        self.kept = 0
        #: Whether a browser is at hand, and what an order names in its place where none is.
        self.browser = False
        self.instead = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._staying:
            self._end(self._staying)

    def look(self, order: CrawlOrder, *, progress: Progress) -> None:
        """Look at the order's targets; raises OutsideError when the child died or was killed."""
        if not order.targets:
            return
        child = self._staying or self._start()
        self._staying = child
        assert child.stdin
        assert child.stdout
        order = order if self.browser else replace(order, chromium=self.instead)
        child.stdin.write(order.to_json() + "\n")
        child.stdin.flush()
        kill_after, self.kill_after = self.kill_after, None
        for number, line in enumerate(child.stdout, start=1):
            told = json.loads(line)
            if "ended" in told:
                return
            self.kept += 1
            progress(told["target"], told["outcome"])
            if number == kill_after:
                break
        self._end(child)
        raise OutsideError("the crawler was killed or died; the next run goes on from there")

    def _end(self, child: subprocess.Popen[str]) -> None:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()
        self._staying = None
