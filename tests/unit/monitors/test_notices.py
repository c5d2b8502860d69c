"""Which items a unit hears of, on which morning, and on what a notice may rest."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitors.notices import Lead, item_of, items_to_tell, said_of, seen_freshly
from records.inventory import Holidays, Inventory
from records.notice import NoticeItem, NoticeKind
from records.observation import Observation, Outcome
from records.targets import ColumnClass
from records.verdict import Certainty, Reason, State, Verdict
from tests.unit.monitors.cases import account, at, book, column, county

LEAD = Lead(news=2, other=5)
#: A Wednesday; the National Day of 2026 is off from 1 to 7 October, and 10 October is worked.
BEFORE_HOLIDAY = date(2026, 9, 30)


def verdict(
    state: State = State.FRESH,
    *,
    target: str = "news",
    due: date | None = None,
    certainty: Certainty | None = None,
    first: date = date(2026, 11, 20),
    rulebook: str = "notice",
) -> Verdict:
    return Verdict(
        target=target,
        rulebook=rulebook,
        rulebook_version="1",
        rule="news",
        clause="7 天",
        state=state,
        reason=Reason.IN_TIME,
        judged_at=at(first),
        certainty=certainty,
        due_on=due,
        first_key_at=at(first) if state.adverse else None,
    )


def told(inventory: Inventory, *verdicts: Verdict, on: date, **more: object) -> dict[str, list[str]]:
    """Return by unit the targets and kinds it hears of."""
    found = items_to_tell(inventory, verdicts, today=on, lead=LEAD, **more)  # type: ignore[arg-type]
    return {unit: [f"{item.target} {item.kind}" for item in items] for unit, items in found.items()}


NEWS = county(column(), rulebook=book())


def test_news_is_told_of_when_two_working_days_are_left() -> None:
    friday, due = date(2026, 11, 20), date(2026, 11, 24)
    assert told(NEWS, verdict(due=due), on=friday) == {"jyj": ["news 即将超期"]}
    assert told(NEWS, verdict(due=due), on=friday - timedelta(days=1)) == {}


def test_other_columns_are_told_of_when_five_working_days_are_left() -> None:
    inventory = county(column("tzgg", class_=ColumnClass.NOTICE), rulebook=book())
    due = date(2026, 11, 27)
    assert told(inventory, verdict(target="tzgg", due=due), on=date(2026, 11, 20)) == {
        "jyj": ["tzgg 即将超期"]
    }
    assert told(inventory, verdict(target="tzgg", due=due), on=date(2026, 11, 19)) == {}


def test_an_account_has_the_lead_of_news() -> None:
    inventory = county(account(), rulebook=book())
    due = date(2026, 11, 24)
    assert told(inventory, verdict(target="wx", due=due), on=date(2026, 11, 20)) == {"jyj": ["wx 即将超期"]}


@pytest.mark.parametrize("due", [date(2026, 10, day) for day in range(1, 8)])
def test_what_falls_due_in_a_holiday_is_told_of_two_working_days_before_it(due: date) -> None:
    assert told(NEWS, verdict(due=due), on=date(2026, 9, 28)) == {"jyj": ["news 即将超期"]}
    assert told(NEWS, verdict(due=due), on=date(2026, 9, 27)) == {}


def test_what_falls_due_on_a_make_up_day_has_that_day() -> None:
    # 9 October is a Friday, and Saturday the 10th is worked: two are left on the 8th.
    assert told(NEWS, verdict(due=date(2026, 10, 10)), on=date(2026, 10, 8)) == {"jyj": ["news 即将超期"]}


def test_the_last_day_in_time_is_not_too_late_to_be_told() -> None:
    assert told(NEWS, verdict(due=BEFORE_HOLIDAY), on=BEFORE_HOLIDAY) == {"jyj": ["news 即将超期"]}


def test_what_is_past_its_date_and_not_known_to_be_late_is_not_told() -> None:
    past = verdict(due=BEFORE_HOLIDAY - timedelta(days=1))
    assert told(NEWS, past, on=BEFORE_HOLIDAY) == {}


@pytest.mark.parametrize("state", [State.UNKNOWN, State.WAIVED])
def test_what_is_unknown_or_waived_is_told_to_nobody(state: State) -> None:
    assert told(NEWS, verdict(state, due=BEFORE_HOLIDAY), on=BEFORE_HOLIDAY) == {}


@pytest.mark.parametrize("state", [State.OVERDUE, State.BLANK, State.GONE])
@pytest.mark.parametrize("certainty", [None, Certainty.SUSPECTED])
def test_what_one_look_says_is_told_to_nobody(state: State, certainty: Certainty | None) -> None:
    accused = verdict(state, due=date(2026, 11, 19), certainty=certainty)
    assert told(NEWS, accused, on=date(2026, 11, 23)) == {}


@pytest.mark.parametrize("state", [State.OVERDUE, State.BLANK, State.GONE])
@pytest.mark.parametrize("certainty", [Certainty.CONFIRMED, Certainty.REVIEWED])
def test_what_both_keys_say_is_told(state: State, certainty: Certainty) -> None:
    accused = verdict(state, due=date(2026, 11, 19), certainty=certainty)
    assert told(NEWS, accused, on=date(2026, 11, 23)) == {"jyj": ["news 超期未更新"]}


def test_what_was_said_is_not_said_again_and_the_next_lapse_is() -> None:
    late = verdict(State.OVERDUE, due=date(2026, 11, 19), certainty=Certainty.CONFIRMED)
    said = {said_of(item_of(late, NoticeKind.OVERDUE))}
    assert told(NEWS, late, on=date(2026, 11, 23), said=said) == {}
    next_one = replace(late, due_on=date(2026, 12, 3))
    assert told(NEWS, next_one, on=date(2026, 12, 7), said=said) == {"jyj": ["news 超期未更新"]}


def test_a_reminder_does_not_use_up_the_second_notice() -> None:
    due = date(2026, 11, 24)
    said = {said_of(item_of(verdict(State.DUE_SOON, due=due), NoticeKind.DUE_SOON))}
    late = verdict(State.OVERDUE, due=due, certainty=Certainty.CONFIRMED)
    assert told(NEWS, late, on=date(2026, 11, 26), said=said) == {"jyj": ["news 超期未更新"]}


def test_a_blank_page_is_the_same_lapse_for_as_long_as_it_is_accused() -> None:
    blank = verdict(State.BLANK, certainty=Certainty.CONFIRMED, first=date(2026, 11, 20))
    later = replace(blank, judged_at=at(date(2026, 11, 25)))
    assert said_of(item_of(blank, NoticeKind.OVERDUE)) == said_of(item_of(later, NoticeKind.OVERDUE))


def test_a_shared_column_is_told_share_by_share() -> None:
    inventory = county(column("dongtai", units=("jyj", "cgz")), rulebook=book())
    due = date(2026, 11, 24)
    verdicts = [verdict(target=key, due=due) for key in ("dongtai", "dongtai@jyj", "dongtai@cgz")]
    assert told(inventory, *verdicts, on=date(2026, 11, 23)) == {
        "jyj": ["dongtai@jyj 即将超期"],
        "cgz": ["dongtai@cgz 即将超期"],
    }


def test_a_landing_page_is_told_by_its_children() -> None:
    inventory = county(column("top"), column("below", parent="top", level=2), rulebook=book())
    due = date(2026, 11, 24)
    verdicts = [verdict(target=key, due=due) for key in ("top", "below")]
    assert told(inventory, *verdicts, on=date(2026, 11, 23)) == {"jyj": ["below 即将超期"]}


def test_units_hear_of_the_office_s_own_rulebook_alone() -> None:
    other = verdict(due=date(2026, 11, 24), rulebook="gb-2019-19")
    assert told(NEWS, other, on=date(2026, 11, 23)) == {}


def test_an_account_that_is_only_shown_is_told_to_nobody() -> None:
    inventory = county(replace(account(), judged=False), rulebook=book())
    assert told(inventory, verdict(target="wx", due=date(2026, 11, 24)), on=date(2026, 11, 23)) == {}


def test_in_a_year_that_nobody_covers_who_cannot_be_told_exactly_is_told_early() -> None:
    """No calendar covers 2031: of a due date in it only the working days of 2030 count."""
    calendar = (Holidays(year=2030, holidays=(), workdays=()),)
    inventory = replace(NEWS, calendar=calendar)
    due = date(2031, 1, 6)
    assert told(inventory, verdict(due=due), on=date(2030, 12, 27)) == {"jyj": ["news 即将超期"]}
    assert told(inventory, verdict(due=due), on=date(2030, 12, 26)) == {}


def test_the_late_stand_before_what_falls_due() -> None:
    inventory = county(column("a"), column("b"), rulebook=book())
    today = date(2026, 11, 23)
    soon = verdict(target="a", due=date(2026, 11, 24))
    late = verdict(State.OVERDUE, target="b", due=date(2026, 11, 19), certainty=Certainty.CONFIRMED)
    assert told(inventory, soon, late, on=today) == {"jyj": ["b 超期未更新", "a 即将超期"]}


def seen(item: NoticeItem, outcome: Outcome, *, minutes: int = 10, complete: bool = True) -> bool:
    """Return whether a look of so many *minutes* ago bears *item* out."""
    now = at(date(2026, 11, 23))
    look = Observation(
        target="news", seen_at=now - timedelta(minutes=minutes), outcome=outcome, complete=complete
    )
    return seen_freshly(item, look, now=now)


SOON = item_of(verdict(due=date(2026, 11, 24)), NoticeKind.DUE_SOON)
LATE = item_of(
    verdict(State.OVERDUE, due=date(2026, 11, 19), certainty=Certainty.CONFIRMED), NoticeKind.OVERDUE
)
BLANK = item_of(verdict(State.BLANK, certainty=Certainty.CONFIRMED), NoticeKind.OVERDUE)
GONE = item_of(verdict(State.GONE, certainty=Certainty.CONFIRMED), NoticeKind.URGED)


def test_half_an_hour_is_fresh_and_a_minute_more_is_not() -> None:
    assert seen(SOON, Outcome.READ, minutes=30)
    assert not seen(SOON, Outcome.READ, minutes=31)
    assert not seen_freshly(SOON, None, now=at(date(2026, 11, 23)))


@pytest.mark.parametrize(
    ("item", "bearing"),
    [
        (SOON, {Outcome.READ, Outcome.EMPTY, Outcome.PARTIAL}),
        (LATE, {Outcome.READ, Outcome.EMPTY}),
        (BLANK, {Outcome.EMPTY}),
        (GONE, {Outcome.GONE}),
    ],
)
def test_only_a_look_that_answered_bears_an_item_out(item: NoticeItem, bearing: set[Outcome]) -> None:
    assert {outcome for outcome in Outcome if seen(item, outcome)} == bearing


def test_a_list_that_does_not_reach_back_bears_no_lateness_out() -> None:
    assert not seen(LATE, Outcome.READ, complete=False)
    assert seen(SOON, Outcome.READ, complete=False)
