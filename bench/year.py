"""``python -m bench.year --seed N``: a year of a county whose truth is known, looked at every day.

The county, what its units do wrong and what goes wrong on the way are drawn from the
seed. Every look goes over loopback through the real spiders and readers; the clock
alone is ours. Ends with 0 when nobody was accused falsely and no lapse was missed
that could be seen, with 1 when that is not so.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from bench.practised.report import Figures, as_json, table_lines
from bench.practised.running import Spent, Spoil, live
from bench.practised.telling import scores, total
from bench.practised.truths import Year
from monitors.memory import Keys
from practice.bad_year import bad_year
from practice.county import County
from practice.drawn import FIRST, drawn_county, smaller
from practice.history import History
from records.errors import InputError, XunchaError


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of the year that *arguments* ask for; the figures go to standard output."""
    asked = _parser().parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="xuncha-year-", dir=asked.home) as home:
            figures = practise(
                asked.seed,
                days=asked.days,
                second_key=not asked.without_second_key,
                home=Path(home),
                county=_chosen(drawn_county(asked.seed), asked.site),
            )
    except XunchaError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print("\n".join(table_lines(figures)))
    if asked.json:
        asked.json.write_text(json.dumps(as_json(figures), ensure_ascii=False, indent=1), encoding="utf-8")
    everything = total(figures.rules)
    return 1 if everything.false_accusations or everything.missed else 0


def practise(
    seed: int,
    *,
    days: int,
    second_key: bool,
    home: Path,
    county: County,
    spoil: Spoil = lambda verdicts: verdicts,
) -> Figures:
    """Return the figures of the first *days* of the year of that *seed*; everything is kept under *home*.

    *county* is the one drawn from the seed, or a part of it. *spoil* changes what was
    judged before it is scored: for trying the score itself.
    """
    began = perf_counter()
    bad = bad_year(county, seed)
    last = FIRST + timedelta(days=days - 1)
    year = Year(History(county), bad, first=FIRST, last=last)
    keys, spent = Keys(second=second_key), Spent()
    passes = live(
        county, bad, home=home, first=FIRST, last=last, keys=keys, spent=spent, spoil=spoil, say=_say
    )
    rules = scores(passes, year, keys)
    return Figures(
        seed=seed,
        days=days,
        second_key=second_key,
        columns=len(county.columns),
        accounts=len(county.accounts),
        faults=sum(fault.from_at.date() <= last for fault in bad.faults),
        seconds=perf_counter() - began,
        spent=spent,
        rules=rules,
    )


def _chosen(county: County, sites: Sequence[str] | None) -> County:
    """Return *county*, or what it has on *sites*; raises InputError for a site nobody knows."""
    known = [site.key for site in county.sites if not site.platform]
    unknown = sorted(set(sites or ()) - set(known))
    if unknown:
        raise InputError(f"--site: {', '.join(unknown)} is not there; take one of {', '.join(known)}")
    return smaller(county, *sites) if sites else county


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.year",
        description="Practise a year on a county whose truth is known.",
        epilog="Example: python -m bench.year --seed 1 --days 60 --home /dev/shm --json year.json",
    )
    parser.add_argument("--seed", type=int, required=True, help="what county and which faults")
    parser.add_argument("--days", type=int, default=365, metavar="N", help="only the first N days")
    parser.add_argument("--site", action="append", metavar="KEY", help="only this site's columns; repeat")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--home", type=Path, metavar="FOLDER", help="where to keep the database meanwhile")
    parser.add_argument(
        "--without-second-key", action="store_true", help="let one look confirm, to see what the second buys"
    )
    return parser


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
