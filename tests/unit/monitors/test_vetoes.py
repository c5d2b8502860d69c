"""What fails a whole site: the counts on their boundaries, and what is not known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitors.vetoes import judge_vetoes
from records.inventory import Inventory
from records.observation import Outcome
from records.period import Period
from records.probe import Probe
from records.rulebook import Covers, Rule, Rulebook, RuleKind, Veto, VetoKind
from records.sitewide import SiteVeto, Standing
from records.targets import Account, Column, ColumnClass, Site
from records.verdict import Certainty, Reason, State, Verdict
from tests.unit.monitors.cases import NEWS, NO_BLANK, TODAY, account, ago, at, book, column, county

POLICY = Rule(
    key="policy",
    clause="政策文件类一级栏目6个月",
    title="政策文件类一级栏目",
    covers=Covers(
        kind=RuleKind.COLUMN,
        classes=frozenset({ColumnClass.POLICY, ColumnClass.NOTICE}),
        levels=frozenset({1}),
    ),
    limit=Period(months=6),
)


def counting(at_least: int, *rules: str) -> Veto:
    return Veto(
        key="count",
        clause=f"{at_least}个及以上",
        title="栏目",
        kind=VetoKind.TARGETS,
        rules=frozenset(rules),
        at_least=at_least,
    )


HOME = Veto(key="home", clause="首页2周", title="首页", kind=VetoKind.HOME, limit=Period(days=14))
PROBES = Veto(
    key="probes", clause="5%", title="访问", kind=VetoKind.PROBES, seconds=15, per_cent=5, a_day=20, days=7
)
LATE5, LATE10, BLANK5 = counting(5, "news", "policy"), counting(10, "news", "policy"), counting(5, "blank")


def site(*columns: Column | Account, veto: Veto) -> Inventory:
    rulebook = replace(book(NEWS, POLICY, NO_BLANK), vetoes=(veto,))
    portal = Site(key="portal", name="门户", home="http://portal.test/", unit="jyj")
    return replace(county(*columns, rulebook=rulebook), sites=(portal,))


def verdict(
    key: str,
    state: State = State.OVERDUE,
    *,
    certainty: Certainty | None = Certainty.CONFIRMED,
    rule: str = "",
    reason: Reason = Reason.LATE,
    newest_on: date | None = None,
    outcome: Outcome = Outcome.READ,
) -> Verdict:
    blank = state in {State.BLANK, State.GONE}
    return Verdict(
        target=key,
        rulebook="notice",
        rulebook_version="1",
        rule=rule or ("blank" if blank else "news"),
        clause="",
        state=state,
        reason=reason,
        judged_at=at(TODAY),
        certainty=certainty if state.adverse else None,
        newest_on=newest_on,
        last_outcome=outcome,
    )


def unknown(key: str, outcome: Outcome = Outcome.UNREACHABLE, *, rule: str = "news") -> Verdict:
    return verdict(key, State.UNKNOWN, reason=Reason.COULD_NOT_LOOK, outcome=outcome, rule=rule)


def columns(count: int, *, class_: ColumnClass = ColumnClass.NEWS) -> list[Column]:
    return [column(f"c{number}", class_=class_) for number in range(count)]


def judged(inventory: Inventory, verdicts: Sequence[Verdict] = (), probes: Sequence[Probe] = ()) -> SiteVeto:
    (one,) = judge_vetoes(inventory, verdicts, probes, now=at(TODAY))
    return one


def standing(veto: Veto, verdicts: Sequence[Verdict], *, of: int = 12) -> Standing:
    return judged(site(*columns(of), veto=veto), _all(verdicts, of)).standing


def _all(verdicts: Sequence[Verdict], of: int) -> list[Verdict]:
    """Return *verdicts*, and FRESH for the other columns."""
    told = {each.target for each in verdicts}
    fresh = (verdict(f"c{number}", State.FRESH, reason=Reason.IN_TIME) for number in range(of))
    return [*verdicts, *(each for each in fresh if each.target not in told)]


@pytest.mark.parametrize(
    ("veto", "state", "enough"),
    [(LATE5, State.OVERDUE, 5), (LATE10, State.OVERDUE, 10), (BLANK5, State.BLANK, 5)],
)
def test_a_number_is_met_when_it_is_reached_and_not_one_before(veto: Veto, state: State, enough: int) -> None:
    confirmed = [verdict(f"c{number}", state) for number in range(enough)]
    assert standing(veto, confirmed) is Standing.MET
    assert standing(veto, confirmed[:-1]) is Standing.NOT_MET


def test_reviewed_findings_count_as_confirmed_ones_do() -> None:
    found = [verdict(f"c{number}", certainty=Certainty.REVIEWED) for number in range(5)]
    assert standing(LATE5, found) is Standing.MET


@pytest.mark.parametrize("certainty", [Certainty.SUSPECTED, None])
def test_what_one_look_says_is_told_apart_and_fails_nobody(certainty: Certainty | None) -> None:
    found = [verdict(f"c{number}") for number in range(4)] + [verdict("c4", certainty=certainty)]
    one = judged(site(*columns(12), veto=LATE5), _all(found, 12))
    assert (len(one.counted), one.suspected, one.standing) == (4, ("c4",), Standing.UNKNOWN)


def test_what_is_unknown_keeps_a_number_open_only_where_it_could_tip_it() -> None:
    late = [verdict(f"c{number}") for number in range(5)]
    could = [unknown("c10"), unknown("c11")]
    assert standing(LATE5, [*late[:3], *could]) is Standing.UNKNOWN
    assert standing(LATE5, [*late[:2], *could]) is Standing.NOT_MET
    assert standing(LATE5, [*late, *could]) is Standing.MET


def test_a_column_without_a_verdict_is_unknown() -> None:
    one = judged(site(*columns(5), veto=LATE5), [verdict(f"c{number}") for number in range(4)])
    assert (one.unknown, one.standing) == (("c4",), Standing.UNKNOWN)


def test_two_groups_are_added_up() -> None:
    news = columns(3)
    policy = [column(f"p{number}", class_=ColumnClass.POLICY) for number in range(2)]
    found = [verdict(each.key) for each in news] + [verdict(each.key, rule="policy") for each in policy]
    assert judged(site(*news, *policy, veto=LATE5), found).standing is Standing.MET


def test_what_no_counted_rule_is_about_counts_nothing() -> None:
    lower = [column(f"p{number}", class_=ColumnClass.POLICY, level=2) for number in range(6)]
    one = judged(site(*lower, veto=LATE5), [unknown(each.key, rule="blank") for each in lower])
    assert (one.unknown, one.standing) == ((), Standing.NOT_MET)


def test_a_blank_column_is_not_counted_again_as_late() -> None:
    blank = [verdict(f"c{number}", State.BLANK) for number in range(5)]
    assert standing(BLANK5, blank) is Standing.MET
    assert standing(LATE5, blank) is Standing.NOT_MET
    assert len(judged(site(*columns(5), veto=counting(5)), blank).counted) == 5


def test_a_column_suspected_of_being_blank_may_yet_be_late() -> None:
    late = [verdict(f"c{number}") for number in range(4)]
    assert (
        standing(LATE5, [*late, verdict("c4", State.BLANK, certainty=Certainty.SUSPECTED)])
        is Standing.UNKNOWN
    )


def test_a_column_that_is_gone_is_neither_late_nor_blank() -> None:
    gone = [verdict(f"c{number}", State.GONE, reason=Reason.GONE) for number in range(5)]
    assert standing(BLANK5, gone) is standing(LATE5, gone) is Standing.NOT_MET


def test_a_page_that_showed_something_cannot_be_blank() -> None:
    blank = [verdict(f"c{number}", State.BLANK) for number in range(4)]
    assert standing(BLANK5, [*blank, unknown("c4", Outcome.UNDATED)]) is Standing.NOT_MET
    assert standing(BLANK5, [*blank, unknown("c4", Outcome.SHELL)]) is Standing.UNKNOWN


def test_a_finding_that_a_person_called_a_mistake_tips_nothing_and_a_doubtful_one_may() -> None:
    late = [verdict(f"c{number}") for number in range(4)]
    mistaken = verdict("c4", State.UNKNOWN, reason=Reason.MISTAKEN, newest_on=ago(30))
    assert standing(LATE5, [*late, mistaken]) is Standing.NOT_MET
    assert standing(LATE5, [*late, replace(mistaken, reason=Reason.DOUBTFUL)]) is Standing.UNKNOWN
    assert standing(LATE5, [*late, replace(mistaken, rule="blank")]) is Standing.UNKNOWN


def test_what_is_waived_is_not_counted() -> None:
    late = [verdict(f"c{number}") for number in range(4)]
    waived = verdict("c4", State.WAIVED, reason=Reason.WAIVED)
    assert standing(LATE5, [*late, waived]) is Standing.NOT_MET


def test_a_landing_page_is_not_counted_beside_the_children_it_is_judged_by() -> None:
    family = [column("top"), *(column(f"c{n}", parent="top", level=2) for n in range(4))]
    found = [verdict(each.key) for each in family]
    one = judged(site(*family, veto=LATE5), found)
    assert (one.counted, one.standing) == (("c0", "c1", "c2", "c3"), Standing.NOT_MET)


def test_a_landing_page_whose_children_the_rules_leave_out_counts_itself() -> None:
    family = [
        column("top", class_=ColumnClass.POLICY),
        column("below", class_=ColumnClass.POLICY, parent="top", level=2),
    ]
    one = judged(site(*family, veto=counting(1, "policy")), [verdict("top", rule="policy")])
    assert one.counted == ("top",)


def test_a_column_of_several_units_is_one_column_and_an_account_is_none() -> None:
    shared = column("c0", units=("jyj", "cgz"))
    found = [verdict("c0"), verdict("c0@jyj"), verdict("c0@cgz"), verdict("wx", rule="account")]
    assert judged(site(shared, account(), veto=counting(1)), found).counted == ("c0",)


def test_each_site_is_failed_by_its_own_columns_alone() -> None:
    inventory = site(column("here"), replace(column("there"), site="other"), veto=counting(1, "news"))
    other = Site(key="other", name="另一网站", home="http://other.test/", unit="jyj")
    idle = Site(key="idle", name="没有栏目", home="http://idle.test/", unit="jyj")
    inventory = replace(inventory, sites=(*inventory.sites, other, idle))
    found = judge_vetoes(inventory, [verdict("here"), _fresh("there")], (), now=at(TODAY))
    assert [(one.site, one.counted) for one in found] == [("portal", ("here",)), ("other", ())]


def _fresh(key: str, newest_on: date | None = None) -> Verdict:
    return verdict(key, State.FRESH, reason=Reason.IN_TIME, newest_on=newest_on)


def test_a_rulebook_that_is_not_in_force_fails_nobody() -> None:
    inventory = site(column("c0"), veto=counting(1))
    old: Rulebook = replace(inventory.rulebooks[0], until=ago(1))
    assert judge_vetoes(replace(inventory, rulebooks=(old,)), [verdict("c0")], (), now=at(TODAY)) == ()


@pytest.mark.parametrize(("days", "expected"), [(14, Standing.NOT_MET), (15, Standing.UNKNOWN)])
def test_a_home_page_is_in_time_on_the_fourteenth_day(days: int, expected: Standing) -> None:
    found = [_fresh("c0", ago(days)), _fresh("c1", ago(100))]
    one = judged(site(*columns(2), veto=HOME), found)
    assert (one.standing, one.newest_on, one.newest_in) == (expected, ago(days), "c0")


def test_a_home_page_that_nobody_looked_at_is_never_called_stale() -> None:
    found = [verdict(f"c{number}", newest_on=ago(300)) for number in range(3)]
    assert judged(site(*columns(3), veto=HOME), found).standing is Standing.UNKNOWN
    assert judged(site(*columns(3), veto=HOME)).standing is Standing.UNKNOWN


def test_only_first_level_columns_and_dates_that_have_come_update_a_home_page() -> None:
    inventory = site(column("c0"), column("c1", level=2), veto=HOME)
    found = [_fresh("c0", TODAY + timedelta(days=1)), _fresh("c1", TODAY)]
    assert judged(inventory, found).newest_on is None


def tries(a_day: int = 20, *, days: int = 7, failed: int = 0, seconds: float | None = None) -> list[Probe]:
    """Return *a_day* tries on each of the *days* before TODAY, the first *failed* of them so."""
    made = [
        Probe(site="portal", at=at(ago(day), 0) + number * timedelta(days=1) / a_day, seconds=0.4)
        for day in range(1, days + 1)
        for number in range(a_day)
    ]
    return [replace(probe, seconds=seconds) for probe in made[:failed]] + made[failed:]


def probed(probes: Sequence[Probe]) -> SiteVeto:
    return judged(site(column(), veto=PROBES), probes=probes)


def test_five_per_cent_of_the_tries_fail_a_site_and_one_fewer_does_not() -> None:
    assert (probed(tries(failed=7)).standing, len(tries())) == (Standing.MET, 140)
    assert probed(tries(failed=6)).standing is Standing.NOT_MET
    just_below = probed(tries(143, failed=50))
    assert 0.0499 < just_below.failed / just_below.tries < 0.05
    assert just_below.standing is Standing.NOT_MET


def test_a_page_that_is_there_on_the_fifteenth_second_opened_in_time() -> None:
    assert probed(tries(failed=7, seconds=15.0)).failed == 0
    assert probed(tries(failed=7, seconds=15.001)).failed == 7


def test_a_day_with_too_few_tries_leaves_it_unknown_however_many_failed() -> None:
    one = probed(tries(failed=100)[:-1])
    assert (one.standing, one.missing, one.failed) == (Standing.UNKNOWN, 1, 100)
    assert probed([]).missing == 140


def test_more_tries_on_one_day_do_not_make_up_for_another() -> None:
    one = probed([*tries(40, days=6), *tries(19, days=7)[6 * 19 :]])
    assert (one.standing, one.missing) == (Standing.UNKNOWN, 1)


def test_only_the_full_days_before_today_count() -> None:
    today = [Probe(site="portal", at=at(TODAY, hour)) for hour in range(9)]
    older = [Probe(site="portal", at=at(ago(8), hour)) for hour in range(24)]
    one = probed([*tries(), *today, *older])
    assert (one.from_on, one.until_on, one.tries, one.failed) == (ago(7), ago(1), 140, 0)


def test_another_site_s_tries_do_not_count() -> None:
    assert probed([replace(probe, site="other") for probe in tries()]).tries == 0
