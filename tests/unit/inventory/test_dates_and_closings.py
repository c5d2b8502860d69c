"""Fixed dates, approvals, yearly checks and closings, as the files write them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from records.inventory import Inventory, Offline
from records.inventory_files.load import SHIPPED_RULEBOOKS, load_inventory
from records.inventory_files.summary import summary
from records.period import Period
from records.rulebook import Covers, Rule, RuleKind, Start, YearDay
from records.targets import ColumnClass, UnitKind

INVENTORIES = Path(__file__).parents[2] / "inventories"

Good = Callable[[str], Inventory]


def rules(inventory: Inventory) -> dict[str, Rule]:
    return {rule.key: rule for book in inventory.rulebooks for rule in book.rules}


def test_a_rulebook_may_end_and_may_begin_to_count_on_the_next_day(good: Good) -> None:
    own, dates = good("dates-and-closings").rulebooks
    assert (own.until, own.settings.start) == (date(2027, 12, 31), Start.NEXT_DAY)
    assert (dates.until, dates.settings.start) == (None, Start.SAME_DAY)
    assert own.holds_on(date(2027, 12, 31))
    assert not own.holds_on(date(2028, 1, 1))


def test_a_rule_may_be_a_day_of_every_year_for_some_kinds_of_units(good: Good) -> None:
    rule = rules(good("dates-and-closings"))["leap"]
    assert rule.by == YearDay(month=2, day=29)
    assert rule.covers == Covers(
        kind=RuleKind.COLUMN,
        classes=frozenset({ColumnClass.PLAN}),
        levels=frozenset({1}),
        units=frozenset({UnitKind.TOWNSHIP, UnitKind.OTHER}),
    )
    assert (rule.by.of(2027), rule.by.of(2028)) == (date(2027, 2, 28), date(2028, 2, 29))


def test_the_shipped_days_are_those_of_the_texts(good: Good) -> None:
    found = rules(good("dates-and-closings"))
    assert str(found["department-report"].by) == "01-31"
    assert str(found["county-report"].by) == "03-31"
    assert str(found["site-report"].by) == "01-31"
    assert found["budget-approval"].within == Period(days=20)


def test_a_departments_report_and_the_countys_are_told_apart_by_who_answers(good: Good) -> None:
    found = rules(good("dates-and-closings"))
    department, county = found["department-report"].covers, found["county-report"].covers
    assert [kind for kind in UnitKind if department.answered_by(kind)] == [UnitKind.DEPARTMENT]
    assert [kind for kind in UnitKind if county.answered_by(kind)] == [UnitKind.COUNTY]


def test_columns_carry_their_approvals_their_check_and_their_disclosure(good: Good) -> None:
    inventory = good("dates-and-closings")
    assert inventory.column("gk").checked_on == date(2026, 1, 15)
    assert inventory.column("ys").approved_on == (date(2026, 2, 10), date(2026, 8, 20))
    assert [column.key for column in inventory.columns if column.disclosure] == ["wj"]


def test_closings_are_read_even_where_they_are_longer_or_more_than_the_notice_allows(good: Good) -> None:
    assert good("dates-and-closings").offline == (
        Offline(
            site="portal",
            from_on=date(2026, 7, 1),
            until_on=date(2026, 7, 10),
            approval="省批复第1号",
            notice="http://www.example.test/wj/1.html",
        ),
        Offline(
            site="portal", from_on=date(2026, 10, 1), until_on=date(2026, 11, 15), approval="省批复第2号"
        ),
    )


def test_the_summary_counts_by_who_answers_and_names_columns_without_an_approval(good: Good) -> None:
    found = summary(good("dates-and-closings"))
    covered = {rule.key: rule.covered for rule in found.rulebooks[1].rules}
    assert covered == {"department-report": 1, "county-report": 1, "site-report": 1, "budget-approval": 2}
    assert found.unapproved == ("xzys",)


def test_no_inventory_without_the_new_keys_has_any_of_them(good: Good) -> None:
    inventory = good("everything")
    assert inventory.offline == ()
    assert all(book.until is None for book in inventory.rulebooks)
    assert not any(column.approved_on or column.checked_on for column in inventory.columns)


def test_the_fixed_dates_are_in_force_only_where_the_office_names_them(good: Good) -> None:
    assert (SHIPPED_RULEBOOKS / "fixed-dates.yaml").exists()
    assert "fixed-dates" not in {book.key for book in good("everything").rulebooks}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("offline.yaml", "2026-07-10", "2026-07-11"),
        ("columns.yaml", "2026-08-20", "2026-08-21"),
        ("columns.yaml", "2026-01-15", "2026-01-16"),
        ("columns.yaml", "disclosure: true", "disclosure: false"),
        ("rulebooks/county-2026.yaml", "02-29", "02-28"),
        ("rulebooks/county-2026.yaml", "next-day", "same-day"),
        ("rulebooks/county-2026.yaml", "2027-12-31", "2027-12-30"),
        ("rulebooks/county-2026.yaml", "[乡镇, 其他]", "[乡镇]"),
    ],
)
def test_another_value_of_any_of_them_is_another_version(
    file: str, old: str, new: str, good: Good, tmp_path: Path
) -> None:
    folder = copytree(INVENTORIES / "good" / "dates-and-closings", tmp_path / "inventory")
    assert load_inventory(folder).version == good("dates-and-closings").version
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), "utf-8")
    assert load_inventory(folder).version != good("dates-and-closings").version
