"""``python -m bench.quarter --seed N``: the reminders of a quarter with two holidays, held against the truth.

The first ninety days of the year that bench.year draws: the New Year's days off and the Spring
Festival. Each morning has its rounds of notices; the mails go to a real server on loopback,
which is away for one day, and the sender is killed ten times on the way. Ends with 0 when no
mail came on a day off, after its item was mended, of an unknown or falsely, none was lost, and
none came under a second Message-ID; with 1 otherwise.
"""

import argparse
import json
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from bench.practised.notice_score import NoticeScore, score
from bench.practised.noticing import Post, unsent
from bench.practised.running import Spent, live
from bench.practised.truths import Year, midnight
from monitors.memory import Keys
from pipeline.settings import Settings
from practice.bad_year import bad_year
from practice.county import County
from practice.drawn import FIRST, drawn_county, smaller
from practice.history import History
from practice.mailbox import mailbox
from records.errors import XunchaError

#: The quarter; the day on which no mail server answers; how often the sender is killed.
DAYS, DOWN, KILLS = 90, date(2026, 1, 20), 10
_EXAMPLES = 12


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """Everything there is to print."""

    score: NoticeScore
    post: Post
    unsent: dict[str, str]
    columns: int
    accounts: int
    seconds: float

    @property
    def failed(self) -> bool:
        """Whether anything happened that must not."""
        return self.score.wrong or bool(self.unsent)


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of the quarter that *arguments* ask for; the figures go to standard output."""
    asked = _parser().parse_args(arguments)
    county = drawn_county(asked.seed)
    try:
        with tempfile.TemporaryDirectory(prefix="xuncha-quarter-", dir=asked.home) as home:
            chosen = smaller(county, *asked.site) if asked.site else county
            found = practise(asked.seed, days=asked.days, home=Path(home), county=chosen)
    except XunchaError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print("\n".join(_lines(found)))
    if asked.json:
        asked.json.write_text(json.dumps(as_json(found), ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if found.failed else 0


def practise(
    seed: int,
    *,
    days: int,
    home: Path,
    county: County,
    first: date = FIRST,
    down: date = DOWN,
    kills: int = KILLS,
) -> Quarter:
    """Return what the notices of *days* days from *first* came to; everything is kept under *home*."""
    began = perf_counter()
    bad, last = bad_year(county, seed), first + timedelta(days=days - 1)
    with mailbox() as box:
        post = Post(box=box, down=frozenset({down}), kills_wanted=kills)
        passes = live(
            county,
            bad,
            home=home,
            first=first,
            last=last,
            keys=Keys(),
            spent=Spent(),
            say=lambda line: print(line, file=sys.stderr, flush=True),
            duties=post.duties(),
        )
        deque(passes, maxlen=0)
    end = midnight(last + timedelta(days=1))
    return Quarter(
        score=score(post.arrived, Year(History(county), bad, first=first, last=last)),
        post=post,
        unsent=unsent(Settings(home=home), until=end),
        columns=len(county.columns),
        accounts=len(county.accounts),
        seconds=perf_counter() - began,
    )


def as_json(found: Quarter) -> dict[str, object]:
    """Return the figures for machines."""
    told, post = found.score, found.post
    return {
        "mails": told.mails,
        "items": {kind.value: count for kind, count in told.items.items()},
        "repeated": told.repeated,
        "on_a_day_off": told.on_a_day_off,
        "after_mending": told.after_mending,
        "false": told.false,
        "for_an_unknown": told.for_an_unknown,
        "twice": told.twice,
        "unsent": found.unsent,
        "lapses": told.lapses,
        "reminded": told.reminded,
        "unreminded": told.unreminded,
        "kills": post.kills,
        "rounds": post.rounds,
        "held_back": post.held_back,
        "withdrawn": post.withdrawn,
        "put_off": post.put_off,
        "seconds": found.seconds,
    }


def _lines(found: Quarter) -> Iterator[str]:
    told, post = found.score, found.post
    yield f"{found.columns} columns, {found.accounts} accounts; {post.rounds} rounds, {found.seconds:.0f} s"
    kinds = ", ".join(f"{kind} {count}" for kind, count in told.items.items())
    yield f"{told.mails} mails came, {told.repeated} once more under the same Message-ID; items: {kinds}"
    yield f"the sender was killed {post.kills} times; {post.put_off} tries were put off"
    yield f"{post.withdrawn} notices taken back, {post.held_back} times an item was held back"
    yield f"lapses with a reminder before them: {told.reminded} of {told.lapses}"
    for name, wrong in _wrong(found).items():
        yield f"{name}: {len(wrong)}"
        yield from (f"  {line}" for line in wrong[:_EXAMPLES])
    yield "without a reminder (what no look on a morning before it could foresee, among them):"
    yield from (f"  {line}" for line in told.unreminded[:_EXAMPLES])


def _wrong(found: Quarter) -> dict[str, Sequence[str]]:
    told = found.score
    return {
        "on a day off or outside the morning": told.on_a_day_off,
        "after mending": told.after_mending,
        "false": told.false,
        "for an unknown": told.for_an_unknown,
        "under a second Message-ID": told.twice,
        "lost": [f"{key}: {fate}" for key, fate in found.unsent.items()],
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.quarter",
        description="Practise the reminders of a quarter on a county whose truth is known.",
        epilog="Example: python -m bench.quarter --seed 1 --home /dev/shm --json quarter.json",
    )
    parser.add_argument("--seed", type=int, required=True, help="what county and which faults")
    parser.add_argument("--days", type=int, default=DAYS, metavar="N", help="only the first N days")
    parser.add_argument("--site", action="append", metavar="KEY", help="only this site's columns; repeat")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--home", type=Path, metavar="FOLDER", help="where to keep the database meanwhile")
    return parser


if __name__ == "__main__":
    sys.exit(main())
