"""The past on the page, on cases worked out by hand and on any list."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitors.interval import Limit
from monitors.past import entries_of, listed_by, past_of
from records.observation import Entry, Observation
from records.past import Past, Span, UnitItems
from records.period import Period
from records.rulebook import RulebookSettings
from tests.unit.monitors.cases import NEWS, TODAY, UNITS, ago, entry, look

WEEK = Limit(rule=NEWS, period=Period(days=7), settings=RulebookSettings(), today=TODAY)
FIFTY = Span(from_on=ago(49), until_on=TODAY)
JYJ, CGZ = UNITS


def november(*days: int) -> list[Entry]:
    """Return entries of those days of November 2026, in the page's order."""
    return [entry(date(2026, 11, day), f"第{place}条") for place, day in enumerate(days)]


def past(
    *looks: Observation, period: Span = FIFTY, limit: Limit | None = WEEK, excused: Sequence[Span] = ()
) -> Past:
    listed = listed_by(looks)
    return past_of("news", listed, limit=limit, period=period, units=(JYJ,), excused=excused)


def in_november(first: int, last: int) -> Span:
    return Span(from_on=date(2026, 11, first), until_on=date(2026, 11, last))


def test_a_time_over_the_limit_runs_from_the_day_after_the_due_date_to_the_next_entry() -> None:
    # 1 November and a week: due on the 8th; the next came on the 11th, ten days later and three over
    told = past(look(*november(20, 15, 11, 1)), period=in_november(1, 23))
    (lapse,) = told.lapses
    assert [each and each.published_on for each in (lapse.after, lapse.ended_by)] == [
        date(2026, 11, 1),
        date(2026, 11, 11),
    ]
    assert (lapse.over, lapse.days_over, lapse.length) == (in_november(9, 11), 3, 10)
    assert (told.in_time, told.longest, told.days_unknown) == (1 - 3 / 23, 10, 0)


def test_an_interval_just_as_long_as_the_limit_is_in_time() -> None:
    told = past(look(*november(22, 15, 8, 1)), period=in_november(1, 23))
    assert (told.lapses, told.in_time, told.longest) == ((), 1.0, 7)


def test_days_that_a_waiver_excuses_count_neither_as_in_time_nor_as_over() -> None:
    # due on the 8th, the next on the 20th: over from the 9th, but for the 11th to the 15th
    november_so_far = in_november(1, 23)
    told = past(look(*november(20, 1)), period=november_so_far, excused=[in_november(11, 15)])
    assert [lapse.over for lapse in told.lapses] == [in_november(9, 10), in_november(16, 20)]
    assert (told.days_told, told.days_excused, told.days_unknown) == (18, 5, 0)
    assert told.in_time == 1 - 7 / 18


def test_a_period_that_is_excused_as_a_whole_has_no_share_in_time() -> None:
    waivers = [in_november(1, 12), Span(from_on=date(2026, 11, 10), until_on=date(2027, 1, 31))]
    told = past(look(*november(20, 1)), period=in_november(1, 23), excused=waivers)
    assert (told.lapses, told.in_time, told.days_told, told.days_excused) == ((), None, 0, 23)


def test_a_time_that_is_still_open_ends_with_the_look() -> None:
    (lapse,) = past(look(*november(10, 5), on=date(2026, 11, 20))).lapses
    assert (lapse.ended_by, lapse.over, lapse.length) == (None, in_november(18, 20), 10)


def test_after_the_last_complete_look_nothing_is_told() -> None:
    whole, partly = look(*november(10, 5), on=date(2026, 11, 16)), look(complete=False)
    told = past(whole, partly, period=in_november(5, 23))
    assert (told.lapses, told.told, told.in_time) == ((), (in_november(5, 16),), 1.0)


def test_what_the_list_does_not_reach_back_to_is_no_gap() -> None:
    told = past(look(*november(20, 15)), period=Span(from_on=date(2026, 1, 1), until_on=TODAY))
    assert (told.lapses, told.reaches_to, told.days_told) == ((), date(2026, 11, 15), 9)
    assert told.days_unknown


def test_between_two_looks_whose_lists_do_not_meet_nothing_is_told() -> None:
    early = look(*november(3, 1), on=date(2026, 11, 4))
    told = past(early, look(*november(22, 20)), period=in_november(1, 23))
    assert (told.lapses, told.told) == ((), (in_november(1, 4), in_november(20, 23)))
    assert told.longest == 2


def test_an_older_look_that_reached_further_is_remembered() -> None:
    deep = look(*november(16, 14, 3, 1), on=date(2026, 11, 17))
    told = past(deep, look(*november(22, 16)), period=in_november(1, 23))
    assert [lapse.over for lapse in told.lapses] == [in_november(11, 14)]
    assert told.days_unknown == 0


def test_an_entry_that_is_given_another_day_came_on_both() -> None:
    early = look(*november(9, 1), on=date(2026, 11, 9))
    again = replace(november(9)[0], published_on=date(2026, 11, 20))
    told = past(early, look(again, *november(1)), period=in_november(1, 23))
    assert [lapse.over for lapse in told.lapses] == [in_november(9, 9), in_november(17, 20)]


def test_a_day_of_making_that_an_older_look_knew_is_kept() -> None:
    known = replace(november(9)[0], written_on=date(2026, 10, 1))
    again = replace(november(9)[0], title="改了标题")
    listed = entries_of([look(known), look(*november(20), again)])
    assert [(each.title, each.written_on) for each in listed] == [
        ("第0条", None),
        ("改了标题", date(2026, 10, 1)),
    ]


def test_several_entries_a_day_and_their_order_change_nothing() -> None:
    plain, crowded = november(20, 11, 1), november(20, 20, 11, 11, 11, 1)
    assert [each.over for each in past(look(*plain)).lapses] == [
        each.over for each in past(look(*crowded)).lapses
    ]


def test_an_item_without_a_day_may_have_come_in_the_gap_it_stands_in() -> None:
    rows = november(20, 1)
    told = past(look(rows[0], entry(None, "无日期"), rows[1]), period=in_november(1, 23))
    assert (told.lapses, told.undated) == ((), 1)
    assert told.told == (in_november(20, 23),)


def test_an_old_item_pinned_on_top_makes_the_list_reach_no_further() -> None:
    pinned = entry(date(2019, 1, 1), "置顶")
    told = past(look(pinned, *november(20, 15)), period=in_november(1, 23))
    assert (told.lapses, told.reaches_to) == ((), date(2026, 11, 15))


def test_what_another_path_showed_may_have_ended_a_gap() -> None:
    seen = replace(look(*november(20, 1)), elsewhere=tuple(november(10)))
    assert [lapse.over for lapse in past(seen).lapses] == [in_november(9, 10), in_november(18, 20)]


def test_without_a_limit_nothing_is_over_it() -> None:
    told = past(look(*november(20, 1)), limit=None)
    assert (told.lapses, told.in_time, told.longest) == ((), 1.0, 19)


def test_only_the_days_in_the_period_count() -> None:
    rows = look(*november(20, 1))
    assert [each.over for each in past(rows, period=in_november(12, 15)).lapses] == [in_november(12, 15)]
    assert past(rows, period=in_november(12, 15)).in_time == 0.0
    assert past(rows, period=in_november(2, 8)).lapses == ()


def share(*rows: tuple[int, str], period: Span = FIFTY) -> Past:
    listed = look(*(entry(ago(days), f"{days}天前", source) for days, source in rows), target="xzdt")
    return past_of("xzdt@cgz", listed_by([listed], share_of=CGZ), limit=WEEK, period=period, units=(CGZ,))


def test_a_units_past_is_that_of_its_own_entries() -> None:
    (lapse,) = share((0, "县教育局"), (2, "城关镇"), (9, "县教育局"), (14, "城关镇人民政府")).lapses
    assert (lapse.over, lapse.length) == (Span(from_on=ago(6), until_on=ago(2)), 12)


def test_an_entry_without_a_source_may_be_the_units() -> None:
    rows = (0, "县教育局"), (2, "城关镇"), (8, ""), (14, "城关镇")
    assert share(*rows).lapses == ()


def test_a_unit_that_the_list_does_not_name_is_over_from_a_limit_after_its_reach() -> None:
    (lapse,) = share((0, "县教育局"), (20, "县教育局")).lapses
    assert (lapse.after, lapse.ended_by, lapse.over) == (None, None, Span(from_on=ago(12), until_on=TODAY))


def test_items_are_counted_by_the_unit_they_name() -> None:
    rows = [(1, "县教育局"), (2, "城关镇"), (3, "城关镇"), (4, "县某局"), (80, "城关镇")]
    listed = look(*(entry(ago(days), f"{days}天前", source) for days, source in rows))
    told = past_of("xzdt", listed_by([listed]), limit=None, period=FIFTY, units=UNITS)
    assert told.items == (
        UnitItems(unit="jyj", items=1),
        UnitItems(unit="cgz", items=2),
        UnitItems(unit="", items=1),
    )


days = st.lists(st.integers(0, 120), min_size=1, max_size=25).map(sorted)
undated = st.lists(st.integers(0, 25), max_size=3)
spans = st.tuples(st.integers(0, 130), st.integers(0, 130)).map(
    lambda ages: Span(from_on=ago(max(ages)), until_on=ago(min(ages)))
)


def listing(ages: list[int], holes: list[int] = []) -> Observation:  # noqa: B006 - never written to
    rows = [entry(ago(age), f"第{place}条{age}") for place, age in enumerate(ages)]
    for hole in holes:
        rows.insert(min(hole, len(rows)), entry(None, f"无日期{hole}"))
    return look(*rows)


@given(days, undated, spans, st.lists(spans, max_size=3))
def test_shares_are_shares_and_gaps_are_apart_and_inside(
    ages: list[int], holes: list[int], period: Span, excused: list[Span]
) -> None:
    told = past(listing(ages, holes), period=period, excused=excused)
    assert told.days_told + told.days_excused + told.days_unknown == period.days
    assert told.days_unknown >= 0
    assert told.in_time is None or 0 <= told.in_time <= 1
    over = [
        lapse.over.from_on + timedelta(days=number)
        for lapse in told.lapses
        for number in range(lapse.days_over)
    ]
    assert len(over) == len(set(over))
    assert all(any(day in span for span in told.told) for day in over)
    assert all(span.within(period) == span for span in told.told)


@given(days, st.integers(0, 120))
def test_an_entry_more_in_what_is_told_never_lengthens_the_longest_gap(ages: list[int], more: int) -> None:
    before = past(listing(ages))
    after = past(listing(sorted([*ages, min(more, max(ages))])))
    assert before.longest is not None
    assert (after.longest or 0) <= before.longest
    assert (after.in_time or 0) >= (before.in_time or 0)
