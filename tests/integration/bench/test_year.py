"""Ten practised days of two sites, and the score of a judge that is broken on purpose."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench.practised.telling import total
from bench.year import main, practise
from practice.drawn import drawn_county, smaller
from records.verdict import Certainty, State, Verdict

SEED, DAYS, SITES = 7, 10, ("wsj", "cz")


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the command writes of a small county's ten days, with its exit code."""
    home: Path = tmp_path_factory.mktemp("year")
    arguments = [
        "--seed",
        str(SEED),
        "--days",
        str(DAYS),
        "--home",
        str(home),
        "--json",
        str(home / "y.json"),
    ]
    code = main([*arguments, *(word for site in SITES for word in ("--site", site))])
    told: dict[str, Any] = json.loads((home / "y.json").read_text(encoding="utf-8"))
    return told | {"code": code}


def test_ten_days_are_looked_at_and_nobody_is_accused_falsely(practised: dict[str, Any]) -> None:
    everything, spent = practised["all"], practised["spent"]
    assert practised["code"] == 0
    assert everything["false_accusations"] == everything["missed"] == []
    assert everything["unknown_undisturbed"] == []
    assert everything["verdicts"] > DAYS * practised["columns"]
    assert spent["looks"] >= DAYS * practised["columns"]
    assert spent["bytes"] > 500_000
    assert set(practised["rules"]) >= {"notice columns 7 days", "national columns 14 days", "notice blank"}


def test_a_broken_judge_is_seen(tmp_path: Path) -> None:
    """The column is published in every month, so that nothing can truly be held against it."""
    county = smaller(drawn_county(SEED), *SITES)
    victim = next(column.key for column in county.columns if column.class_ == "statistics")

    def broken(verdicts: Sequence[Verdict]) -> Sequence[Verdict]:
        late = {"state": State.OVERDUE, "certainty": Certainty.CONFIRMED}
        return [replace(each, **late) if each.target == victim else each for each in verdicts]

    figures = practise(SEED, days=2, second_key=True, home=tmp_path, county=county, spoil=broken)
    wrong = total(figures.rules).false_accusations
    assert wrong
    assert all(victim in line for line in wrong)


def test_a_site_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seed", "1", "--site", "moon"]) == 2
    assert "take one of portal, edu" in capsys.readouterr().err
