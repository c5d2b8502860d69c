"""The whole row over the saved pages: a pass for each day they are looked at on, and its digest."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

from bench.office import write_inventory
from bench.saved import SavedPage
from bench.score import Answer
from bench.serving import Place, serving
from pipeline.clock import clock_at
from pipeline.look import Looker
from pipeline.run import run_once
from pipeline.settings import Settings
from pipeline.tell import BOARD, METRICS
from pipeline.telling.digest import digest_for
from pipeline.week import Week
from records.civil import parse_moment
from records.errors import OutsideError
from records.observation import Observation
from records.snapshot import Snapshot
from records.store import Store

#: Seconds one pass may take.
LONGEST_PASS = 900.0
#: Seconds until an unanswered request is given up; on loopback none should be.
TIMEOUT = 20.0


@dataclass(frozen=True, kw_only=True)
class Pass:
    """What one pass came to, as it is kept and told."""

    on: date
    #: Seconds from reading the inventory to the digest.
    seconds: float
    #: What the store says of each page, by file.
    answers: Mapping[str, Answer]
    verdicts: int
    #: Samples in the metrics file, and characters of the board and of the digest.
    samples: int
    board: int
    digest: int


def run_row(
    pages: Sequence[SavedPage],
    *,
    home: Path,
    say: Callable[[str], None],
    longest: float = LONGEST_PASS,
) -> Sequence[Pass]:
    """Return a pass for each day that *pages* are looked at on, oldest first, all in one database.

    Everything is kept under *home*; *say* gets a line after each pass. Raises
    OutsideError where a pass breaks off or takes longer than *longest* seconds.
    """
    settings = Settings(
        home=home, inventory=home / "inventory", delay=0.0, timeout=TIMEOUT, log_level="ERROR"
    )
    by_day: defaultdict[date, list[SavedPage]] = defaultdict(list)
    for page in pages:
        by_day[page.now].append(page)
    passes = []
    for day, seen in sorted(by_day.items()):
        done = _pass(settings, day, seen, longest=longest)
        say(f"{day}: {len(seen)} pages in {done.seconds:.1f} s")
        passes.append(done)
    return passes


def _pass(settings: Settings, day: date, pages: Sequence[SavedPage], *, longest: float) -> Pass:
    moment = parse_moment(day.isoformat())
    with serving(pages, now=moment) as places:
        write_inventory(settings.inventory, places)
        start = perf_counter()
        with _bounded(longest) as looker:
            run_once(settings, looker=looker, clock=clock_at(moment), frozen=True, progress=_unsaid)
        digest, _office = digest_for(settings, week=Week.of(day))
        seconds = perf_counter() - start
    snapshot = _kept(settings, moment)
    return Pass(
        on=day,
        seconds=seconds,
        answers=_answers(snapshot, places),
        verdicts=len(snapshot.verdicts),
        samples=_samples(settings.home / METRICS),
        board=len((settings.home / BOARD).read_text(encoding="utf-8")),
        digest=len(digest.html),
    )


def _kept(settings: Settings, moment: datetime) -> Snapshot:
    with Store.open(settings.database) as store:
        snapshot = store.latest_snapshot(until=moment)
    if snapshot is None or snapshot.at != moment:
        raise OutsideError(f"{settings.home}: the pass at {moment} was not kept; look at the log above")
    return snapshot


def _answers(snapshot: Snapshot, places: Sequence[Place]) -> Mapping[str, Answer]:
    return {place.page.file: _answer(snapshot.looks.get(place.key)) for place in places}


def _answer(look: Observation | None) -> Answer:
    if look is None:
        return Answer(newest_on=None, note="no look was kept")
    newest = look.newest
    return Answer(newest_on=newest.published_on if newest else None, outcome=look.outcome, note=look.note)


def _samples(metrics: Path) -> int:
    lines = metrics.read_text(encoding="utf-8").splitlines()
    return sum(not line.startswith("#") for line in lines)


@contextmanager
def _bounded(seconds: float) -> Iterator[Looker]:
    """Yield a looker that is stopped after so many *seconds*."""
    looker = Looker()
    timer = threading.Timer(seconds, looker.stop)
    timer.daemon = True
    timer.start()
    try:
        yield looker
    finally:
        timer.cancel()


def _unsaid(_target: str, _outcome: str) -> None:
    """Say nothing of a single look."""
