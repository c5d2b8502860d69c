"""Ten practised days of two sites, and the score of a judge that is broken on purpose."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bench.practised.report import as_json, table_lines
from bench.year import practise
from practice.drawn import drawn_county, smaller
from records.verdict import Certainty, State, Verdict

SEED, DAYS, SITES = 7, 10, ("wsj", "cz")


def run(home: Path, *, days: int = DAYS, accuse: str = "") -> dict[str, object]:
    """Run a small county; every verdict on the target *accuse* is made a confirmed accusation."""

    def spoilt(verdicts: Sequence[Verdict]) -> Sequence[Verdict]:
        return [
            replace(each, state=State.OVERDUE, certainty=Certainty.CONFIRMED)
            if each.target == accuse
            else each
            for each in verdicts
        ]

    county = smaller(drawn_county(SEED), *SITES)
    figures = practise(SEED, days=days, second_key=True, home=home, county=county, spoil=spoilt)
    assert len(list(table_lines(figures))) > len(figures.rules)
    return dict(json.loads(json.dumps(as_json(figures))))


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return run(tmp_path_factory.mktemp("year"))


def test_ten_days_are_looked_at_and_nobody_is_accused_falsely(practised: dict[str, object]) -> None:
    everything = practised["all"]
    assert isinstance(everything, dict)
    assert everything["false_accusations"] == []
    assert everything["missed"] == []
    assert everything["verdicts"] > DAYS * 40
    assert everything["unknown_undisturbed"] == []
    spent = practised["spent"]
    assert isinstance(spent, dict)
    assert spent["looks"] >= DAYS * 40
    assert spent["bytes"] > 500_000


def test_a_broken_judge_is_seen(tmp_path: Path) -> None:
    """The column was published in every few days, so that nothing could truly be held against it."""
    county = smaller(drawn_county(SEED), *SITES)
    victim = next(column.key for column in county.columns if column.class_ == "statistics")
    everything = run(tmp_path, days=2, accuse=victim)["all"]
    assert isinstance(everything, dict)
    assert any(victim in line for line in everything["false_accusations"])
