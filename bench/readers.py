"""``python -m bench.readers FOLDER``: our reader beside other tools, on saved pages plain and with noise.

Nothing is fetched, served or kept: each tool gets the bytes of one page at a time.
Ends with 0 when that is done, whatever the figures; 2 where the folder cannot be
used or a name is not known.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from bench.cost import cost_of, memory_over
from bench.noise import NOISES
from bench.peers import left_out, tools
from bench.runs import measure
from bench.saved import SavedPage, load_pages
from bench.scoreboard import Figures, as_json, table_lines
from records.errors import InputError, XunchaError

Named = TypeVar("Named")


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of the benchmark that *arguments* ask for; the figures go to standard output."""
    asked = _parser().parse_args(arguments)
    try:
        pages = load_pages(asked.folder)
        lines = _flat_lines(pages, asked.flat) if asked.flat else _lines(pages, asked)
        print("\n".join(lines))
    except XunchaError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.readers",
        description="Read saved pages, plain and with noise, by our reader and by other tools.",
        epilog="Example: python -m bench.readers ../shared/pages --noise plain --noise all",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="holds manifest.jsonl and the pages")
    parser.add_argument("--json", action="store_true", help="print one JSON object for programs")
    parser.add_argument("--noise", action="append", metavar="NAME", help=f"one of: {', '.join(NOISES)}")
    parser.add_argument("--tool", action="append", metavar="NAME", help=f"one of: {', '.join(tools())}")
    parser.add_argument(
        "--flat", type=int, metavar="N", help="read N pages in turn instead, and print the memory held"
    )
    return parser


def _lines(pages: Sequence[SavedPage], asked: argparse.Namespace) -> Sequence[str]:
    runs = measure(pages, noises=_chosen(NOISES, asked.noise), tools=_chosen(tools(), asked.tool), say=_say)
    figures = Figures(runs=runs, cost=cost_of(pages), left_out=left_out())
    if asked.json:
        return [json.dumps(as_json(figures), ensure_ascii=False)]
    return list(table_lines(figures))


def _flat_lines(pages: Sequence[SavedPage], count: int) -> Iterator[str]:
    for number, held in memory_over(pages, count):
        yield f"after {number} pages: {held:.1f} MB"


def _chosen(known: Mapping[str, Named], names: Sequence[str] | None) -> Mapping[str, Named]:
    """Return those of *known* that *names* has, or all; raises InputError for a name nobody knows."""
    unknown = set(names or ()) - set(known)
    if unknown:
        raise InputError(f"{', '.join(sorted(unknown))}: not known here; take one of {', '.join(known)}")
    return {name: each for name, each in known.items() if not names or name in names}


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
