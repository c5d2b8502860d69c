"""How things stand, as a table on a terminal and as JSON lines for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.markup import escape
from rich.table import Table

from exporters.finding import Finding
from exporters.findings import findings
from exporters.markup import printable
from exporters.words import STATES, date_words, deadline_words, moment_words
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
    table = Table(
        title=f"{snapshot.inventory.office.name}　监测时间点 {moment_words(snapshot.at)}",
        title_justify="left",
    )
    for heading in (
        "监测结果",
        "栏目/账号",
        "责任单位",
        "类别",
        "最后更新时间",
        "最迟更新日期",
        "期限",
        "键",
    ):
        table.add_column(heading, overflow="fold")
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
    result = f"{finding.result}（{finding.certainty}）" if finding.certainty else finding.result
    return (
        result,
        finding.name,
        finding.unit_names,
        finding.category,
        date_words(verdict.newest_on) if verdict.newest_on else "",
        date_words(verdict.due_on) if verdict.due_on else "",
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
