"""Each reason is a sentence with its figures, and none calls an unknown late."""

import pytest

from exporters.reasons import Facts, reason_sentence, remark
from records.observation import Outcome
from records.period import Period
from records.rulebook import RuleKind
from records.verdict import Certainty, Reason, State, Verdict
from tests.unit.exporters.county import TODAY, WAIVER, verdict

WEEK = Period.parse("P7D")


def facts(judged: Verdict, *, kind: RuleKind = RuleKind.COLUMN, limit: Period | None = WEEK) -> Facts:
    return Facts(verdict=judged, today=TODAY, kind=kind, limit=limit)


def test_a_late_column_is_told_with_its_dates_its_limit_and_its_days() -> None:
    late = verdict("x", State.OVERDUE, Reason.LATE, newest=13, due=-6, certainty=Certainty.CONFIRMED)
    assert reason_sentence(facts(late)) == (
        "最后更新 2026年11月10日，时限 7 天，最迟更新日期 2026年11月17日，已超期 6 天"
    )


def test_a_column_in_time_is_told_with_the_days_that_are_left() -> None:
    fresh = verdict("x", State.DUE_SOON, Reason.IN_TIME, newest=5, due=2)
    assert reason_sentence(facts(fresh)).endswith("最迟更新日期 2026年11月25日，还剩 2 天")


def test_a_late_column_that_is_down_since_says_when_it_was_last_seen() -> None:
    down = verdict("x", State.OVERDUE, Reason.LATE, newest=13, due=-6, outcome=Outcome.UNREACHABLE, seen=3)
    assert reason_sentence(facts(down)).endswith("已超期 6 天，2026年11月20日之后未能再次核查")
    assert remark(facts(down)) == "2026年11月20日之后未能再次核查"


def test_an_unknown_past_its_due_date_is_not_called_late() -> None:
    unknown = verdict(
        "x", State.UNKNOWN, Reason.NOT_LOOKED_SINCE_DUE, newest=13, due=-6, outcome=Outcome.BLOCKED
    )
    sentence = reason_sentence(facts(unknown))
    assert "已超期" not in sentence
    assert sentence.endswith(
        "最迟更新日期 2026年11月17日，到期后系统尚未完整核查：访问被拦截(验证、登录或限流)"
    )


def test_a_unit_without_an_entry_of_its_own_has_no_last_update() -> None:
    silent = verdict("x@y", State.OVERDUE, Reason.SILENT_IN_LIST)
    assert "没有查到最后更新时间" in reason_sentence(facts(silent))


def test_an_account_is_not_told_that_its_page_is_missing() -> None:
    gone = verdict("x", State.GONE, Reason.GONE, outcome=Outcome.GONE)
    assert reason_sentence(facts(gone)) == "页面不存在或已删除"
    assert reason_sentence(facts(gone, kind=RuleKind.ACCOUNT)) == "已注销/已迁移/已冻结"


def test_a_waiver_is_told_with_its_days_and_what_it_rests_on() -> None:
    waived = verdict("slj-zhuanti", State.WAIVED, Reason.WAIVED)
    told = Facts(verdict=waived, today=TODAY, kind=RuleKind.COLUMN, waiver=WAIVER)
    assert reason_sentence(told) == (
        "已报备，2026年10月1日至2026年12月31日，依据：县水利局来函：汛后专栏停更整理"
    )


def test_a_waiver_s_basis_is_text_and_not_a_form_to_fill() -> None:
    odd = Facts(
        verdict=verdict("x", State.WAIVED, Reason.WAIVED),
        today=TODAY,
        kind=RuleKind.COLUMN,
        waiver=type(WAIVER)(
            target="x", from_on=WAIVER.from_on, until_on=WAIVER.until_on, basis="{outcome} {0} %s"
        ),
    )
    assert reason_sentence(odd).endswith("依据：{outcome} {0} %s")


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("state", State)
def test_every_reason_makes_a_sentence_in_every_state(reason: Reason, state: State) -> None:
    sentence = reason_sentence(facts(verdict("x", state, reason, outcome=None), limit=None))
    assert sentence
    assert not set(sentence) & set("{}")
    assert not sentence.startswith("，")
    assert not sentence.endswith("，")


def test_a_row_of_dates_needs_no_remark() -> None:
    for reason in (Reason.IN_TIME, Reason.LATE, Reason.HAS_CONTENT):
        assert remark(facts(verdict("x", State.FRESH, reason, newest=1, due=6))) == ""
