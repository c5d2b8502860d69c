"""``python -m bench.exposition``: what a scrape costs, beside as many bare gauges of the client library.

Each size has a child process for itself, and so has the client. A county is made up in
memory: of ten targets nine are columns and one is an account, under two rulebooks.
Seconds are the best of three of the wall: first a scrape of a snapshot that was not told
before, then one that finds the same snapshot again.
"""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from bench.county import scrape_of_county
from exporters.metrics.exposition import Exposition

SIZES = (1_000, 10_000, 100_000)
_TRIES = 3
_KIBIBYTES_A_MEGABYTE = 1e6 / 1024


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What telling some samples costs."""

    samples: int
    #: Of the first telling, and of the next one of the same.
    seconds: float
    again: float
    megabytes: float
    #: The most memory that the process held, in MB, with what is told and before it was told.
    peak: float
    held: float


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The exposition of a county beside as many bare gauges."""

    targets: int
    ours: Cost
    bare: Cost

    @property
    def ratio(self) -> float:
        """How often the client's time fits into ours."""
        return self.ours.seconds / self.bare.seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 once the figures stand on standard output, each size as soon as it is measured."""
    asked = _parser().parse_args(arguments)
    if asked.child:
        print(json.dumps(asdict(_KINDS[asked.child](asked.number))))
        return 0
    figures = []
    for targets in asked.targets:
        ours = _in_a_child("ours", targets)
        figures.append(Figures(targets=targets, ours=ours, bare=_in_a_child("bare", ours.samples)))
        print("\n".join(table_lines(figures[-1:], head=len(figures) == 1)), flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(as_json(figures), indent=1), encoding="utf-8")
    return 0


def cost_of_county(targets: int) -> Cost:
    """Return what telling a county of so many *targets* costs in this process."""
    scrape = scrape_of_county(targets)
    return _cost(lambda: Exposition(lambda: scrape).text)


def cost_of_gauges(number: int) -> Cost:
    """Return what the client library takes to tell so many gauges of one label each."""
    registry = CollectorRegistry()
    gauge = Gauge("bare", "A gauge and nothing else.", ["target"], registry=registry)
    for place in range(number):
        gauge.labels(f"target-{place}").set(1_790_000_000 + place)
    return _cost(lambda: partial(generate_latest, registry))


def table_lines(figures: Sequence[Figures], *, head: bool = True) -> Iterator[str]:
    """Yield a row a size, for people, below a heading where *head* says so."""
    if head:
        yield "targets | samples | seconds | again | MB of text | MB at most (before) | client | ratio"
    for each in figures:
        ours = each.ours
        yield (
            f"{each.targets} | {ours.samples} | {ours.seconds:.3f} | {ours.again:.3f} | "
            f"{ours.megabytes:.1f} | {ours.peak:.0f} ({ours.held:.0f}) | "
            f"{each.bare.seconds:.3f} s, {each.bare.megabytes:.1f} MB, {each.bare.peak:.0f} MB at most | "
            f"{each.ratio:.2f}"
        )


def as_json(figures: Sequence[Figures]) -> Sequence[Mapping[str, object]]:
    """Return the figures for programs."""
    return [{**asdict(each), "ratio": each.ratio} for each in figures]


def _cost(fresh: Callable[[], Callable[[], bytes]]) -> Cost:
    """Return what it costs to call what *fresh* returns, once and again."""
    held, text = _peak(), b""
    first, again = list[float](), list[float]()
    for _ in range(_TRIES):
        tell = fresh()
        for seconds in (first, again):
            text = b""
            began = perf_counter()
            text = tell()
            seconds.append(perf_counter() - began)
        del tell
    return Cost(
        samples=sum(not line.startswith(b"#") for line in text.splitlines()),
        seconds=min(first),
        again=min(again),
        megabytes=len(text) / 1e6,
        peak=_peak(),
        held=held,
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIBIBYTES_A_MEGABYTE


_KINDS: Mapping[str, Callable[[int], Cost]] = {"ours": cost_of_county, "bare": cost_of_gauges}


def _in_a_child(kind: str, number: int) -> Cost:
    command = [sys.executable, "-m", "bench.exposition", "--child", kind, "--number", str(number)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Cost(**json.loads(done.stdout))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.exposition",
        description="Measure a scrape beside as many bare gauges of the client library.",
        epilog="Example: python -m bench.exposition --targets 1000 10000 --json exposition.json",
    )
    parser.add_argument("--targets", type=int, nargs="+", default=SIZES, metavar="N", help="the sizes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--child", choices=_KINDS, help=argparse.SUPPRESS)
    parser.add_argument("--number", type=int, default=0, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
