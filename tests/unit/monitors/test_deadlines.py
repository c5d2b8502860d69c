"""Fixed dates: the year's report by its day, the budget after its approval."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.deadlines import deadlines
from records.civil import SHANGHAI
from records.deadline import Deadline, DeadlineState
from records.incident import Incident, IncidentKind
from records.inventory import Inventory, Offline, Waiver
from records.observation import Observation, Outcome
from records.period import Period
from records.rulebook import Covers, Rule, Rulebook, RulebookSettings, RuleKind, YearDay
from records.targets import Column, ColumnClass, FormerName, Unit, UnitKind
from records.verdict import Reason, State
from tests.unit.monitors.cases import UNITS, at, column, county, entry, failed, judged, look

MET, MISSED, SOON, PENDING, UNKNOWN, WAIVED = DeadlineState

REPORT = Rule(
    key="department",
    clause="每年1月31日前",
    title="部门年报",
    covers=Covers(
        kind=RuleKind.COLUMN,
        classes=frozenset({ColumnClass.ANNUAL_REPORT}),
        units=frozenset({UnitKind.DEPARTMENT}),
    ),
    by=YearDay(month=1, day=31),
    warn_before=Period(days=20),
)
COUNTYS = replace(
    REPORT,
    key="county",
    covers=replace(REPORT.covers, units=frozenset({UnitKind.COUNTY})),
    by=YearDay(month=3, day=31),
)
BUDGET = Rule(
    key="budget",
    clause="二十日内",
    title="预决算",
    covers=Covers(kind=RuleKind.COLUMN, classes=frozenset({ColumnClass.BUDGET})),
    within=Period(days=20),
    warn_before=Period(days=5),
)
DATES = Rulebook(
    key="dates",
    title="法定公开期限",
    number="",
    in_force=date(2019, 5, 15),
    rules=(REPORT, COUNTYS, BUDGET),
)
COUNTY = Unit(key="xzf", name="演练县人民政府", kind=UnitKind.COUNTY)
NEWS = column("news", class_=ColumnClass.ANNUAL_REPORT)
SHARED = column("news", class_=ColumnClass.ANNUAL_REPORT, units=("xzf", "jyj", "cgz"))
OLD = entry(date(2024, 1, 20), "县教育局2023年政府信息公开工作年度报告")
LAST = entry(date(2025, 1, 24), "县教育局2024年政府信息公开工作年度报告")


def inventory_of(target: Column, rulebook: Rulebook = DATES) -> Inventory:
    found = county(target, rulebook=rulebook)
    return replace(found, units=(COUNTY, *UNITS))


def told(
    *looks: Observation,
    on: date,
    target: Column = NEWS,
    inventory: Inventory | None = None,
    key: str = "news",
    incidents: tuple[Incident, ...] = (),
) -> tuple[Deadline, ...]:
    return deadlines(
        key,
        inventory=inventory or inventory_of(target),
        looks={"news": looks},
        now=at(on),
        incidents=incidents,
    )


def newest(*looks: Observation, on: date, **more: object) -> Deadline:
    return told(*looks, on=on, **more)[-1]  # type: ignore[arg-type]


def test_this_years_day_and_last_years_are_told_the_earlier_first() -> None:
    assert [each.due_on for each in told(on=date(2026, 6, 1))] == [date(2025, 1, 31), date(2026, 1, 31)]


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2026, 1, 5), PENDING), (date(2026, 1, 10), PENDING), (date(2026, 1, 11), SOON)],
)
def test_before_its_day_a_report_is_pending_and_then_due_soon(day: date, state: DeadlineState) -> None:
    assert newest(look(LAST, OLD, on=day), on=day).state is state


def test_on_its_last_day_it_is_still_in_time() -> None:
    day = date(2026, 1, 31)
    assert newest(look(LAST, OLD, on=day), on=day).state is SOON
    this = entry(day, "县教育局2025年政府信息公开工作年度报告")
    assert newest(look(this, LAST, on=day), on=day).state is MET


def test_the_day_after_it_is_missed_by_a_complete_look_of_that_day() -> None:
    day = date(2026, 2, 1)
    found = newest(look(LAST, OLD, on=day), on=day)
    assert (found.state, found.days_late, found.published_on) == (MISSED, 1, None)
    assert found.seen_at == at(day, 8)


def test_a_report_that_came_late_is_missed_by_the_days_it_came_late() -> None:
    late = entry(date(2026, 3, 30), "县教育局2025年政府信息公开工作年度报告")
    found = newest(look(late, LAST, on=date(2026, 6, 1)), on=date(2026, 6, 1))
    assert (found.state, found.days_late, found.published_on) == (MISSED, 58, date(2026, 3, 30))


def test_a_report_within_a_year_of_the_last_can_still_miss_its_day() -> None:
    yearly = Rule(
        key="yearly",
        clause="至少一年一次",
        title="年报",
        covers=Covers(kind=RuleKind.COLUMN, classes=frozenset({ColumnClass.ANNUAL_REPORT})),
        limit=Period(months=12),
    )
    book = replace(DATES, rules=(yearly, REPORT))
    seen = look(
        entry(date(2025, 3, 30), "县教育局2024年年度报告"),
        entry(date(2024, 3, 31), "县教育局2023年年度报告"),
        on=date(2025, 4, 2),
    )
    verdict = judged(NEWS, seen, inventory=inventory_of(NEWS, book), rulebook=book, now=at(date(2025, 4, 2)))
    found = newest(seen, on=date(2025, 4, 2), inventory=inventory_of(NEWS, book))
    assert (verdict.state, found.state, found.days_late) == (State.FRESH, MISSED, 58)


def test_without_a_look_begun_after_the_day_nothing_is_missed() -> None:
    day = date(2026, 2, 10)
    assert newest(on=day).doubt is Reason.NEVER_LOOKED
    before = look(LAST, OLD, on=date(2026, 1, 31))
    assert newest(before, on=day).doubt is Reason.NOT_LOOKED_SINCE_DUE
    assert newest(before, failed(on=day), on=day).doubt is Reason.COULD_NOT_LOOK
    assert newest(look(LAST, OLD, on=day, complete=False), on=day).doubt is Reason.NOT_PROVEN
    assert newest(look(on=day, outcome=Outcome.UNDATED), on=day).doubt is Reason.UNDATED
    assert newest(before, on=day).state is UNKNOWN


def test_an_item_without_a_date_could_be_the_report() -> None:
    day = date(2026, 2, 10)
    found = newest(look(entry(None, "年度报告"), LAST, OLD, on=day), on=day)
    assert (found.state, found.doubt) == (UNKNOWN, Reason.UNDATED)


def test_a_list_that_does_not_reach_back_before_the_year_proves_nothing() -> None:
    day = date(2026, 6, 1)
    late = entry(date(2026, 3, 30), "县教育局2025年年度报告")
    assert newest(look(late, on=day), on=day).doubt is Reason.LIST_TOO_SHORT
    pinned = entry(date(2020, 1, 1), "置顶")
    assert newest(look(pinned, late, on=day), on=day).doubt is Reason.LIST_TOO_SHORT


def test_what_another_path_shows_leaves_it_to_a_person() -> None:
    day = date(2026, 2, 10)
    shown = entry(date(2026, 1, 20), "县教育局2025年年度报告")
    seen = replace(look(LAST, OLD, on=day), thorough=True, elsewhere=(shown,))
    assert newest(seen, on=day).doubt is Reason.DISPUTED


def test_a_look_by_a_wrong_clock_proves_nothing() -> None:
    day = date(2026, 2, 10)
    wrong = Incident(kind=IncidentKind.CLOCK, host="", from_at=at(day, 0), until_at=at(day, 23), note="")
    found = newest(look(LAST, OLD, on=day), on=day, incidents=(wrong,))
    assert (found.state, found.doubt) == (UNKNOWN, Reason.NEVER_LOOKED)


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("县教育局2025年政府信息公开工作年度报告", MET),
        ("县教育局二〇二五年政府信息公开工作年度报告", MET),
        ("县教育局政府信息公开工作年度报告", MET),
        ("2021—2025年政府信息公开情况", MET),
        ("县教育局2024年政府信息公开工作年度报告", MISSED),
        ("县教育局二○二四年度报告", MISSED),
    ],
)
def test_a_title_that_names_years_has_to_name_the_reports(title: str, state: DeadlineState) -> None:
    day = date(2026, 2, 10)
    assert newest(look(entry(date(2026, 1, 20), title), LAST, OLD, on=day), on=day).state is state


def test_last_years_report_found_this_year_is_late_and_not_this_years() -> None:
    day = date(2026, 2, 10)
    late = entry(date(2026, 1, 15), "县教育局2024年政府信息公开工作年度报告")
    before, this = told(look(late, OLD, on=day), on=day)
    assert (before.state, before.published_on, before.days_late) == (MISSED, date(2026, 1, 15), 349)
    assert (this.state, this.published_on) == (MISSED, None)


def test_the_countys_report_has_two_months_more_than_a_departments() -> None:
    day = date(2026, 3, 15)
    target = replace(NEWS, units=("xzf",))
    report = entry(date(2025, 3, 15), "演练县人民政府2024年年度报告")
    found = newest(look(report, OLD, on=day), on=day, target=target)
    assert (found.rule, found.due_on, found.state) == ("county", date(2026, 3, 31), SOON)


def test_a_township_has_no_day_where_the_rule_names_departments() -> None:
    assert told(on=date(2026, 6, 1), target=replace(NEWS, units=("cgz",))) == ()


def rows(*found: tuple[date, str, str]) -> Observation:
    return look(*(entry(day, title, source) for day, title, source in found), on=date(2026, 4, 10))


def test_each_unit_of_a_shared_column_has_its_own_day_by_its_own_entries() -> None:
    seen = rows(
        (date(2026, 3, 20), "2025年度报告", "演练县人民政府"),
        (date(2026, 2, 20), "2025年度报告", "县教育局"),
        (date(2025, 1, 10), "2024年度报告", "县教育局"),
        (date(2024, 1, 10), "2023年度报告", "县教育局"),
    )
    found = told(seen, on=date(2026, 4, 10), target=SHARED)
    states = {(each.target, each.due_on.year): (each.state, each.days_late) for each in found}
    assert states == {
        ("news@xzf", 2025): (MISSED, 375),
        ("news@jyj", 2025): (MET, None),
        ("news@xzf", 2026): (MET, None),
        ("news@jyj", 2026): (MISSED, 20),
    }
    own = told(seen, on=date(2026, 4, 10), target=SHARED, key="news@jyj")
    assert {each.unit for each in own} == {"jyj"}


def test_a_title_that_names_the_unit_is_its_own_whoever_put_it_online() -> None:
    seen = rows(
        (date(2026, 1, 20), "县教育局2025年度报告", "县融媒体中心"),
        (date(2024, 1, 10), "2023年度报告", "县教育局"),
    )
    assert newest(seen, on=date(2026, 4, 10), target=SHARED, key="news@jyj").state is MET


def test_the_report_of_the_countys_office_is_not_the_countys() -> None:
    seen = rows(
        (date(2026, 1, 20), "演练县人民政府办公室2025年度报告", "县政府办"),
        (date(2024, 1, 10), "2023年度报告", "县教育局"),
    )
    found = newest(seen, on=date(2026, 4, 10), target=SHARED, key="news@xzf")
    assert (found.state, found.published_on) == (MISSED, None)


def test_a_unit_is_found_by_the_name_it_had_on_that_day() -> None:
    renamed = replace(UNITS[0], was=(FormerName(name="县教体局", until=date(2026, 1, 25)),))
    inventory = replace(inventory_of(SHARED), units=(COUNTY, renamed, UNITS[1]))
    seen = rows((date(2026, 1, 20), "县教体局2025年度报告", ""), (date(2024, 1, 10), "旧", "县教育局"))
    found = newest(seen, on=date(2026, 4, 10), inventory=inventory, key="news@jyj")
    assert found.state is MET


def test_a_row_without_a_source_could_be_any_units() -> None:
    seen = rows((date(2026, 1, 20), "2025年度报告", ""), (date(2024, 1, 10), "旧", "县教育局"))
    found = newest(seen, on=date(2026, 4, 10), target=SHARED, key="news@jyj")
    assert (found.state, found.doubt) == (UNKNOWN, Reason.LIST_TOO_SHORT)


def test_a_landing_page_has_met_its_day_by_a_column_below_it() -> None:
    child = column("below", class_=ColumnClass.OTHER, parent="news", level=2)
    inventory = replace(inventory_of(NEWS), columns=(NEWS, child))
    day = date(2026, 2, 10)
    entrance = look(on=day, outcome=Outcome.LANDING, complete=False)
    report = entry(date(2026, 1, 20), "2025年度报告")
    for listed, state in (((report, LAST), MET), ((LAST, OLD), MISSED)):
        below = look(*listed, on=day, target="below")
        found = deadlines(
            "news", inventory=inventory, looks={"news": [entrance], "below": [below]}, now=at(day)
        )
        assert found[-1].state is state
    unseen = deadlines("news", inventory=inventory, looks={"news": [entrance]}, now=at(day))
    assert unseen[-1].doubt is Reason.NEVER_LOOKED


def budget(*approved: date) -> Column:
    return replace(column("news", class_=ColumnClass.BUDGET), approved_on=approved)


def test_a_budget_is_due_twenty_days_after_its_approval_and_not_twenty_working_days() -> None:
    day = date(2026, 2, 20)
    found = newest(look(OLD, on=day), on=day, target=budget(date(2026, 2, 10)))
    assert (found.due_on, found.approved_on, found.state) == (date(2026, 3, 2), date(2026, 2, 10), PENDING)


def test_a_budget_and_a_final_account_do_not_stand_for_one_another() -> None:
    day = date(2026, 10, 1)
    accounts = entry(date(2026, 9, 1), "2025年决算")
    first, second = told(
        look(accounts, LAST, on=day), on=day, target=budget(date(2026, 8, 20), date(2026, 2, 10))
    )
    assert (first.state, first.published_on) == (MISSED, None)
    assert (second.state, second.published_on) == (MET, date(2026, 9, 1))


def test_what_was_published_before_the_approval_does_not_count() -> None:
    day = date(2026, 3, 10)
    early = entry(date(2026, 2, 1), "2026年预算草案")
    assert newest(look(early, on=day), on=day, target=budget(date(2026, 2, 10))).state is MISSED


def test_a_column_without_an_approval_has_no_day_and_neither_has_an_approval_to_come() -> None:
    assert told(on=date(2026, 3, 1), target=budget()) == ()
    assert told(on=date(2026, 2, 9), target=budget(date(2026, 2, 10))) == ()


def test_an_exclusive_reading_ends_a_day_earlier() -> None:
    book = replace(DATES, settings=RulebookSettings(inclusive=False))
    assert newest(on=date(2026, 6, 1), inventory=inventory_of(NEWS, book)).due_on == date(2026, 1, 30)


def test_a_day_before_the_rulebook_or_after_its_end_is_no_day() -> None:
    later = replace(DATES, in_force=date(2025, 6, 1), until=date(2026, 1, 30))
    assert told(on=date(2026, 6, 1), inventory=inventory_of(NEWS, later)) == ()


def test_a_waiver_or_a_closing_on_its_day_or_today_excuses_what_is_not_there() -> None:
    day = date(2026, 2, 10)
    seen = look(LAST, OLD, on=day)
    plain = inventory_of(NEWS)
    for first, last, state in (
        (date(2026, 1, 20), date(2026, 1, 31), WAIVED),
        (date(2026, 2, 10), date(2026, 2, 10), WAIVED),
        (date(2026, 1, 1), date(2026, 1, 30), MISSED),
    ):
        waiver = Waiver(target="news", from_on=first, until_on=last, basis="报备单第1号")
        closing = Offline(site="portal", from_on=first, until_on=last, approval="批复第1号")
        assert newest(seen, on=day, inventory=replace(plain, waivers=(waiver,))).state is state
        assert newest(seen, on=day, inventory=replace(plain, offline=(closing,))).state is state


def test_an_account_and_an_unknown_key_have_no_fixed_dates() -> None:
    assert told(on=date(2026, 6, 1), key="wx") == ()


@given(
    published=st.none() | st.dates(date(2025, 12, 1), date(2026, 6, 30)),
    looked=st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    asked=st.integers(0, 400),
    more=st.integers(0, 100),
)
def test_with_the_same_looks_a_missed_day_stays_missed_and_a_met_one_met(
    published: date | None, looked: date, asked: int, more: int
) -> None:
    found = [entry(published, "2025年度报告")] if published and published <= looked else []
    seen = look(*found, LAST, OLD, on=looked)
    first = min(looked + timedelta(days=asked), date(2026, 12, 31))
    then = min(first + timedelta(days=more), date(2026, 12, 31))
    one, other = newest(seen, on=first), newest(seen, on=then)
    assert one.due_on == other.due_on
    rank = {PENDING: 0, SOON: 1, UNKNOWN: 2, MISSED: 2, MET: 2}
    assert rank[one.state] <= rank[other.state]
    if rank[one.state] == 2:
        assert one.state is other.state
    if MISSED in {one.state, other.state}:
        assert looked > one.due_on


def test_the_moment_is_taken_as_a_day_in_shanghai() -> None:
    late_evening = datetime(2026, 1, 31, 23, 59, tzinfo=SHANGHAI)
    found = deadlines("news", inventory=inventory_of(NEWS), looks={}, now=late_evening)
    assert found[-1].state is SOON
