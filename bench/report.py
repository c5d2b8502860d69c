"""The figures of the benchmark, for people and for machines."""

import resource
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.row import Pass
from bench.saved import SavedPage
from bench.score import Answer, Group, Mark, Scored, tally, wrong_dates

_SIDES = ("row", "script")
_KIBIBYTES_A_MEGABYTE = 1e6 / 1024


@dataclass(frozen=True, kw_only=True)
class Memory:
    """The most memory that was held at once, in MB."""

    own: float
    #: The largest of the crawler's processes; a child starts with the size of its parent.
    crawler: float


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything there is to print."""

    pages: Sequence[Scored]
    passes: Sequence[Pass]
    memory: Memory

    def marks(self, side: str) -> list[tuple[SavedPage, Mark | None]]:
        """Return each page with what the answer of *side*, ``row`` or ``script``, is worth."""
        return [(each.page, each.row_mark if side == "row" else each.script_mark) for each in self.pages]

    @property
    def seconds(self) -> float:
        """The time of all passes."""
        return sum(each.seconds for each in self.passes)

    @property
    def largest(self) -> Pass:
        """The pass with the most pages."""
        return max(self.passes, key=lambda each: len(each.answers))


def peak_memory() -> Memory:
    """Return the most memory that this process and its largest child have held so far."""
    own, children = (
        resource.getrusage(who).ru_maxrss / _KIBIBYTES_A_MEGABYTE
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return Memory(own=own, crawler=children)


def table_lines(figures: Figures) -> Iterator[str]:
    """Yield the report as people read it: speed, counts, and the names of what went wrong."""
    yield from _speed_lines(figures)
    yield ""
    yield f"{'':34}{'the row':>18}   {'the ten-line script':>21}"
    yield f"{'':34}{'right wrong  none':>18}   {'right wrong  none':>21}     of"
    counts = {side: tally(figures.marks(side)) for side in _SIDES}
    for group in Group:
        cells = [[counts[side][group, mark] for mark in Mark] for side in _SIDES]
        row, script = ("".join(f"{count:6}" for count in cell) for cell in cells)
        yield f"{group:34}{row:>18}   {script:>21} {sum(cells[0]):6}"
    wrong = {side: wrong_dates(figures.marks(side)) for side in _SIDES}
    yield f"dateless lists told wrongly: row {wrong['row']}, script {wrong['script']}"
    yield from _missed_lines(figures)


def as_json(figures: Figures) -> Mapping[str, object]:
    """Return the report as one JSON object; ``missed`` has every page that either side did not get right."""
    return {
        "pages": len(figures.pages),
        "passes": len(figures.passes),
        "seconds": round(figures.seconds, 2),
        "pages_per_second": round(len(figures.pages) / figures.seconds, 1),
        "largest_pass": {"pages": len(figures.largest.answers), "seconds": round(figures.largest.seconds, 2)},
        "verdicts": sum(each.verdicts for each in figures.passes),
        "samples": sum(each.samples for each in figures.passes),
        "peak_mb": {"own": round(figures.memory.own), "crawler": round(figures.memory.crawler)},
        "counts": {side: _counts(figures, side) for side in _SIDES},
        "wrong_dates": {side: wrong_dates(figures.marks(side)) for side in _SIDES},
        "missed": [_missed(each) for each in figures.pages if _is_missed(each)],
    }


def _speed_lines(figures: Figures) -> Iterator[str]:
    count, largest = len(figures.pages), figures.largest
    whole, there = count / figures.seconds, len(largest.answers)
    yield (
        f"{count} pages in {len(figures.passes)} passes: {figures.seconds:.1f} s, {whole:.1f} pages/s; "
        f"the largest pass: {there} pages, {there / largest.seconds:.1f} pages/s"
    )
    verdicts, samples = (
        sum(getattr(each, name) for each in figures.passes) for name in ("verdicts", "samples")
    )
    yield f"kept and told: {verdicts} verdicts, {samples} metric samples, {len(figures.passes)} digests"
    yield f"peak memory: {figures.memory.own:.0f} MB here, {figures.memory.crawler:.0f} MB in the crawler"


def _missed_lines(figures: Figures) -> Iterator[str]:
    for side in _SIDES:
        for page, found in figures.marks(side):
            if found is Mark.WRONG or (found is Mark.NONE and side == "row"):
                yield f"{side:7}{found:7}{page.file}"


def _counts(figures: Figures, side: str) -> Mapping[str, Mapping[str, int]]:
    counts = tally(figures.marks(side))
    return {group.name.lower(): {mark: counts[group, mark] for mark in Mark} for group in Group}


def _is_missed(scored: Scored) -> bool:
    marks = {scored.row_mark, scored.script_mark}
    return bool(marks & {Mark.WRONG, Mark.NONE})


def _missed(scored: Scored) -> Mapping[str, object]:
    page = scored.page
    return {
        "file": page.file,
        "group": scored.group and scored.group.name.lower(),
        "expected_on": page.expected_on and page.expected_on.isoformat(),
        "row": {"mark": scored.row_mark, **_said(scored.row)},
        "script": {"mark": scored.script_mark, **_said(scored.script)},
    }


def _said(answer: Answer) -> Mapping[str, object]:
    newest_on = answer.newest_on and answer.newest_on.isoformat()
    return {"newest_on": newest_on, "outcome": answer.outcome, "note": answer.note}
