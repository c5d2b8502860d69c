"""How things stand, as a table and as JSON lines."""

import io
import json
from collections.abc import Sequence

from rich.console import Console

from exporters.finding import Finding
from exporters.standing import chosen, counts_line, standing_lines, standing_table
from records.verdict import State
from tests.unit.exporters.county import county

SNAPSHOT = county()


def table(found: Sequence[Finding]) -> str:
    console = Console(width=240, file=io.StringIO(), record=True)
    console.print(standing_table(found, SNAPSHOT))
    return console.export_text()


def test_late_targets_stand_first() -> None:
    states = [finding.state for finding in chosen(SNAPSHOT)]
    adverse = [state.adverse for state in states]
    assert adverse == sorted(adverse, reverse=True)


def test_a_unit_is_chosen_by_its_key_or_its_name() -> None:
    unit = SNAPSHOT.inventory.units[0]
    by_key, by_name = chosen(SNAPSHOT, unit=unit.key), chosen(SNAPSHOT, unit=unit.name)
    assert by_key == by_name != []
    assert chosen(SNAPSHOT, unit="nowhere") == []


def test_a_state_is_chosen() -> None:
    assert {finding.state for finding in chosen(SNAPSHOT, state=State.BLANK)} == {State.BLANK}


def test_the_table_says_results_in_the_words_people_use_and_marks_a_first_look() -> None:
    told = table(chosen(SNAPSHOT))
    assert all(word in told for word in ("超期未更新", "系统初查", "系统复查"))
    assert "已超期" in told
    assert "OVERDUE" not in told


def test_what_is_unknown_is_never_called_late() -> None:
    unknown = [finding for finding in chosen(SNAPSHOT) if finding.state is State.UNKNOWN]
    assert unknown
    assert "已超期" not in table(unknown)


def test_each_target_is_counted_once_and_our_own_failures_first() -> None:
    found = chosen(SNAPSHOT)
    line = counts_line(found)
    assert line.startswith("系统未能核查")
    assert sum(int(word) for word in line.split() if word.isdigit()) == len(found)


def test_the_json_lines_hold_codes_and_iso_dates() -> None:
    told = [json.loads(line) for line in standing_lines(chosen(SNAPSHOT))]
    assert len(told) == len(SNAPSHOT.verdicts)
    late = next(line for line in told if line["state"] == "OVERDUE")
    assert late["days_left"] < 0
    assert late["due_on"] < late["seen_at"]
    assert late["certainty"] in {"suspected", "confirmed", "reviewed"}
