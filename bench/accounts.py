"""``python -m bench.accounts --seed N``: a year of accounts on platforms that block a third of all visits.

The county, what its accounts post and when they fall silent are drawn from the seed,
as for ``bench.year``. Of the visits of each day a third, drawn by chance, is blocked. Ends
with 0 when nobody was accused falsely and no silence that a source could prove was
missed, with 1 when that is not so.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from bench.practised.silence import Figures, as_json, table_lines
from bench.practised.visiting import practise
from practice.drawn import FIRST
from records.errors import XunchaError


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of the year that *arguments* ask for; the figures go to standard output."""
    asked = _parser().parse_args(arguments)
    last = FIRST + timedelta(days=asked.days - 1)
    try:
        with tempfile.TemporaryDirectory(prefix="xuncha-accounts-", dir=asked.home) as home:
            figures: Figures = practise(asked.seed, last=last, links=asked.links, home=Path(home), say=_say)
    except XunchaError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print("\n".join(table_lines(figures)))
    if asked.json:
        asked.json.write_text(json.dumps(as_json(figures), ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if figures.false_accusations or figures.missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.accounts",
        description="Practise a year of accounts whose truth is known, on platforms that block.",
        epilog="Example: python -m bench.accounts --seed 1 --links --home /dev/shm",
    )
    parser.add_argument("--seed", type=int, required=True, help="what county and which visits are blocked")
    parser.add_argument("--days", type=int, default=365, metavar="N", help="only the first N days")
    parser.add_argument(
        "--links", action="store_true", help="every Monday units paste the link of their newest article"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--home", type=Path, metavar="FOLDER", help="where to keep the database meanwhile")
    return parser


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
