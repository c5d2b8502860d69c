"""The table of runs, for people and for machines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.aims import aim_lines, missed_aims
from bench.by_site import site_lines
from bench.cost import Cost
from bench.noise import ALL, PLAIN
from bench.peers import NEWEST, OURS, SIBLINGS
from bench.runs import Run
from bench.saved import SavedPage
from bench.score import DATELESS, Answer, Group, Mark, mark

#: The noise counts only if it brings these tools down: the most of the dated lists they may get right.
MOST_RIGHT: Mapping[str, float] = {NEWEST: 0.05, SIBLINGS: 0.85, "htmldate": 0.55}

_DATED = (Group.DATED, Group.ARTICLES)
_HEAD = f"{'':16}{'lists with a date':^27} {'lists without':^18} {'articles':^27}"
_CELLS = (
    f"{'right wrong  none  sites':>27} {'right wrong  none':>18} {'right wrong  none  sites':>27} {'ms':>7}"
)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything there is to print."""

    runs: Sequence[Run]
    cost: Cost
    #: The tools that are not installed.
    left_out: Sequence[str]


def table_lines(figures: Figures) -> Iterator[str]:
    """Yield the report as people read it: a block a noise, the sites, the aims, the cost, and our misses."""
    for noise in dict.fromkeys(run.noise for run in figures.runs):
        yield _HEAD
        yield f"{noise:16}{_CELLS}"
        yield from (_line(run) for run in figures.runs if run.noise == noise)
        yield ""
    for noise in (PLAIN, ALL):
        yield from site_lines([run for run in figures.runs if run.noise == noise])
    yield from aim_lines([run for run in figures.runs if run.tool == OURS])
    yield from _count_lines(figures.runs)
    for name in figures.left_out:
        yield f"{name} is not installed and left out: pip install --require-hashes -r bench/requirements.lock"
    yield (
        f"{OURS} over the bare parse of the same page: {figures.cost.median:.1f} times at the median, "
        f"{figures.cost.p99:.1f} at p99, {len(figures.cost.ratios)} pages"
    )
    for run in figures.runs:
        if run.tool == OURS:
            yield from (_missed_line(run, page, answer) for page, answer in run.missed())


def as_json(figures: Figures) -> Mapping[str, object]:
    """Return the report as one JSON object."""
    return {
        "runs": [_run_json(run) for run in figures.runs],
        "noise_counts": {name: met for name, _, met in fallen(figures.runs)},
        "left_out": list(figures.left_out),
        "cost": {"median": round(figures.cost.median, 2), "p99": round(figures.cost.p99, 2)},
    }


def fallen(runs: Sequence[Run]) -> Iterator[tuple[str, float, bool]]:
    """Yield each tool that the noise must bring down, what it still gets right, and whether it is down."""
    for run in runs:
        if run.noise == ALL and run.tool in MOST_RIGHT:
            right = run.right(Group.DATED)
            yield run.tool, right, right <= MOST_RIGHT[run.tool]


def _line(run: Run) -> str:
    lists, articles = (f"{_counts(run, [group])}{run.macro(group):7.1%}" for group in _DATED)
    return f"{run.tool:16}{lists:>27} {_counts(run, DATELESS):>18} {articles:>27} {run.milliseconds:7.1f}"


def _counts(run: Run, groups: Sequence[Group]) -> str:
    counts = run.count(groups)
    return "".join(f"{counts[each]:6}" for each in Mark)


def _count_lines(runs: Sequence[Run]) -> Iterator[str]:
    for name, right, met in fallen(runs):
        says = "the noise counts" if met else "the noise is TOO WEAK"
        yield f"all noise: {name} gets {right:.1%} of the dated lists, at most {MOST_RIGHT[name]:.0%}: {says}"


def _missed_line(run: Run, page: SavedPage, answer: Answer) -> str:
    said = f"said {answer.newest_on or 'no date'} ({answer.outcome}), shows {page.expected_on or 'none'}"
    return f"{run.noise:16}{mark(page, answer):6} {page.file}: {said} {answer.note}".rstrip()


def _run_json(run: Run) -> Mapping[str, object]:
    return {
        "noise": run.noise,
        "tool": run.tool,
        "counts": {group.name.lower(): run.count([group]) for group in Group},
        "by_site": {group.name.lower(): run.by_site(group) for group in _DATED},
        "macro": {group.name.lower(): round(run.macro(group), 4) for group in _DATED},
        "dateless_wrong": run.count(DATELESS)[Mark.WRONG],
        "milliseconds": round(run.milliseconds, 2),
        "missed_aims": list(missed_aims(run)) if run.tool == OURS else [],
        "missed": [_missed_json(page, answer) for page, answer in run.missed()],
    }


def _missed_json(page: SavedPage, answer: Answer) -> Mapping[str, object]:
    return {
        "file": page.file,
        "mark": mark(page, answer),
        "said": answer.newest_on and answer.newest_on.isoformat(),
        "outcome": answer.outcome,
        "shows": page.expected_on and page.expected_on.isoformat(),
        "note": answer.note,
    }
