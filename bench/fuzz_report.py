"""The fuzzer's figures, for people and for machines."""

from collections.abc import Iterator, Mapping, Sequence

from bench.fuzzing import FACETS, Fault, Tally
from bench.score import Mark
from bench.trial import LONGEST

#: What the grammar's lists must come to, and how many faults of a kind the table shows.
LEAST_RIGHT = 0.98
_SHOWN = 20


def table_lines(tally: Tally, *, seed: int) -> Iterator[str]:
    """Yield the report as people read it."""
    counted = ", ".join(f"{number} {kind}" for kind, number in tally.cases.items())
    cases, readings = sum(tally.cases.values()), sum(tally.readings.values())
    yield f"seed {seed}: {cases} cases ({counted}), {readings} readings"
    yield f"raised: {len(tally.raised)}"
    yield f"over {LONGEST:.0f} s, best of three: {len(tally.slow)}"
    yield f"slowest: {tally.slowest[0] * 1000:.0f} ms, {tally.slowest[1]}"
    met = "met" if tally.right >= LEAST_RIGHT else "NOT met"
    counts = tally.count()
    told = " / ".join(f"{counts[each]}" for each in Mark)
    yield f"grown lists, right / wrong / none: {told}, {tally.right:.2%} right; {LEAST_RIGHT:.0%} is {met}"
    yield f"the newest's title and the number of rows right as well: {tally.whole} of {counts[Mark.RIGHT]}"
    for facet in FACETS:
        yield ""
        yield f"{facet:42}{'right wrong  none':>18}"
        yield from (
            f"  {choice:40}{_counts(tally.count(facet, choice))}" for choice in _choices(tally, facet)
        )
    for heading, faults in (("raised", tally.raised), ("slow", tally.slow), ("missed", tally.missed)):
        yield from _fault_lines(heading, faults)


def as_json(tally: Tally, *, seed: int) -> Mapping[str, object]:
    """Return the report as one JSON object."""
    faults = {"raised": tally.raised, "slow": tally.slow, "missed": tally.missed}
    by_facet = {
        facet: {choice: tally.count(facet, choice) for choice in _choices(tally, facet)} for facet in FACETS
    }
    return {
        "seed": seed,
        "cases": tally.cases,
        "readings": tally.readings,
        "slowest_ms": round(tally.slowest[0] * 1000, 1),
        "slowest": tally.slowest[1],
        "grown": {**_told(tally.count()), "share": round(tally.right, 4), "whole": tally.whole},
        "grown_by": by_facet,
        **{heading: [_fault_json(fault) for fault in some] for heading, some in faults.items()},
    }


def _told(counts: Mapping[Mark, int]) -> dict[str, object]:
    return {mark.value: number for mark, number in counts.items()}


def _choices(tally: Tally, facet: str) -> Sequence[str]:
    """Return the choices of *facet* that came up, the one most often right last."""
    choices = {choice for name, choice, _ in tally.marks if name == facet}
    return sorted(choices, key=lambda choice: (_share(tally.count(facet, choice)), choice))


def _share(counts: Mapping[Mark, int]) -> float:
    return counts[Mark.RIGHT] / max(1, sum(counts.values()))


def _counts(counts: Mapping[Mark, int]) -> str:
    return "".join(f"{counts[each]:6}" for each in Mark)


def _fault_lines(heading: str, faults: Sequence[Fault]) -> Iterator[str]:
    for fault in faults[:_SHOWN]:
        yield f"{heading}: case {fault.case.number}, {fault.reader}: {fault.what} | {fault.case.made}"
    if len(faults) > _SHOWN:
        yield f"{heading}: and {len(faults) - _SHOWN} more; --json has them all"


def _fault_json(fault: Fault) -> Mapping[str, object]:
    return {
        "case": fault.case.number,
        "kind": fault.case.kind,
        "reader": fault.reader,
        "what": fault.what,
        "made": fault.case.made,
    }
