from datetime import datetime, timedelta
from pathlib import Path

import pytest

from practice.faults import Fault, load_faults
from practice.misdeeds import MISDEEDS
from practice.yanlian import SHANGHAI, SHOWN_AT, yanlian


def load(tmp_path: Path, text: str) -> tuple[Fault, ...]:
    file = tmp_path / "faults.yaml"
    file.write_text(text, encoding="utf-8")
    return load_faults(file)


def test_faults_are_read_with_moments_in_shanghai(tmp_path: Path) -> None:
    text = """
- {target: portal, kind: timeout, from: 2026-11-01, until: 2026-11-02T08:30}
- {target: tzgg, kind: empty, from: 2026-11-01T00:00+00:00}
- {target: wx-ylfb, kind: reset}
"""
    first, second, third = load(tmp_path, text)
    assert first.from_at == datetime(2026, 11, 1, tzinfo=SHANGHAI)
    assert first.until_at == datetime(2026, 11, 2, 8, 30, tzinfo=SHANGHAI)
    assert second.from_at == datetime(2026, 11, 1, 8, tzinfo=SHANGHAI)
    assert third == Fault(target="wx-ylfb", kind="reset")


def test_a_fault_holds_from_its_first_moment_to_just_before_its_last() -> None:
    fault = Fault(target="tzgg", kind="reset", from_at=SHOWN_AT, until_at=SHOWN_AT + timedelta(hours=1))
    moments = [SHOWN_AT + timedelta(minutes=n) for n in (-1, 0, 59, 60)]
    assert [fault.holds(moment) for moment in moments] == [False, True, True, False]


def test_a_fault_without_moments_always_holds() -> None:
    assert Fault(target="tzgg", kind="reset").holds(SHOWN_AT)


def test_no_faults_at_all_is_a_list_too(tmp_path: Path) -> None:
    assert load(tmp_path, "# nothing is wrong\n") == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("- {target: tzgg, kind: flood}", "flood"),
        ("- {target: tzgg}", "target"),
        ("- {target: tzgg, kind: reset, when: 2026-11-01}", "when"),
        ("- {target: tzgg, kind: reset, from: yesterday}", "yesterday"),
        ("- {target: tzgg, kind: stale}", "the moment it holds from"),
    ],
)
def test_a_fault_that_is_none_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        load(tmp_path, text)


def test_an_unknown_kind_is_told_which_there_are() -> None:
    with pytest.raises(ValueError, match=r"redirect-loop.*wrong-encoding"):
        Fault(target="tzgg", kind="flood")


def test_there_is_a_fault_for_each_thing_a_pass_must_survive() -> None:
    assert set(MISDEEDS) >= {
        *("timeout", "slow", "reset", "http500", "gone404", "waf412", "waf521", "maintenance"),
        *("redirect-loop", "huge", "endless", "nested", "wrong-encoding", "not-html", "empty"),
    }


def test_the_bad_day_has_every_fault_somewhere_in_the_county() -> None:
    faults = load_faults(Path(__file__).parents[3] / "practice" / "bad_day.yaml")
    assert {fault.kind for fault in faults} == set(MISDEEDS)
    assert all(yanlian().knows(fault.target) for fault in faults)
