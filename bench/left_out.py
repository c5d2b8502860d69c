"""One site left out: its lists read with weights that were fitted on the other sites' pages alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.ablation import Ablation, ablation_json, ablation_lines, ablations
from bench.fit import Fitted, Weights, fit, weigh_by
from bench.noise import ALL, PLAIN, Noise
from bench.peers import Tool, ours
from bench.places import LISTS, choices
from bench.runs import Run, measure
from bench.saved import SavedPage
from bench.score import Answer, Mark, group_of

SET, EQUAL, FITTED = "hand-set", "equal", "fitted"


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Everything there is to print."""

    #: What was fitted without each site.
    fits: Mapping[str, Fitted]
    #: The lists with each noise, read with the hand-set weights and with those fitted without their own site.
    runs: Sequence[Run]
    ablations: Sequence[Ablation]


def leave_out(
    pages: Sequence[SavedPage], *, noises: Mapping[str, Noise], say: Callable[[str], None]
) -> LeftOut:
    """Return what comes of each site's lists among *pages* where it is left out; *say* gets progress."""
    lists = [page for page in pages if group_of(page) in LISTS]
    say(f"{len(lists)} lists: what may be the column's own, with {len(noises)} noises")
    found = list(choices(lists, noises))
    fits = {}
    for site in dict.fromkeys(page.site for page in lists):
        say(f"fitting without {site}")
        fits[site] = fit([choice for choice in found if choice.page.site != site])
    tools: Mapping[str, Tool] = {
        SET: ours,
        EQUAL: _reader({site: each.equal for site, each in fits.items()}),
        FITTED: _reader({site: each.fitted for site, each in fits.items()}),
    }
    runs = measure(lists, noises=noises, tools=tools, say=say)
    return LeftOut(fits=fits, runs=runs, ablations=ablations(found))


def left_out_lines(told: LeftOut) -> Iterator[str]:
    """Yield the report as people read it: by noise, by site plain and with all noise, and by signal."""
    yield from _table("all lists", {run.noise: _of_noise(told, run.noise) for run in told.runs})
    for noise in (PLAIN, ALL):
        runs = _of_noise(told, noise)
        if runs:
            yield from _table(f"lists, {noise}", {site: [run.on(site) for run in runs] for site in told.fits})
    yield "fitted without a site: right of the others' lists, and the signals it moved"
    yield from (_fit_line(site, each) for site, each in told.fits.items())
    yield ""
    yield from ablation_lines(told.ablations)
    for run in told.runs:
        yield from (_missed_line(run, page, answer) for page, answer in run.missed())


def left_out_json(told: LeftOut) -> Mapping[str, object]:
    """Return the report as one JSON object."""
    return {
        "fits": {site: _fit_json(each) for site, each in told.fits.items()},
        "runs": [_run_json(run, told.fits) for run in told.runs],
        "ablations": ablation_json(told.ablations),
    }


def _reader(weights: Mapping[str, Weights]) -> Tool:
    """Return our reader, each page read with the weights that stand under its site."""
    weighs = {site: weigh_by(each) for site, each in weights.items()}

    def read(body: bytes, page: SavedPage) -> Answer:
        return ours(body, page, weigh=weighs[page.site])

    return read


def _of_noise(told: LeftOut, noise: str) -> Sequence[Run]:
    return [run for run in told.runs if run.noise == noise]


def _table(name: str, rows: Mapping[str, Sequence[Run]]) -> Iterator[str]:
    yield f"{SET:^20} {EQUAL:^20} {FITTED:^20}"
    yield " ".join(["  right wrong  none "] * 3) + f"   {name}"
    for label, runs in rows.items():
        yield " ".join(_cell(run) for run in runs) + f"   {label}"
    yield ""


def _cell(run: Run) -> str:
    counts = run.count(LISTS)
    return "".join(f"{counts[mark]:6}" for mark in Mark) + "  "


def _fit_line(site: str, fitted: Fitted) -> str:
    moved = "; ".join(f"{name} x{by:.2f}" for name, by in fitted.moved().items())
    equal, best, of = fitted.equal_right, fitted.fitted_right, fitted.of
    return f"equal {equal:5}, fitted {best:5} of {of:5}   {site}: {moved or 'none'}"


def _fit_json(fitted: Fitted) -> Mapping[str, object]:
    counts = {"equal_right": fitted.equal_right, "fitted_right": fitted.fitted_right, "of": fitted.of}
    return {**counts, "moved": {name: round(by, 3) for name, by in fitted.moved().items()}}


def _run_json(run: Run, sites: Mapping[str, Fitted]) -> Mapping[str, object]:
    by_site = {site: run.on(site).count(LISTS) for site in sites}
    return {"noise": run.noise, "weights": run.tool, "counts": run.count(LISTS), "by_site": by_site}


def _missed_line(run: Run, page: SavedPage, answer: Answer) -> str:
    said, shows = answer.newest_on or "no date", page.expected_on or "none"
    return f"{run.noise:16}{run.tool:10}{page.file}: said {said} ({answer.outcome}), shows {shows}"
