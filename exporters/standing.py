"""How things stand, as a table on a terminal and as JSON lines for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from exporters.finding import Finding
from exporters.findings import findings
from exporters.markup import printable
from exporters.words import STATES, deadline_words, moment_words
from records.snapshot import Snapshot
from records.verdict import State

_STYLES = {
    State.OVERDUE: "bold red",
    State.BLANK: "bold red",
    State.GONE: "bold red",
    State.DUE_SOON: "yellow",
    State.UNKNOWN: "magenta",
    State.WAIVED: "dim",
    State.FRESH: "green",
}

#: The columns, each with the least width at which it can still be read, in cells.
_HEADINGS = {
    "监测结果": 10,
    "核查": 8,
    "栏目/账号": 12,
    "责任单位": 8,
    "最后更新": 10,
    "最迟更新": 10,
    "期限": 8,
    "键": 8,
}


def chosen(snapshot: Snapshot, *, unit: str = "", state: State | None = None) -> list[Finding]:
    """Return the findings of *snapshot*, late first: those of *unit* (key or name) and *state*, if given."""
    return [
        finding
        for finding in findings(snapshot).all
        if (not unit or any(unit in {each.key, each.name} for each in finding.units))
        and (state is None or finding.state is state)
    ]


def standing_table(found: Iterable[Finding], snapshot: Snapshot) -> Table:
    """Return a table of *found* in the words people use."""
    title = f"{snapshot.inventory.office.name}　监测时间点 {moment_words(snapshot.at)}"
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for heading, least in _HEADINGS.items():
        table.add_column(heading, overflow="fold", min_width=least)
    for finding in found:
        table.add_row(*(escape(printable(cell)) for cell in _cells(finding)), style=_STYLES[finding.state])
    return table


def counts_line(found: Iterable[Finding]) -> str:
    """Return the counts by state in one line, our own failures to look first."""
    found = list(found)
    states = Counter(finding.state for finding in found if not finding.not_looked)
    ours = sum(finding.not_looked for finding in found)
    told = [f"系统未能核查 {ours} 项"] if ours else []
    return "，".join(told + [f"{STATES[state]} {states[state]} 项" for state in _STYLES if states[state]])


def standing_lines(found: Iterable[Finding]) -> Iterator[str]:
    """Yield one JSON line for each verdict of *found*: codes and ISO dates, nothing to translate."""
    for finding in found:
        for judged in finding.judged:
            verdict = judged.verdict
            yield json.dumps(
                {
                    "target": finding.target,
                    "name": finding.name,
                    "units": [unit.key for unit in finding.units],
                    "rulebook": verdict.rulebook,
                    "state": verdict.state,
                    "certainty": verdict.certainty,
                    "reason": verdict.reason,
                    "newest_on": verdict.newest_on and verdict.newest_on.isoformat(),
                    "due_on": verdict.due_on and verdict.due_on.isoformat(),
                    "days_left": verdict.days_left(finding.today),
                    "outcome": verdict.last_outcome,
                    "seen_at": verdict.seen_at and verdict.seen_at.isoformat(),
                },
                ensure_ascii=False,
            )


def _cells(finding: Finding) -> tuple[str, ...]:
    verdict = finding.verdict
    return (
        finding.result,
        finding.certainty,
        finding.name,
        finding.unit_names,
        verdict.newest_on.isoformat() if verdict.newest_on else "",
        verdict.due_on.isoformat() if verdict.due_on else "",
        _deadline(finding),
        finding.target,
    )


def _deadline(finding: Finding) -> str:
    """Return the days left or over; nothing where it could not be told whether it is late."""
    return (
        ""
        if finding.state is State.UNKNOWN or finding.days_left is None
        else deadline_words(finding.days_left)
    )
