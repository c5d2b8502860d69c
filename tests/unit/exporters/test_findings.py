"""Findings come late first, each under its units, with both rulebooks side by side."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.finding import Finding
from exporters.findings import findings
from exporters.tally import tally
from records.observation import Outcome
from records.rulebook import RuleKind
from records.targets import ColumnClass, Platform
from records.verdict import Certainty, Reason, State
from tests.unit.exporters.county import (
    NATIONAL,
    OWN,
    account,
    both,
    column,
    county,
    fresh,
    snapshot,
    verdict,
)

COUNTY = findings(county())


def named(target: str) -> Finding:
    return next(finding for finding in COUNTY.all if finding.target == target)


def test_every_target_has_one_finding_shares_included() -> None:
    assert sorted(one.target for one in COUNTY.all) == sorted(
        target.key for target in county().inventory.targets()
    )
    assert len(COUNTY.all) == 29


def test_the_county_shows_every_state() -> None:
    assert {finding.state for finding in COUNTY.all} == set(State)


def test_what_is_longest_over_comes_first_and_what_is_in_time_last() -> None:
    states = [finding.state for finding in COUNTY.all]
    assert [one.target for one in COUNTY.all[:3]] == ["czj-yusuan", "slj-shuishi", "wx-jyj"]
    ranks = [
        0 if state.adverse else 1 + ["DUE_SOON", "UNKNOWN", "WAIVED", "FRESH"].index(state)
        for state in states
    ]
    assert ranks == sorted(ranks)


def test_what_is_soonest_due_comes_first_among_the_soon_due() -> None:
    soon = COUNTY.where(State.DUE_SOON)
    assert [one.days_left for one in soon] == [0, 1, 2, 2]


days = st.integers(-400, 400)


@given(st.lists(st.tuples(st.sampled_from(State), st.none() | days), min_size=1, max_size=30))
def test_no_late_target_ever_stands_below_one_that_is_not(cases: list[tuple[State, int | None]]) -> None:
    columns = [column(f"c{number}", f"栏目{number}", "zfb") for number, _ in enumerate(cases)]
    verdicts = [
        both(verdict(f"c{number}", state, Reason.LATE, due=due)) for number, (state, due) in enumerate(cases)
    ]
    found = findings(snapshot([*columns], verdicts)).all
    assert len(found) == len(cases)
    for above, below in pairwise(found):
        assert above.state.adverse >= below.state.adverse
        if above.state.adverse and below.state.adverse:
            assert (above.days_left or 0) <= (below.days_left or 0)


def test_days_without_an_update_count_from_the_last_item_and_days_over_from_the_due_date() -> None:
    late = named("jyj-dongtai")
    assert (late.days_since, late.days_over, late.days_left) == (13, 6, -6)
    assert named("yaowen").days_over is None


def test_a_target_past_its_due_date_that_nobody_could_look_at_is_not_over() -> None:
    assert named("qs-gongkai").days_left == -3
    assert named("qs-gongkai").days_over is None


def test_both_rulebooks_stand_side_by_side() -> None:
    assert named("jyj-dongtai").comparison == "超过县级时限(7天)，未超过国办指标(2周)"
    assert named("slj-shuishi").comparison == "超过县级时限(7天)，超过国办指标(2周)"
    assert named("zhengce").comparison == "未超过县级时限(6个月)，未超过国办指标(6个月)"
    assert named("jyj-renshi").comparison == "县级时限：空白栏目，国办指标：空白栏目"
    assert named("czj-yusuan").comparison == "超过县级时限(1年)，国办指标未设时限"
    assert named("slj-zhuanti").comparison == "县级时限：已报备，国办指标：已报备"


def test_our_own_failures_are_told_apart_from_what_needs_a_person() -> None:
    assert {one.target for one in COUNTY.not_looked} == {"qs-gongkai", "slj-tongji", "ll-zhaobiao", "ks-ll"}
    assert {one.target for one in COUNTY.where(State.UNKNOWN)} == {"jiedu", "xzdt@liulin"}
    assert named("slj-tongji").result == "系统未能核查"
    assert named("jiedu").result == "待人工核查"


def test_an_empty_column_that_explains_itself_is_called_noted() -> None:
    assert named("qs-xinxiang").result == "已备注"


def test_an_account_that_is_gone_is_not_called_a_page() -> None:
    assert named("dy-czj").result == "已注销/已迁移/已冻结"
    assert named("czj-zijin").result == "无法访问"


@pytest.mark.parametrize(
    ("certainty", "word", "suspected"),
    [
        (None, "系统初查", True),
        (Certainty.SUSPECTED, "系统初查", True),
        (Certainty.CONFIRMED, "系统复查", False),
        (Certainty.REVIEWED, "人工复核", False),
    ],
)
def test_an_accusation_without_a_word_on_it_counts_as_suspected(
    certainty: Certainty | None, word: str, suspected: bool
) -> None:
    late = verdict("a", State.OVERDUE, Reason.LATE, rule="news", newest=9, due=-2, certainty=certainty)
    found = findings(snapshot([column("a", "栏目", "zfb")], [both(late)]))
    assert found.all[0].certainty == word
    assert bool(found.suspected) is suspected


def test_coverage_is_the_share_the_system_could_look_at() -> None:
    assert COUNTY.coverage == pytest.approx(25 / 29)
    assert findings(snapshot([], [])).coverage == 0


def test_a_share_belongs_to_its_unit_and_the_shared_column_to_all_of_them() -> None:
    rows = {unit.key: {one.target for one in several} for unit, several in COUNTY.by_unit}
    assert {key for key, targets in rows.items() if "xzdt" in targets} == {"chengguan", "qingshi", "liulin"}
    assert {key for key, targets in rows.items() if "xzdt@qingshi" in targets} == {"qingshi"}


def test_units_come_in_the_office_s_order() -> None:
    assert [unit.key for unit, _ in COUNTY.by_unit] == [
        *("zfb", "jyj", "czj", "slj"),
        *("chengguan", "qingshi", "liulin"),
    ]


def test_a_share_has_its_column_s_name_address_and_class() -> None:
    share = named("xzdt@qingshi")
    assert (share.name, share.category) == ("乡镇动态", "动态要闻类")
    assert share.address == "http://portal.test/xzdt/"
    assert share.unit_names == "青石镇人民政府"


def test_a_column_is_told_with_the_columns_above_it() -> None:
    assert named("jiedu").path == ("政策文件",)
    assert named("zhengce").path == ()


def test_columns_above_one_another_in_a_ring_are_named_once() -> None:
    ring = [column("a", "甲", "zfb", parent="b"), column("b", "乙", "zfb", parent="a")]
    found = findings(snapshot([*ring], [fresh("a", "news", 1, 6), fresh("b", "news", 1, 6)]))
    assert {one.target: one.path for one in found.all} == {"a": ("乙",), "b": ("甲",)}


def test_an_account_is_told_with_its_platform_and_type() -> None:
    assert named("wx-zfb").category == "微信公众号 订阅号"
    assert named("wx-zfb").kind is RuleKind.ACCOUNT


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    odd = column("a", "栏目", "zfb", url="javascript:alert(1)")
    assert findings(snapshot([odd], [fresh("a", "news", 1, 6)])).all[0].address == ""


def test_many_units_are_counted_and_not_all_named() -> None:
    shared = column("a", "部门动态", "zfb jyj czj slj")
    found = findings(snapshot([shared], [fresh("a", "news", 1, 6)]))
    assert found.all[0].unit_names == "县政府办公室、县教育局、县财政局等 4 个单位"


def test_a_waiver_on_the_shared_column_is_told_of_its_shares() -> None:
    waived = verdict("xzdt@qingshi", State.WAIVED, Reason.WAIVED)
    one = county()
    waiver = replace(one.inventory.waivers[0], target="xzdt", basis="换届期间停更")
    shared = column("xzdt", "乡镇动态", "chengguan qingshi")
    found = findings(snapshot([shared], [both(waived)], waivers=(waiver,)))
    assert found.all[0].reason.endswith("依据：换届期间停更")


def test_a_waiver_of_last_year_is_not_told() -> None:
    waiver = replace(county().inventory.waivers[0], target="a", until_on=county().today.replace(year=2025))
    waived = both(verdict("a", State.WAIVED, Reason.WAIVED))
    found = findings(snapshot([column("a", "栏目", "zfb")], [waived], waivers=(waiver,)))
    assert found.all[0].reason == "已报备"


def test_the_counts_of_both_rulebooks_cover_every_target() -> None:
    counts = tally(COUNTY, [OWN, NATIONAL])
    assert [sum(count.numbers[book] for count in counts) for book in (0, 1)] == [29, 29]


def test_the_counts_come_late_first_with_our_own_share_apart() -> None:
    counts = tally(COUNTY, [OWN, NATIONAL])
    assert [(count.words, count.numbers) for count in counts] == [
        ("超期未更新", (5, 3)),
        ("空白栏目", (1, 1)),
        ("无法访问", (2, 2)),
        ("即将超期", (4, 2)),
        ("系统未能核查", (4, 3)),
        ("待人工核查", (2, 2)),
        ("已报备(不计入)", (1, 1)),
        ("更新正常", (10, 15)),
    ]
    assert {count.words: count.suspected for count in counts if count.suspected} == {
        "超期未更新": 1,
        "空白栏目": 1,
        "无法访问": 1,
    }


def test_an_office_without_rulebooks_has_nothing_to_tell() -> None:
    bare = county()
    found = findings(replace(bare, inventory=replace(bare.inventory, rulebooks=())))
    assert found.all == ()
    assert found.by_unit == ()


def test_a_class_and_a_platform_are_words_whatever_they_are() -> None:
    targets = [column(f"c-{one}", "栏目", "zfb", one) for one in ColumnClass]
    accounts = [account(f"a-{one}", "账号", "zfb", one) for one in Platform]
    verdicts = [
        both(verdict(one.key, State.UNKNOWN, Reason.NEVER_LOOKED, outcome=Outcome.READ))
        for one in (*targets, *accounts)
    ]
    found = findings(snapshot([*targets, *accounts], verdicts))
    assert len({one.category for one in found.all}) == len(ColumnClass) + len(Platform)
