"""The figures of a practised year, for people and for machines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from typing import Any

from bench.practised.running import Spent
from bench.practised.score import Score
from bench.practised.telling import examples, total

#: At most so many lines of each kind of failure are printed; the JSON has all.
EXAMPLES = 12
_HEADS = (
    "rule",
    "false",
    "lapses",
    "told",
    "no chance",
    "missed",
    "h median",
    "h p95",
    "to warn",
    "unwarned",
    "h median",
    "unknown %",
    "undisturbed %",
)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything there is to print of one year."""

    seed: int
    days: int
    second_key: bool
    columns: int
    accounts: int
    faults: int
    seconds: float
    spent: Spent
    rules: Mapping[str, Score]


def table_lines(figures: Figures) -> Iterator[str]:
    """Yield the table, a line a rule, then what was true and told, what it cost, and failures to look at."""
    everything = total(figures.rules)
    yield (
        f"seed {figures.seed}, {figures.days} days, {figures.columns} columns, {figures.accounts} accounts, "
        f"{figures.faults} faults, {'two keys' if figures.second_key else 'ONE KEY ALONE'}"
    )
    yield " | ".join(_HEADS)
    for name, found in (*figures.rules.items(), ("all", everything)):
        yield " | ".join(_cells(name, found))
    yield "true -> told, verdicts of whole passes"
    for (true, told), count in sorted(everything.confusion.items()):
        yield f"  {true} -> {told}: {count}"
    yield f"verdicts on what no look at the page could tell, in no share above: {everything.untellable}"
    spent = figures.spent
    yield (f"accusations that stood although mended since the last look: {everything.mended_since} moments")
    yield (
        f"{spent.looks} looks, {spent.answers} answers, {spent.bytes / 1e6:.0f} MB, "
        f"{spent.kills} kills, {figures.seconds:.0f} s"
    )
    yield from examples(everything, EXAMPLES)


def as_json(figures: Figures) -> Mapping[str, Any]:
    """Return the same for programs, every failure included."""
    plain = {name: value for name, value in vars(figures).items() if name not in {"rules", "spent"}}
    rules = {name: _row(found) for name, found in figures.rules.items()}
    everything = _row(total(figures.rules))
    return {**plain, "spent": asdict(figures.spent), "rules": rules, "all": everything}


def _row(found: Score) -> Mapping[str, Any]:
    confusion = {f"{true} -> {told}": count for (true, told), count in sorted(found.confusion.items())}
    return {
        **vars(found),
        "confusion": confusion,
        "hours_to_verdict": _spread(found.hours_to_verdict),
        "hours_to_warning": _spread(found.hours_to_warning),
    }


def _cells(name: str, found: Score) -> Sequence[str]:
    verdict, warning = _spread(found.hours_to_verdict), _spread(found.hours_to_warning)
    return (
        name,
        str(len(found.false_accusations)),
        str(found.lapses),
        str(found.told),
        str(found.without_chance),
        str(len(found.missed)),
        _number(verdict["median"]),
        _number(verdict["p95"]),
        str(found.foreseeable),
        str(len(found.unwarned)),
        _number(warning["median"]),
        _share(found.unknown, found.verdicts),
        _share(len(found.unknown_undisturbed), found.undisturbed),
    )


def _spread(hours: Sequence[float]) -> Mapping[str, float | None]:
    """Return the median and the 95th percentile of *hours*, None where there are none."""
    if not hours:
        return {"median": None, "p95": None}
    p95 = quantiles(hours, n=20, method="inclusive")[-1] if len(hours) > 1 else hours[0]
    return {"median": median(hours), "p95": p95}


def _number(hours: float | None) -> str:
    return "-" if hours is None else f"{hours:.1f}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "-"
