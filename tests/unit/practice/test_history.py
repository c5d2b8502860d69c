from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from practice.county import Account, Column
from practice.draw import between, draw, pick
from practice.history import FIRST, LAST, History, history_of
from practice.yanlian import SHANGHAI, yanlian

COUNTY = yanlian()
HISTORY = history_of(COUNTY)
END = datetime(2026, 12, 31, 23, 59, tzinfo=SHANGHAI)
KEYS = [one.key for one in (*COUNTY.columns, *COUNTY.accounts)]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_a_draw_depends_on_what_it_is_for_alone() -> None:
    assert draw("a", 1) == draw("a", 1) != draw("a", 2)
    assert draw("ab", "c") != draw("a", "bc")


def test_a_draw_is_the_same_in_every_process() -> None:
    assert draw("演练县") == 0x6BAE87E82E032480


def test_between_reaches_both_ends_and_no_further() -> None:
    assert {between(2, 4, n) for n in range(100)} == {2, 3, 4}


def test_pick_gives_each_choice_a_turn() -> None:
    assert {pick("abc", n) for n in range(100)} == set("abc")


def test_two_tellings_of_the_history_are_equal() -> None:
    again = History(COUNTY)
    assert all(HISTORY.published(key, END) == again.published(key, END) for key in KEYS)


def test_everything_comes_out_on_a_working_day_in_working_hours() -> None:
    items = [item for key in KEYS for item in HISTORY.published(key, END)]
    assert {item.on.weekday() for item in items} == {0, 1, 2, 3, 4}
    assert {item.at.hour for item in items} <= set(range(8, 18))
    assert min(item.on for item in items) >= FIRST
    assert max(item.on for item in items) <= LAST


def test_no_two_items_share_a_number() -> None:
    numbers = [item.number for key in KEYS for item in HISTORY.published(key, END)]
    assert len(numbers) == len(set(numbers)) > 10_000


def test_a_page_shows_the_newest_first_and_nothing_from_the_future() -> None:
    now = moment("2026-03-02T12:00")
    items = HISTORY.published("xwzx-zwyw", now)
    assert all(later.at >= earlier.at for later, earlier in pairwise(items))
    assert items[0].at <= now


def test_an_item_appears_in_the_minute_it_comes_out() -> None:
    item = HISTORY.published("tzgg", END)[5]
    assert HISTORY.published("tzgg", item.at)[0] == item
    assert item not in HISTORY.published("tzgg", item.at - timedelta(minutes=1))
    assert HISTORY.item(item.number, item.at) == item
    assert HISTORY.item(item.number, item.at - timedelta(minutes=1)) is None


def test_a_daily_column_publishes_on_every_working_day_but_those_of_a_lapse() -> None:
    days = {item.on for item in HISTORY.published("xwzx-zwyw", END)}
    all_days = (date(2026, 2, 23) + timedelta(days=n) for n in range(28))
    silent = [day for day in all_days if day not in days and day.weekday() < 5]
    # the lapse of 3 to 14 March 2026, without its two weekends
    assert silent == [date(2026, 3, n) for n in (3, 4, 5, 6, 9, 10, 11, 12, 13)]


@pytest.mark.parametrize("target", [*COUNTY.columns, *COUNTY.accounts], ids=KEYS)
def test_nothing_comes_out_during_a_lapse(target: Column | Account) -> None:
    for item in HISTORY.published(target.key, END):
        for lapse in target.lapses:
            concerned = lapse.unit in {"", item.unit}
            assert not (concerned and lapse.first <= item.on <= lapse.last)


def test_a_lapse_of_one_unit_leaves_the_others_alone() -> None:
    # 石桥镇 is silent from 6 November to 6 December 2026
    of_november = [i for i in HISTORY.published("xwzx-xzdt", END) if (i.on.year, i.on.month) == (2026, 11)]
    assert {item.unit for item in of_november} == {"cgz", "lhz", "sqz", "ylx", "bsz"}
    assert max(item.on for item in of_november if item.unit == "sqz") < date(2026, 11, 6)


def test_a_yearly_column_publishes_on_its_day_or_the_monday_after() -> None:
    # 24 January is a Wednesday in 2024, a Friday in 2025 and a Saturday in 2026
    days = [item.on for item in HISTORY.published("xxgknb", END)]
    assert days == [date(2026, 1, 26), date(2025, 1, 24), date(2024, 1, 24)]


def test_a_unit_signs_with_the_name_it_had_on_the_day() -> None:
    items = [item for item in HISTORY.published("xwzx-bmdt", END) if item.unit == "jyj"]
    assert {item.source for item in items if item.on <= date(2025, 6, 30)} == {"县教育体育局"}
    assert {item.source for item in items if item.on > date(2025, 6, 30)} == {"县教育局"}


def test_nothing_is_written_after_it_came_out() -> None:
    assert all(item.written_on < item.on for item in HISTORY.published("zcwj-zfwj", END))


def test_neighbours_in_a_list_have_different_titles() -> None:
    titles = [item.title for item in HISTORY.published("xwzx-zwyw", END)]
    assert all(one != other for one, other in pairwise(titles))


def test_every_dated_column_has_a_past_on_the_first_day_of_2025() -> None:
    first = moment("2025-01-01T09:00")
    never = {key for key in KEYS if not HISTORY.published(key, first)}
    assert never == {
        *("xwzx", "zcwj", "xxgk", "czyjs", "hdjl", "ztzl"),  # landing pages
        *("xxgk-xzzf", "xxgk-gqxx"),  # blank
        *("ldzc", "jgzn", "ylgk"),  # without a list
        "dy-ysyl",  # has never posted
    }
