"""What a column owes besides its limit, in words."""

from dataclasses import replace
from datetime import date

import pytest

from exporters.explanation import explain, explanation_lines
from exporters.obligations import Obligations, ledger_sentence, obligation_lines
from records.deadline import Deadline, DeadlineState
from records.inventory import Offline
from records.ledger import LedgerFinding, LedgerKind
from records.verdict import Reason
from tests.unit.exporters.county import county

SNAPSHOT = county()
MISSED = Deadline(
    target="a",
    unit="jyj",
    rulebook="fixed-dates",
    rule="department-report",
    clause="每年1月31日前",
    title="部门政府信息公开年报",
    due_on=date(2026, 1, 31),
    state=DeadlineState.MISSED,
    published_on=date(2026, 3, 30),
    published_title="2025年度报告",
    days_late=58,
)


def lines(*deadlines: Deadline, in_time: bool = False, **more: object) -> list[str]:
    owed = Obligations(deadlines=deadlines, **more)  # type: ignore[arg-type]
    return list(obligation_lines(owed, SNAPSHOT.inventory, in_time=in_time))


def test_a_late_report_is_told_with_its_day_its_clause_and_the_days_it_came_late() -> None:
    assert lines(MISSED) == [
        "法定公开期限：部门政府信息公开年报　最迟 2026-01-31　逾期　2026-03-30 公开《2025年度报告》"
        "，逾期 58 天（系统初查）",
        "  依据：每年1月31日前",
    ]


def test_a_limit_that_is_kept_and_a_day_that_was_missed_are_both_said() -> None:
    both = "更新间隔未超过时限，但未按法定期限公开：两项分别判断"
    assert any(both in line for line in lines(MISSED, in_time=True))
    met = replace(MISSED, state=DeadlineState.MET, days_late=None)
    assert not any(both in line for line in lines(met, in_time=True))


def test_what_never_came_is_not_called_published() -> None:
    (line, _) = lines(replace(MISSED, published_on=None, published_title="", days_late=9))
    assert line.endswith("逾期　至今未见公开，逾期 9 天（系统初查）")


@pytest.mark.parametrize(
    "doubt", [Reason.NEVER_LOOKED, Reason.UNDATED, *map(Reason, ("disputed", "not_proven"))]
)
def test_what_could_not_be_told_accuses_nobody_and_says_why(doubt: Reason) -> None:
    unknown = replace(MISSED, state=DeadlineState.UNKNOWN, days_late=None, published_on=None, doubt=doubt)
    (line, _) = lines(unknown)
    assert "待人工核查：" in line
    assert "逾期" not in line
    assert "{" not in line


def test_the_units_of_a_shared_column_are_named() -> None:
    told = lines(MISSED, replace(MISSED, unit="czj"))
    assert "县教育局" in told[0]
    assert "县财政局" in told[2]


def test_a_budget_names_the_approval_it_is_counted_from() -> None:
    (line, _) = lines(replace(MISSED, approved_on=date(2026, 1, 11)))
    assert "最迟 2026-01-31（2026-01-11 批准）" in line


def test_closings_and_the_yearly_check_are_told() -> None:
    closing = Offline(
        site="portal", from_on=date(2026, 3, 1), until_on=date(2026, 3, 31), approval="批复第1号"
    )
    told = lines(closings=(closing,), check_due_on=date(2027, 1, 15))
    assert told == [
        "概况信息类栏目：2027年1月15日起应再次人工核对",
        "临时下线：2026-03-01 至 2026-03-31，共 31 天，批准文件：批复第1号，没有登记公告",
    ]


@pytest.mark.parametrize("kind", LedgerKind)
def test_what_the_records_come_to_is_a_sentence_with_its_figures(kind: LedgerKind) -> None:
    finding = LedgerFinding(kind=kind, about="portal", on=date(2026, 3, 1), number=31, basis="批复第1号")
    told = ledger_sentence(finding)
    assert "portal" in told
    assert "{" not in told


def test_an_explanation_tells_what_is_owed_after_the_verdicts_and_stays_printable() -> None:
    owed = Obligations(deadlines=(replace(MISSED, published_title="年报\x1b[2J"),))
    told = list(explanation_lines(explain(SNAPSHOT, "jyj-dongtai", {}, owed=owed)))
    (place,) = [number for number, line in enumerate(told) if line.startswith("法定公开期限")]
    assert told[place - 1].startswith("说明：")
    assert not any("\x1b" in line for line in told)
