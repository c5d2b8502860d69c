"""``python -m bench.visits``: what a visit to an account costs, alone and four at once.

The practice platforms are visited with the product's browser, behind its filtering
proxy: a WeChat article of 3 MB, and a page of Weibo, Douyin and Toutiao with what its
scripts ask for. Seconds are of the wall; megabytes are what the browser's processes
hold at most, shared memory counted in parts.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from crawler.guard import Guard, host_of
from crawler.platforms.ways import WAYS
from crawler.rendering.browser import Browser
from crawler.rendering.found import find_chromium
from crawler.rendering.visited import Wish, visit
from practice.addresses import sources
from practice.history import history_of
from practice.platforms.manners import Manner
from practice.serve import Portal, serving
from practice.yanlian import SHOWN_AT, yanlian
from records.targets import Platform, SourceKind

#: One account of each platform that has a public page, and the source of it that is visited.
VISITED = (
    ("wx-ylfb", SourceKind.ARTICLE),
    ("wb-ylfb", SourceKind.TIMELINE),
    ("dy-ylrm", SourceKind.PROFILE),
    ("tt-ylfb", SourceKind.PROFILE),
)
AT_ONCE = (1, 4)
_SECONDS = 30.0
#: Seconds between two looks at what the browser holds.
_EVERY = 0.05


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What some visits came to."""

    at_once: int
    visits: int
    #: Seconds from the first to the last, and of a single visit.
    seconds: float
    each: float
    #: Megabytes that the browser held at most, and that came from the servers for one visit.
    held: float
    came: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 once the figures stand on standard output; 2 where there is no browser."""
    asked = _parser().parse_args(arguments)
    program = find_chromium()
    if not program:
        print("chromium-headless-shell is not installed; `make test` installs it", file=sys.stderr)
        return 2
    with serving(yanlian(), now=SHOWN_AT, manners={"wx-ylfb": Manner(kilobytes=3000)}) as portal:
        print("at once | visits | seconds in all | median of a visit | MB held | MB a visit")
        for at_once in AT_ONCE:
            cost = asyncio.run(_cost(portal, program, at_once=at_once, rounds=asked.rounds))
            print(
                f"{cost.at_once} | {cost.visits} | {cost.seconds:.1f} | {cost.each:.2f} | "
                f"{cost.held:.0f} | {cost.came:.2f}"
            )
    return 0


async def _cost(portal: Portal, program: str, *, at_once: int, rounds: int) -> Cost:
    browser = _browser(portal, program, at_once=at_once)
    before, peak = portal.bytes, Peak()
    watch = asyncio.create_task(peak.watch())
    began = perf_counter()
    try:
        took = [each for _ in range(rounds) for each in await _round(browser, portal, at_once=at_once)]
        seconds = perf_counter() - began
    finally:
        watch.cancel()
        await browser.close()
    return Cost(
        at_once=at_once,
        visits=len(took),
        seconds=seconds,
        each=median(took),
        held=peak.megabytes,
        came=(portal.bytes - before) / len(took) / 1e6,
    )


def _browser(portal: Portal, program: str, *, at_once: int) -> Browser:
    hosts = frozenset(host_of(address) for *_, address in _places(portal))
    guard = Guard(hosts=hosts, ports=frozenset((host, portal.port) for host in hosts), private=hosts)
    sandbox = os.geteuid() != 0
    return Browser(program=program, sandbox=sandbox, user_agent="xuncha-bench", guard=guard, at_once=at_once)


def _places(portal: Portal) -> list[tuple[Platform, SourceKind, str]]:
    """Return the platform, the kind and the address of each source that is visited."""
    county, history = yanlian(), history_of(yanlian())
    return [
        (Platform(county.account(key).platform), kind, sources(history, key, portal.port, SHOWN_AT)[kind])
        for key, kind in VISITED
    ]


async def _round(browser: Browser, portal: Portal, *, at_once: int) -> list[float]:
    """Visit each place once, one after another or all together, and return the seconds of each."""
    visits = [_seconds_of(browser, *place) for place in _places(portal)]
    return [await each for each in visits] if at_once == 1 else list(await asyncio.gather(*visits))


async def _seconds_of(browser: Browser, platform: Platform, kind: SourceKind, address: str) -> float:
    way = WAYS[platform][kind]
    began = perf_counter()
    await visit(
        browser, address, Wish(owner=platform.value, hears=way.hears, until=way.until), seconds=_SECONDS
    )
    return perf_counter() - began


class Peak:
    """The most that the browser held."""

    def __init__(self) -> None:
        self.megabytes = 0.0

    async def watch(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            self.megabytes = max(self.megabytes, _held())
            await asyncio.sleep(_EVERY)


def _held() -> float:
    """Return the megabytes of all Chromium processes below this one, shared memory in parts (PSS)."""
    kilobytes = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if "chrom" in (process / "comm").read_text():
                told = (process / "smaps_rollup").read_text()
                kilobytes += int(told.partition("\nPss:")[2].split()[0])
        except (OSError, IndexError, ValueError):
            continue
    return kilobytes / 1024


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.visits",
        description="Measure visits to accounts on the practice platforms.",
        epilog="Example: python -m bench.visits --rounds 10",
    )
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="visits to each account (5)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
