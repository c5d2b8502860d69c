"""What reading costs: its time over that of the bare parse, and its memory over many pages."""

import math
import resource
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

from lxml import etree
from lxml.html import HTMLParser

from bench.peers import reading_of
from bench.saved import SavedPage

#: The best of so many tries counts: other work on the machine only ever slows one down.
_TRIES = 3
#: At which shares of the way memory is looked at.
_SHARES = (0.1, 0.5, 1.0)
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, kw_only=True)
class Cost:
    """How often the time of the bare parse fits into that of reading."""

    #: One a page, smallest first; pages that lxml makes nothing of are left out.
    ratios: Sequence[float]

    @property
    def median(self) -> float:
        """The ratio of the middle page."""
        return median(self.ratios) if self.ratios else 0.0

    @property
    def p99(self) -> float:
        """The ratio that 99 of 100 pages stay within."""
        return self.ratios[math.ceil(len(self.ratios) * 0.99) - 1] if self.ratios else 0.0


def cost_of(pages: Sequence[SavedPage]) -> Cost:
    """Return what our reader costs on each of *pages*, beside lxml's parse of the same bytes."""
    ratios = []
    for page in pages:
        body = page.body
        if _is_parsed(body, page):
            parse = _best(_is_parsed, body, page)
            read = _best(reading_of, body, page)
            ratios.append(read / parse)
    return Cost(ratios=sorted(ratios))


def memory_over(pages: Sequence[SavedPage], count: int) -> Sequence[tuple[int, float]]:
    """Return the memory held, in MB, after a tenth, half and all of *count* pages read in turn."""
    marks = {max(1, round(count * share)) for share in _SHARES}
    seen = []
    for number, page in enumerate(islice(cycle(pages), count), start=1):
        reading_of(page.body, page)
        if number in marks:
            seen.append((number, _resident()))
    return seen


def _best(work: Callable[[bytes, SavedPage], object], body: bytes, page: SavedPage) -> float:
    def once() -> float:
        began = perf_counter()
        work(body, page)
        return perf_counter() - began

    return min(once() for _ in range(_TRIES))


def _is_parsed(body: bytes, page: SavedPage) -> bool:
    try:
        return etree.fromstring(body, parser=HTMLParser(encoding=page.encoding)) is not None
    except etree.XMLSyntaxError:
        return False


def _resident() -> float:
    """Return the memory this process holds now, in MB."""
    return int(_STATM.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
