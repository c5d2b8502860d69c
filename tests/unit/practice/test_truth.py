from dataclasses import replace
from datetime import date, datetime

import pytest

from practice.county import Account, Column, County, Lapse, Rhythm, Site, Unit, Waiver
from practice.families import Family
from practice.limits import NATIONAL, NOTICE, State
from practice.truth import Truth, truth
from practice.yanlian import SHANGHAI, SHOWN_AT, yanlian

COUNTY = yanlian()
DAILY = Rhythm(every=(1, 1))


def column(key: str = "c", **changes: object) -> Column:
    plain = Column(
        key=key,
        name="栏目",
        site="s",
        path=f"/{key}/",
        units=("a",),
        class_="news",
        family=Family.SPAN,
        topic="news",
        rhythm=DAILY,
    )
    return replace(plain, **changes)


def county(*columns: Column, accounts: tuple[Account, ...] = (), waivers: tuple[Waiver, ...] = ()) -> County:
    units = tuple(Unit(key=key, name=f"县{key}局", kind="县直", order=n) for n, key in enumerate("abcde"))
    site = Site(key="s", name="站", host="127.10.0.1", unit="a")
    return County(
        name="小县", units=units, sites=(site,), columns=columns, accounts=accounts, waivers=waivers
    )


def told(place: County, day: str, key: str = "c", rulebook: str = NOTICE) -> Truth:
    return truth(place, date.fromisoformat(day))[(key, rulebook)]


def lapse(first: str, last: str, unit: str = "") -> tuple[Lapse, ...]:
    return (Lapse(first=date.fromisoformat(first), last=date.fromisoformat(last), unit=unit),)


# A news column whose last entry before the lapse is of Monday 2 March 2026.
SILENT = county(column(lapses=lapse("2026-03-03", "2026-03-20")))


@pytest.mark.parametrize(
    ("day", "notice", "national"),
    [
        ("2026-03-06", "FRESH", "FRESH"),
        ("2026-03-07", "DUE_SOON", "FRESH"),
        ("2026-03-09", "DUE_SOON", "FRESH"),
        ("2026-03-10", "OVERDUE", "FRESH"),
        ("2026-03-12", "OVERDUE", "FRESH"),
        ("2026-03-13", "OVERDUE", "DUE_SOON"),
        ("2026-03-16", "OVERDUE", "DUE_SOON"),
        ("2026-03-17", "OVERDUE", "OVERDUE"),
    ],
)
def test_a_news_column_has_seven_days_in_the_county_and_fourteen_in_the_nation(
    day: str, notice: str, national: str
) -> None:
    assert (told(SILENT, day).state, told(SILENT, day, rulebook=NATIONAL).state) == (notice, national)


def test_the_dates_of_a_verdict_are_the_newest_entry_and_the_last_day_in_time() -> None:
    found = told(SILENT, "2026-03-12")
    assert (found.newest_on, found.due_on) == (date(2026, 3, 2), date(2026, 3, 9))


def test_a_late_column_is_fresh_again_from_the_minute_something_comes_out() -> None:
    at_eight = truth(SILENT, datetime(2026, 3, 23, 8, tzinfo=SHANGHAI))[("c", NOTICE)]
    at_six = truth(SILENT, datetime(2026, 3, 23, 18, tzinfo=SHANGHAI))[("c", NOTICE)]
    assert (at_eight.state, at_six.state) == ("OVERDUE", "FRESH")
    assert at_six.newest_on == date(2026, 3, 23)


# 30 August is a Friday in 2024, a Saturday in 2025 (so 1 September) and a Sunday in 2026 (so 31 August).
YEARLY = Rhythm(yearly=((8, 30),))


@pytest.mark.parametrize(
    ("class_", "level", "day", "notice", "national"),
    [
        ("policy", 1, "2026-02-18", "FRESH", "FRESH"),
        ("policy", 1, "2026-02-19", "DUE_SOON", "DUE_SOON"),
        ("policy", 1, "2026-03-01", "DUE_SOON", "DUE_SOON"),
        ("policy", 1, "2026-03-02", "OVERDUE", "OVERDUE"),
        ("notice", 1, "2025-12-01", "DUE_SOON", "FRESH"),
        ("notice", 1, "2025-12-02", "OVERDUE", "FRESH"),
        ("policy", 2, "2025-12-02", "OVERDUE", "FRESH"),
        ("budget", 1, "2026-08-21", "FRESH", "FRESH"),
        ("budget", 1, "2026-08-22", "DUE_SOON", "FRESH"),
        ("annual_report", 1, "2026-08-31", "DUE_SOON", "FRESH"),
        ("static", 1, "2026-08-29", "FRESH", "FRESH"),
        ("topic", 1, "2026-08-29", "FRESH", "FRESH"),
    ],
)
def test_months_and_years_from_1_september_2025(
    class_: str, level: int, day: str, notice: str, national: str
) -> None:
    place = county(column(class_=class_, level=level, rhythm=YEARLY))
    assert (told(place, day).state, told(place, day, rulebook=NATIONAL).state) == (notice, national)


def test_six_months_after_31_august_end_with_february() -> None:
    place = county(column(class_="policy", rhythm=YEARLY))
    assert told(place, "2026-12-31").due_on == date(2027, 2, 28)
    assert told(place, "2027-02-28").state == "DUE_SOON"
    assert told(place, "2027-03-01").state == "OVERDUE"


def test_a_column_under_the_blank_rule_alone_has_no_due_day() -> None:
    found = told(county(column(class_="topic", rhythm=YEARLY)), "2026-08-29")
    assert (found.state, found.due_on) == ("FRESH", None)


@pytest.mark.parametrize(("family", "state"), [(Family.NONE, "BLANK"), (Family.NOTE, "WAIVED")])
def test_a_blank_column_is_blank_unless_a_note_explains_it(family: Family, state: str) -> None:
    place = county(column(family=family, topic="", rhythm=Rhythm()))
    assert told(place, "2026-03-10").state == told(place, "2026-03-10", rulebook=NATIONAL).state == state


def test_a_column_is_blank_until_something_comes_out() -> None:
    place = county(column(), column("late", lapses=lapse("2024-01-01", "2026-03-08")))
    states = [told(place, day, "late").state for day in ("2026-03-09", "2026-03-10")]
    assert states == ["BLANK", "FRESH"]


def test_a_column_is_gone_from_its_day_on() -> None:
    place = county(column(gone_from=date(2026, 5, 6)))
    assert told(place, "2026-05-05").state == "FRESH"
    assert told(place, "2026-05-06").state == "GONE"


def test_a_waiver_holds_on_its_first_and_last_day_and_not_beyond() -> None:
    waiver = Waiver(target="c", first=date(2026, 3, 11), last=date(2026, 3, 13), basis="函")
    place = county(column(lapses=lapse("2026-03-03", "2026-03-20")), waivers=(waiver,))
    states = [told(place, f"2026-03-{day}").state for day in (10, 11, 13, 14)]
    assert states == ["OVERDUE", "WAIVED", "WAIVED", "OVERDUE"]


def test_what_cannot_be_seen_is_unknown_and_yet_known() -> None:
    place = county(column(family=Family.MONTH_DAY, lapses=lapse("2026-03-03", "2026-03-20")))
    found = told(place, "2026-03-12")
    assert (found.state, found.known, found.newest_on) == ("UNKNOWN", "OVERDUE", None)
    assert found.allows("OVERDUE")
    assert not found.allows("FRESH")


def test_undated_rows_prove_an_update_but_not_silence() -> None:
    place = county(column(family=Family.PICTURES, lapses=lapse("2026-03-03", "2026-03-20")))
    assert told(place, "2026-03-09").state == "DUE_SOON"
    assert (told(place, "2026-03-10").state, told(place, "2026-03-10").known) == ("UNKNOWN", "OVERDUE")


def shared(rows: int) -> County:
    return county(column(units=("a", "b"), rows=rows, lapses=lapse("2026-03-03", "2026-12-31", "b")))


def test_a_unit_is_judged_by_its_own_entries_in_a_shared_column() -> None:
    place = shared(20)
    assert told(place, "2026-03-10").state == "FRESH"
    assert told(place, "2026-03-10", "c@a").state == "FRESH"
    found = told(place, "2026-03-10", "c@b")
    assert (found.state, found.newest_on, found.due_on) == ("OVERDUE", date(2026, 3, 2), date(2026, 3, 9))


def test_a_silent_unit_is_late_where_the_page_goes_back_past_the_limit() -> None:
    # 20 rows of one unit, one a working day: by 9 April they go back to 12 March.
    found = told(shared(20), "2026-04-09", "c@b")
    assert (found.state, found.newest_on) == ("OVERDUE", None)


def test_a_silent_unit_is_unknown_where_the_page_is_too_short() -> None:
    # 5 rows: on 10 April at nine they go back to Friday 3 April, seven days ago.
    found = told(shared(5), "2026-04-10", "c@b")
    assert (found.state, found.known) == ("UNKNOWN", "OVERDUE")


def test_a_landing_page_is_as_fresh_as_its_freshest_child() -> None:
    top = column("top", family=Family.LANDING, topic="", rhythm=Rhythm())
    dead = column("dead", parent="top", lapses=lapse("2024-06-01", "2026-12-31"))
    live = column("live", parent="top", lapses=lapse("2026-03-03", "2026-03-20"))
    place = county(top, dead, live)
    assert told(place, "2026-03-09", "top") == told(place, "2026-03-09", "live")
    assert told(place, "2026-03-10", "top").state == "OVERDUE"


def test_a_landing_page_with_a_child_out_of_sight_is_never_late() -> None:
    top = column("top", family=Family.LANDING, topic="", rhythm=Rhythm())
    hidden = column("hidden", parent="top", family=Family.MONTH_DAY)
    live = column("live", parent="top", lapses=lapse("2026-03-03", "2026-03-20"))
    found = told(county(top, hidden, live), "2026-03-12", "top")
    assert (found.state, found.known) == ("UNKNOWN", "FRESH")


def test_a_landing_page_whose_children_are_all_out_of_sight_is_unknown() -> None:
    top = column("top", family=Family.LANDING, topic="", rhythm=Rhythm())
    hidden = column("hidden", parent="top", family=Family.MONTH_DAY)
    found = told(county(top, hidden), "2026-03-12", "top")
    assert (found.state, found.known) == ("UNKNOWN", "FRESH")


def account(**changes: object) -> Account:
    plain = Account(key="acc", platform="weibo", kind="政务微博", name="号", id="1", unit="a", rhythm=DAILY)
    return replace(plain, **changes)


@pytest.mark.parametrize(
    ("day", "notice", "national"),
    [
        ("2026-03-09", "FRESH", "FRESH"),
        ("2026-03-10", "DUE_SOON", "FRESH"),
        ("2026-03-12", "DUE_SOON", "FRESH"),
        ("2026-03-13", "OVERDUE", "DUE_SOON"),
        ("2026-03-17", "OVERDUE", "OVERDUE"),
    ],
)
def test_an_account_has_ten_days_in_the_county_and_fourteen_in_the_nation(
    day: str, notice: str, national: str
) -> None:
    place = county(accounts=(account(lapses=lapse("2026-03-03", "2026-03-20")),))
    assert told(place, day, "acc").state == notice
    assert told(place, day, "acc", NATIONAL).state == national


def test_an_account_that_never_posted_is_late_without_a_due_day() -> None:
    found = told(county(accounts=(account(rhythm=Rhythm()),)), "2026-03-10", "acc")
    assert (found.state, found.newest_on, found.due_on) == ("OVERDUE", None, None)


def test_an_account_behind_a_verification_is_unknown() -> None:
    found = told(county(accounts=(account(blocked=True),)), "2026-03-10", "acc")
    assert (found.state, found.known) == ("UNKNOWN", "FRESH")


def test_a_cancelled_account_is_gone() -> None:
    place = county(accounts=(account(gone_from=date(2026, 3, 10)),))
    assert [told(place, f"2026-03-{day}", "acc").state for day in ("09", "10")] == ["FRESH", "GONE"]


#: By hand from yanlian.yaml: what stands out on 23 November 2026 under the notice.
STANDS_OUT = {
    "xwzx-bmdt@czj": "OVERDUE",  # silent since 11 November
    "xwzx-xzdt@sqz": "OVERDUE",  # silent since 6 November
    "xwzx-tpxw": "OVERDUE",  # silent since 11 November
    "zcwj-gfxwj": "OVERDUE",  # silent since 20 July, second level: 3 months
    "zcfg": "OVERDUE",  # silent since 1 April, first level: 6 months
    "xxgk-rsxx": "OVERDUE",  # silent since 10 August
    "xxgk-ghjh": "OVERDUE",  # silent since 1 August
    "xxgk-zkxx": "OVERDUE",  # silent since 20 August
    "xxgk-hjbh": "GONE",  # 404 since 15 September
    "xxgk-xzzf": "BLANK",
    "xxgk-gqxx": "WAIVED",  # blank with a note
    "xxgk-zdjc": "WAIVED",  # on record from 1 October to 31 December
    "xxgk-mrcj": "UNKNOWN",  # month and day alone
    "czyjs-bm@slj": "OVERDUE",  # nothing since the budget of February 2025
    "wzndbb": "OVERDUE",  # missed in January 2026
    "edu-tzgg": "OVERDUE",  # silent since 25 July
    "wx-yljy": "OVERDUE",  # silent since 8 November
    "wb-ylyj": "UNKNOWN",  # a verification
    "sp-ylrm": "WAIVED",  # a video channel is shown and held to no limit
    "dy-ysyl": "OVERDUE",  # never posted
    "ks-jkyl": "GONE",  # cancelled in May
}


def test_the_county_on_23_november_2026_is_as_its_script_says() -> None:
    found = {key: one.state for (key, book), one in truth(COUNTY, SHOWN_AT).items() if book == NOTICE}
    quiet = {State.FRESH, State.DUE_SOON}
    assert {key: state for key, state in found.items() if state not in quiet} == STANDS_OUT
    assert State.DUE_SOON in found.values()


def test_every_target_is_judged_under_both_rulebooks() -> None:
    found = truth(COUNTY, SHOWN_AT)
    assert set(found) == {(key, book) for key in COUNTY.target_keys() for book in (NOTICE, NATIONAL)}


@pytest.mark.parametrize("day", ["2025-01-01", "2025-07-01", "2026-02-28", "2026-07-15", "2026-12-31"])
def test_most_of_the_county_is_in_order_on_any_day(day: str) -> None:
    states = [one.state for one in truth(COUNTY, date.fromisoformat(day)).values()]
    good = sum(state in {State.FRESH, State.DUE_SOON} for state in states)
    assert 0.75 < good / len(states) < 1


def test_a_clerk_abroad_sees_the_same() -> None:
    from_utc = datetime.fromisoformat("2026-11-23T01:00:00+00:00")
    assert truth(COUNTY, from_utc) == truth(COUNTY, SHOWN_AT)
