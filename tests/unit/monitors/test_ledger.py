"""The office's own records: closings, yearly checks, waivers that have ended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitors.ledger import CHECK_EVERY, ENDED_LATELY, MOST_DAYS, check_due_on, ledger_findings
from records.inventory import Inventory, Offline, Waiver
from records.ledger import LedgerFinding, LedgerKind
from records.period import Period
from records.targets import Column, ColumnClass
from tests.unit.monitors.cases import TODAY, ago, at, book, column, county

PLAIN = county(column(), rulebook=book())
STATIC = column("gk", class_=ColumnClass.STATIC)


def closing(first: date, days: int, site: str = "portal") -> Offline:
    last = first + timedelta(days=days - 1)
    return Offline(site=site, from_on=first, until_on=last, approval=f"批复{first}")


def found(inventory: Inventory, on: date = TODAY) -> list[tuple[LedgerKind, str]]:
    return [(each.kind, each.about) for each in ledger_findings(inventory, now=at(on))]


def test_thirty_days_are_allowed_and_thirty_one_are_not() -> None:
    first = date(2026, 3, 1)
    assert MOST_DAYS == 30
    assert found(replace(PLAIN, offline=(closing(first, 30),))) == []
    (finding,) = ledger_findings(replace(PLAIN, offline=(closing(first, 31),)), now=at(TODAY))
    assert finding == LedgerFinding(
        kind=LedgerKind.CLOSED_TOO_LONG, about="portal", on=first, number=31, basis="批复2026-03-01"
    )


def test_the_second_closing_of_a_calendar_year_is_one_too_many_for_that_site_alone() -> None:
    days = (date(2026, 6, 1), date(2026, 2, 1))
    inventory = replace(PLAIN, offline=tuple(closing(day, 5) for day in days))
    (finding,) = ledger_findings(inventory, now=at(TODAY))
    assert (finding.kind, finding.on, finding.number) == (LedgerKind.CLOSED_TOO_OFTEN, date(2026, 6, 1), 2)
    apart = (closing(date(2026, 2, 1), 5), closing(date(2026, 6, 1), 5, "other"))
    assert found(replace(PLAIN, offline=apart)) == []


def test_a_closing_across_new_year_counts_in_the_year_of_its_first_day() -> None:
    across, next_one = closing(date(2025, 12, 28), 10), closing(date(2026, 5, 1), 5)
    assert found(replace(PLAIN, offline=(across, next_one))) == []
    twice = closing(date(2026, 9, 1), 5)
    kinds = found(replace(PLAIN, offline=(across, next_one, twice)))
    assert kinds == [(LedgerKind.CLOSED_TOO_OFTEN, "portal")]


def test_closings_before_last_year_are_history() -> None:
    assert found(replace(PLAIN, offline=(closing(date(2024, 3, 1), 40),))) == []


def static(checked_on: date | None, *waivers: Waiver, class_: ColumnClass = ColumnClass.STATIC) -> Inventory:
    target = replace(STATIC, class_=class_, checked_on=checked_on)
    return county(target, rulebook=book(), waivers=waivers)


@pytest.mark.parametrize(
    ("checked_on", "kinds"),
    [
        (None, [LedgerKind.NEVER_CHECKED]),
        (date(2025, 11, 23), [LedgerKind.CHECK_DUE]),
        (date(2025, 11, 24), []),
        (date(2026, 11, 1), []),
    ],
)
def test_a_static_column_is_to_be_checked_a_year_after_its_last_check(
    checked_on: date | None, kinds: list[LedgerKind]
) -> None:
    assert [kind for kind, _ in found(static(checked_on))] == kinds


def test_a_check_on_the_leap_day_is_due_on_the_last_of_february() -> None:
    target: Column = replace(STATIC, checked_on=date(2024, 2, 29))
    assert Period(months=12) == CHECK_EVERY
    assert check_due_on(target) == date(2025, 2, 28)
    assert check_due_on(replace(target, class_=ColumnClass.NEWS)) is None


def test_a_waived_column_and_one_of_another_class_need_no_check() -> None:
    waiver = Waiver(target="gk", from_on=ago(1), until_on=TODAY, basis="报备单")
    assert found(static(None, waiver)) == []
    assert found(static(None, class_=ColumnClass.OTHER)) == []
    closed = replace(static(None), offline=(closing(TODAY, 3),))
    assert found(closed) == []


def waived(*days: tuple[date, date]) -> Inventory:
    waivers = [Waiver(target="news", from_on=first, until_on=last, basis=f"至{last}") for first, last in days]
    return replace(PLAIN, waivers=tuple(waivers))


def test_a_waiver_is_told_from_the_day_after_its_last_and_for_a_quarter() -> None:
    assert found(waived((ago(9), TODAY))) == []
    (finding,) = ledger_findings(waived((ago(9), ago(1))), now=at(TODAY))
    assert (finding.kind, finding.on, finding.basis) == (LedgerKind.WAIVER_ENDED, ago(1), f"至{ago(1)}")
    assert len(found(waived((ago(400), ago(ENDED_LATELY.days))))) == 1
    assert found(waived((ago(400), ago(ENDED_LATELY.days + 1)))) == []


def test_a_waiver_that_another_follows_has_not_run_out() -> None:
    assert found(waived((ago(30), ago(10)), (ago(9), TODAY + timedelta(days=5)))) == []
