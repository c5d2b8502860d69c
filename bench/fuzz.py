"""``python -m bench.fuzz FOLDER``: mutated pages, mutated answers and grown lists, for minutes on end.

The folder's pages are mutated and go to everything that reads a page; answers of
list APIs are built and mutated; and columns are grown from a grammar that knows
their newest date. Ends with 0 when that is done, whatever the figures; 2 where the
folder cannot be used.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from time import monotonic

from bench.fuzz_report import as_json, table_lines
from bench.fuzzing import PAGE_READERS, Fault, ReadBytes, fuzz
from bench.saved import load_pages
from bench.shuffled import agreement
from records.errors import XunchaError


def main(
    arguments: Sequence[str] | None = None, *, page_readers: Mapping[str, ReadBytes] = PAGE_READERS
) -> int:
    """Return the exit code of the run that *arguments* ask for; the figures go to standard output."""
    asked = _parser().parse_args(arguments)
    try:
        lines = _shuffle_lines(asked) if asked.shuffle else _fuzz_lines(asked, page_readers)
    except XunchaError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print("\n".join(lines))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.fuzz",
        description="Throw mutated pages, mutated answers and grown lists at every reader.",
        epilog="Example: python -m bench.fuzz ../shared/pages --minutes 10 --seed 1",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="holds manifest.jsonl and the pages")
    parser.add_argument("--minutes", type=float, default=10.0, metavar="N", help="how long (10)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="what all chance comes from (1)")
    parser.add_argument("--case", type=int, metavar="N", help="do case N of the seed alone, once more")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write each page that went wrong there")
    parser.add_argument("--json", action="store_true", help="print one JSON object for programs")
    parser.add_argument(
        "--shuffle", action="store_true", help="see instead whether names, folders and order change an answer"
    )
    return parser


def _fuzz_lines(asked: argparse.Namespace, page_readers: Mapping[str, ReadBytes]) -> Sequence[str]:
    numbers = [asked.case] if asked.case is not None else _until(asked.minutes)
    pages = load_pages(asked.folder)
    tally = fuzz(numbers, seed=asked.seed, pages=pages, page_readers=page_readers, see=_seer(asked))
    if asked.json:
        return [json.dumps(as_json(tally, seed=asked.seed), ensure_ascii=False)]
    return list(table_lines(tally, seed=asked.seed))


def _shuffle_lines(asked: argparse.Namespace) -> Sequence[str]:
    found = agreement(asked.folder, seed=asked.seed)
    if asked.json:
        return [json.dumps(found.as_json(), ensure_ascii=False)]
    return list(found.lines())


def _until(minutes: float) -> Iterator[int]:
    """Yield the numbers of cases from 0 on until so many *minutes* have passed."""
    end = monotonic() + minutes * 60
    numbers: Iterable[int] = count()
    for number in numbers:
        if monotonic() >= end:
            return
        yield number


def _seer(asked: argparse.Namespace) -> Callable[[Fault], None]:
    def see(fault: Fault) -> None:
        if asked.keep:
            asked.keep.mkdir(parents=True, exist_ok=True)
            (asked.keep / f"{asked.seed}-{fault.case.number}.html").write_bytes(fault.case.body)

    return see


if __name__ == "__main__":
    sys.exit(main())
