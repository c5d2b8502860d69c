"""Every rule of the two shipped rulebooks on its last day in time and its first day late."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from practice.inventory import write_inventory
from records.inventory_files.load import load_inventory
from records.observation import Outcome
from records.rulebook import Rulebook
from records.targets import ColumnClass
from records.verdict import State
from tests.unit.monitors.cases import account, at, column, entry, judged, look

NOTICE, NATIONAL = "fangxian-2023-16", "gb-2019-19"

#: A rule, the class and level it is tried on, the newest entry's day, the last day in time (counted by hand).
BOUNDARIES = [
    (NOTICE, "news", ColumnClass.NEWS, 2, date(2026, 11, 10), date(2026, 11, 17)),
    (NOTICE, "news", ColumnClass.NEWS, 1, date(2026, 12, 28), date(2027, 1, 4)),
    (NOTICE, "news", ColumnClass.NEWS, 1, date(2028, 2, 22), date(2028, 2, 29)),
    (NOTICE, "news", ColumnClass.NEWS, 1, date(2028, 2, 23), date(2028, 3, 1)),
    (NOTICE, "policy", ColumnClass.POLICY, 1, date(2026, 8, 31), date(2027, 2, 28)),
    (NOTICE, "policy", ColumnClass.POLICY, 1, date(2027, 8, 31), date(2028, 2, 29)),
    (NOTICE, "policy", ColumnClass.POLICY, 1, date(2026, 5, 20), date(2026, 11, 20)),
    (NOTICE, "policy-lower", ColumnClass.POLICY, 2, date(2026, 8, 23), date(2026, 11, 23)),
    (NOTICE, "annual-report", ColumnClass.ANNUAL_REPORT, 1, date(2025, 3, 31), date(2026, 3, 31)),
    (NOTICE, "annual-report", ColumnClass.SITE_REPORT, 1, date(2028, 2, 29), date(2029, 2, 28)),
    (NOTICE, "budget", ColumnClass.BUDGET, 1, date(2025, 2, 28), date(2026, 2, 28)),
    (NOTICE, "other", ColumnClass.OTHER, 1, date(2026, 11, 30), date(2027, 2, 28)),
    (NOTICE, "other", ColumnClass.NOTICE, 1, date(2027, 11, 30), date(2028, 2, 29)),
    (NOTICE, "other", ColumnClass.INTERPRETATION, 2, date(2026, 1, 31), date(2026, 4, 30)),
    (NOTICE, "other", ColumnClass.PERSONNEL, 1, date(2026, 8, 15), date(2026, 11, 15)),
    (NOTICE, "other", ColumnClass.PLAN, 1, date(2026, 8, 15), date(2026, 11, 15)),
    (NOTICE, "other", ColumnClass.STATISTICS, 1, date(2026, 8, 15), date(2026, 11, 15)),
    (NATIONAL, "news", ColumnClass.NEWS, 1, date(2026, 11, 10), date(2026, 11, 24)),
    (NATIONAL, "news", ColumnClass.NEWS, 1, date(2028, 2, 15), date(2028, 2, 29)),
    (NATIONAL, "policy", ColumnClass.POLICY, 1, date(2026, 8, 31), date(2027, 2, 28)),
    (NATIONAL, "policy", ColumnClass.NOTICE, 1, date(2027, 8, 31), date(2028, 2, 29)),
]


@pytest.fixture(scope="module")
def rulebooks(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Rulebook]:
    """The two shipped rulebooks, as an office that names them gets them."""
    folder: Path = tmp_path_factory.mktemp("inventory")
    write_inventory(folder, port=80)
    return {rulebook.key: rulebook for rulebook in load_inventory(folder).rulebooks}


@pytest.mark.parametrize(("book", "rule", "class_", "level", "newest", "due"), BOUNDARIES)
def test_a_column_is_in_time_on_the_last_day_and_late_on_the_next(
    rulebooks: Mapping[str, Rulebook],
    book: str,
    rule: str,
    class_: ColumnClass,
    level: int,
    newest: date,
    due: date,
) -> None:
    target, late = column(class_=class_, level=level), due + timedelta(days=1)
    last_day = judged(target, look(entry(newest), on=due), rulebook=rulebooks[book], now=at(due, 23))
    next_day = judged(target, look(entry(newest), on=late), rulebook=rulebooks[book], now=at(late))
    assert (last_day.state, last_day.due_on) == (State.DUE_SOON, due)
    assert (next_day.state, next_day.due_on) == (State.OVERDUE, due)
    assert next_day.rule == rule
    assert next_day.clause


@pytest.mark.parametrize(("book", "due"), [(NOTICE, date(2026, 11, 20)), (NATIONAL, date(2026, 11, 24))])
def test_an_account_is_in_time_on_the_last_day_and_late_on_the_next(
    rulebooks: Mapping[str, Rulebook], book: str, due: date
) -> None:
    newest, late = date(2026, 11, 10), due + timedelta(days=1)
    last_day = judged(
        account(), look(entry(newest), on=due, target="wx"), rulebook=rulebooks[book], now=at(due, 23)
    )
    next_day = judged(
        account(), look(entry(newest), on=late, target="wx"), rulebook=rulebooks[book], now=at(late)
    )
    assert (last_day.state, next_day.state) == (State.DUE_SOON, State.OVERDUE)
    assert next_day.due_on == due


@pytest.mark.parametrize("book", [NOTICE, NATIONAL])
@pytest.mark.parametrize("class_", list(ColumnClass))
def test_a_proven_blank_column_of_any_class_is_blank_under_both_rulebooks(
    rulebooks: Mapping[str, Rulebook], book: str, class_: ColumnClass
) -> None:

    verdict = judged(column(class_=class_), look(outcome=Outcome.EMPTY), rulebook=rulebooks[book])
    assert (verdict.state, verdict.rule) == (State.BLANK, "blank")


@pytest.mark.parametrize("book", [NOTICE, NATIONAL])
@pytest.mark.parametrize("class_", [ColumnClass.STATIC, ColumnClass.INTERACTION, ColumnClass.TOPIC])
def test_static_interaction_and_topic_columns_have_no_limit(
    rulebooks: Mapping[str, Rulebook], book: str, class_: ColumnClass
) -> None:
    verdict = judged(column(class_=class_), look(entry(date(2019, 1, 1))), rulebook=rulebooks[book])
    assert (verdict.state, verdict.due_on) == (State.FRESH, None)


def test_the_national_policy_limit_is_for_first_level_columns_alone(
    rulebooks: Mapping[str, Rulebook],
) -> None:
    target = column(class_=ColumnClass.POLICY, level=2)
    verdict = judged(target, look(entry(date(2020, 1, 1))), rulebook=rulebooks[NATIONAL])
    assert (verdict.state, verdict.due_on) == (State.FRESH, None)


def test_every_rule_with_a_limit_is_tried_here(rulebooks: Mapping[str, Rulebook]) -> None:
    tried = {(book, rule) for book, rule, *_ in BOUNDARIES} | {(NOTICE, "account"), (NATIONAL, "account")}
    limits = {(book.key, rule.key) for book in rulebooks.values() for rule in book.rules if rule.limit}
    assert limits == tried
