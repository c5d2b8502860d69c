"""``python -m bench.pages FOLDER``: xuncha over real saved pages, beside other tools.

The folder holds ``manifest.jsonl`` and the pages it lists. Three parts: the whole
row, from the inventory to the digest; the reader alone beside other tools, plain
and with noise; and each site read with weights that were fitted without it. Ends
with 0 when that is done, whatever the figures; 2 where the folder cannot be used or
a name is not known; 3 where a pass broke off.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from bench.cost import memory_over
from bench.noise import NOISES
from bench.parts import PARTS, Asked, Part
from bench.peers import tools
from bench.saved import SavedPage, load_pages
from records.errors import InputError, XunchaError

Named = TypeVar("Named")


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of the benchmark that *arguments* ask for; the figures go to standard output."""
    wanted = _parser().parse_args(arguments)
    try:
        parts = _chosen(PARTS, wanted.only)
        asked = Asked(noises=_chosen(NOISES, wanted.noise), tools=_chosen(tools(), wanted.tool), say=_say)
        pages = load_pages(wanted.folder)
        if wanted.flat:
            _tell_memory(pages, wanted.flat)
        elif wanted.json:
            told = {name.replace("-", "_"): part(pages, asked).data for name, part in parts.items()}
            print(json.dumps(told, ensure_ascii=False))
        else:
            _tell(pages, parts, asked)
    except XunchaError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.pages",
        description="Run the whole row over saved pages, and hold the reader beside other tools, under noise "
        "and with each site left out of tuning.",
        epilog="Example: python -m bench.pages ../shared/pages --only readers --noise plain --noise all",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="holds manifest.jsonl and the pages")
    parser.add_argument("--json", action="store_true", help="print one JSON object for programs")
    parser.add_argument("--only", action="append", metavar="PART", help=f"one of: {', '.join(PARTS)}")
    parser.add_argument("--noise", action="append", metavar="NAME", help=f"one of: {', '.join(NOISES)}")
    parser.add_argument("--tool", action="append", metavar="NAME", help=f"one of: {', '.join(tools())}")
    parser.add_argument(
        "--flat", type=int, metavar="N", help="read N pages in turn instead, and print the memory held"
    )
    return parser


def _tell(pages: Sequence[SavedPage], parts: Mapping[str, Part], asked: Asked) -> None:
    """Print each of *parts* as soon as it is measured."""
    for name, part in parts.items():
        print(f"== {name}", *part(pages, asked).lines, "", sep="\n", flush=True)


def _tell_memory(pages: Sequence[SavedPage], count: int) -> None:
    for number, held in memory_over(pages, count):
        print(f"after {number} pages: {held:.1f} MB")


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
