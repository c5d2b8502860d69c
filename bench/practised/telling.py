"""From passes and the truth to scores: one for each rule."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from bench.practised.running import MORNING, Pass
from bench.practised.score import Chance, Score, Told, score
from bench.practised.truths import Key, Year
from monitors.memory import Keys
from practice.county import Account, County
from practice.limits import NOTICE, limit_of
from practice.yanlian import SHANGHAI
from records.verdict import Verdict


def scores(passes: Iterable[Pass], year: Year, keys: Keys) -> Mapping[str, Score]:
    """Return a score for each rule, by ``rulebook rule``, of everything that *passes* told."""
    lines: defaultdict[Key, list[Told]] = defaultdict(list)
    for done in passes:
        for verdict in done.verdicts:
            key = verdict.target, verdict.rulebook
            lines[key].append(_told(verdict, done, year))
    found: defaultdict[str, Score] = defaultdict(Score)
    apart = keys.alone_after if keys.second else None
    looks = _looks(keys.alone_after)
    for key, told in lines.items():
        name = f"{key[0]} {key[1]}"
        worth = score(name, told, tuple(year.lapses(key, looks=looks)), apart=apart)
        found[_rule(year.county, key)].add(worth)
    return dict(sorted(found.items()))


def _told(verdict: Verdict, done: Pass, year: Year) -> Told:
    steps = year.steps[verdict.target, verdict.rulebook]
    true = steps.at(done.at)
    seen_at = verdict.seen_at - done.ahead if verdict.seen_at else done.at
    return Told(
        at=done.at,
        state=verdict.state.value,
        certainty=verdict.certainty.value if verdict.certainty else "",
        true=true.known.value,
        true_when_seen=steps.at(seen_at).known.value,
        tellable=true.state.value != "UNKNOWN",
        faulted=year.faulted(verdict.target, done.at),
        whole=done.whole,
    )


def _looks(apart: timedelta) -> Callable[[date], Sequence[Chance]]:
    """Return the looks of a day that an honest monitor has: the pass, and a second look after *apart*."""

    def of_day(day: date) -> Sequence[Chance]:
        morning = datetime.combine(day, MORNING, tzinfo=SHANGHAI)
        return Chance(at=morning), Chance(at=morning + apart, whole=False)

    return of_day


def _rule(county: County, key: Key) -> str:
    """Return what the rule about the target is called here: its rulebook, and its limit or ``blank``."""
    place = county.place(key[0].partition("@")[0])
    book = "notice" if key[1] == NOTICE else "national"
    limit = limit_of(place, key[1])
    if limit is None:
        return f"{book} blank"
    length = f"{limit.months} months" if limit.months else f"{limit.days} days"
    return f"{book} {'accounts' if isinstance(place, Account) else 'columns'} {length}"


def total(found: Mapping[str, Score]) -> Score:
    """Return the scores of all rules added up."""
    everything = Score()
    for each in found.values():
        everything.add(each)
    return everything


def examples(found: Score, most: int) -> Iterator[str]:
    """Yield a few lines of each kind of failure, for people."""
    for title, lines in (
        ("false accusation", found.false_accusations),
        ("missed lapse", found.missed),
        ("no warning", found.unwarned),
        ("unknown without a fault", found.unknown_undisturbed),
    ):
        yield from (f"{title}: {line}" for line in lines[:most])
        if len(lines) > most:
            yield f"{title}: and {len(lines) - most} more"
