"""What falls due in the days ahead, and what a holiday does to it."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from monitors.outlook import look_ahead
from records.civil import SHANGHAI
from records.inventory import Holidays, Waiver
from records.outlook import Outlook
from records.snapshot import Snapshot
from records.verdict import Reason, State
from tests.unit.exporters.county import column, snapshot, verdict


def county_on(
    day: date, due: date | None, *, state: State = State.FRESH, rule: str = "news", **more: object
) -> Snapshot:
    """Return one column on *day*, updated in time until *due*."""
    one = replace(verdict("a", state, Reason.IN_TIME, rule=rule, newest=0), due_on=due)
    told = snapshot([column("a", "栏目", "zfb")], [(one,)])
    inventory = replace(told.inventory, **more)
    return replace(told, inventory=inventory, at=datetime.combine(day, time(9), tzinfo=SHANGHAI))


def ahead(day: date, due: date | None, **more: object) -> Outlook:
    return look_ahead(county_on(day, due, **more))


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (date(2026, 11, 22), False),
        (date(2026, 11, 23), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
    ],
)
def test_what_falls_due_from_today_to_this_day_next_week_is_told(due: date, told: bool) -> None:
    assert bool(ahead(date(2026, 11, 23), due).due) is told


@pytest.mark.parametrize("state", [State.OVERDUE, State.UNKNOWN, State.WAIVED, State.BLANK, State.GONE])
def test_only_what_is_in_time_falls_due(state: State) -> None:
    assert ahead(date(2026, 11, 23), date(2026, 11, 25), state=state).due == ()


def test_what_falls_due_on_a_weekend_has_its_last_working_day_before() -> None:
    (due,) = ahead(date(2026, 11, 23), date(2026, 11, 29)).due
    assert due.work_by == date(2026, 11, 27)


def test_a_waiver_that_ends_before_the_due_date_excuses_nothing() -> None:
    waiver = Waiver(target="a", from_on=date(2026, 11, 1), until_on=date(2026, 11, 24), basis="来函")
    assert ahead(date(2026, 11, 23), date(2026, 11, 25), waivers=(waiver,)).due
    longer = replace(waiver, until_on=date(2026, 11, 25))
    assert not ahead(date(2026, 11, 23), date(2026, 11, 25), waivers=(longer,)).due


def test_an_ordinary_weekend_is_no_holiday() -> None:
    assert ahead(date(2026, 11, 23), None).holidays == ()


def test_two_holidays_close_to_each_other_are_both_told() -> None:
    outlook = ahead(date(2026, 9, 21), None)
    assert [(each.first_on, each.last_on) for each in outlook.holidays] == [
        (date(2026, 9, 25), date(2026, 9, 27)),
        (date(2026, 10, 1), date(2026, 10, 7)),
    ]


@pytest.mark.parametrize(
    ("today", "told"), [(date(2026, 9, 16), 0), (date(2026, 9, 17), 1), (date(2026, 9, 30), 1)]
)
def test_national_day_is_told_from_a_fortnight_before_until_its_eve(today: date, told: int) -> None:
    holidays = [each for each in ahead(today, None).holidays if each.first_on == date(2026, 10, 1)]
    assert len(holidays) == told


def test_a_holiday_that_has_begun_is_no_coming_one() -> None:
    assert ahead(date(2026, 10, 1), None).holidays == ()


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (date(2026, 9, 30), False),
        (date(2026, 10, 1), True),
        (date(2026, 10, 7), True),
        (date(2026, 10, 8), False),
    ],
)
def test_what_falls_due_in_the_holiday_has_to_be_updated_before_it(due: date, told: bool) -> None:
    (holiday,) = ahead(date(2026, 9, 28), due).holidays
    assert holiday.before_on == date(2026, 9, 30)
    assert bool(holiday.update_before) is told


def test_seven_days_from_the_eve_of_seven_days_off_end_in_them_and_ten_do_not() -> None:
    (holiday,) = ahead(date(2026, 9, 28), None, rule="news").holidays
    assert [due.due_on for due in holiday.still_due] == [date(2026, 10, 7)]
    (holiday,) = ahead(date(2026, 9, 28), None, rule="media").holidays
    assert holiday.still_due == ()


@pytest.mark.parametrize(
    ("state", "told"),
    [(State.OVERDUE, True), (State.UNKNOWN, True), (State.WAIVED, False), (State.GONE, False)],
)
def test_what_an_update_would_put_in_time_can_fall_due_again(state: State, told: bool) -> None:
    (holiday,) = ahead(date(2026, 9, 28), None, state=state).holidays
    assert bool(holiday.still_due) is told


def test_a_year_without_a_calendar_is_said_and_its_holidays_are_not_guessed() -> None:
    outlook = ahead(date(2026, 12, 24), date(2026, 12, 31))
    assert outlook.unknown_from == date(2027, 1, 1)
    assert outlook.holidays == ()
    (due,) = outlook.due
    assert due.work_by == date(2026, 12, 31)


def test_the_office_s_own_calendar_tells_of_the_new_year() -> None:
    own = Holidays(year=2027, holidays=(date(2027, 1, 1),), workdays=())
    outlook = ahead(date(2026, 12, 24), date(2027, 1, 2), calendar=(own,))
    assert outlook.unknown_from is None
    (holiday,) = outlook.holidays
    assert (holiday.first_on, holiday.last_on, holiday.days) == (date(2027, 1, 1), date(2027, 1, 3), 3)
    assert [due.target for due in holiday.update_before] == ["a"]


def test_a_day_in_a_year_nobody_knows_falls_due_without_a_working_day() -> None:
    (due,) = ahead(date(2026, 12, 28), date(2027, 1, 2)).due
    assert due.work_by is None
