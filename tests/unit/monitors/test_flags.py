"""Flags for the office alone: what is odd about an entry, and what is not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from monitors.flags import Odd, flags_of, repeated
from records.flag import Flag, FlagKind
from records.observation import Entry, Observation
from tests.unit.monitors.cases import ago, at, book, column, county, entry, look


def rows(*days: int) -> list[Entry]:
    """Return entries dated so many days ago, each under a title of its own."""
    return [entry(ago(day), f"{day}天前的信息") for day in days]


def seen(*looks: Observation) -> list[Observation]:
    """Return *looks*, oldest first, as the store gives them: each entry with its first sighting."""
    first: dict[str, Observation] = {}
    for each in looks:
        for row in each.entries:
            first.setdefault(row.address, each)
    return [
        replace(
            each,
            entries=tuple(replace(row, first_seen_at=first[row.address].seen_at) for row in each.entries),
        )
        for each in looks
    ]


def kinds(*looks: Observation, odd: Odd | None = None) -> list[FlagKind]:
    return [flag.kind for flag in flags_of(seen(*looks), odd=odd or Odd())]


def backdated(*looks: Observation) -> Sequence[Flag]:
    return [flag for flag in flags_of(seen(*looks)) if flag.kind is FlagKind.BACKDATED]


BEFORE = look(*rows(9, 30), on=ago(4))


def test_an_entry_that_an_earlier_look_should_have_held_cannot_have_come_out_on_its_day() -> None:
    (flag,) = backdated(BEFORE, look(*rows(1, 8, 9, 30), on=ago(0)))
    assert [each.published_on for each in flag.entries] == [ago(8)]
    assert (flag.seen_at, flag.absent_at) == (at(ago(0), 8), at(ago(4), 8))


def test_the_day_after_the_printed_one_is_within_the_margin() -> None:
    assert backdated(BEFORE, look(*rows(5, 9, 30))) == []
    assert len(backdated(BEFORE, look(*rows(6, 9, 30)))) == 1


def test_an_incomplete_look_could_not_have_held_it() -> None:
    assert backdated(replace(BEFORE, complete=False), look(*rows(8, 9, 30))) == []


def test_an_older_page_that_was_not_read_before_proves_nothing() -> None:
    assert kinds(BEFORE, look(*rows(1, 9, 30, 40, 50, 60, 70, 80))) == []


def test_of_the_day_on_which_the_list_ended_more_may_have_stood_on_the_next_page() -> None:
    more = entry(ago(30), "同一天的另一条")
    assert kinds(BEFORE, look(*rows(9, 30), more)) == []


def test_what_an_old_pinned_item_stands_above_reaches_no_further() -> None:
    pinned = look(*rows(900, 9, 30), on=ago(4))
    assert kinds(pinned, look(*rows(900, 1, 9, 30, 45))) == []


def test_a_site_that_moves_is_not_flagged() -> None:
    moved = [replace(row, address=f"https://new.test/{place}") for place, row in enumerate(rows(9, 30))]
    assert kinds(BEFORE, look(*moved)) == []


def test_another_reader_may_see_rows_that_the_one_before_did_not() -> None:
    assert kinds(BEFORE, replace(look(*rows(8, 9, 30)), reader="2")) == []
    assert kinds(BEFORE, replace(look(*rows(8, 9, 30)), how="api")) == []
    assert kinds(BEFORE, replace(look(*rows(8, 9, 30)), how="pages")) == [FlagKind.BACKDATED]


def test_an_entry_first_seen_by_a_look_that_proves_nothing_is_told_by_that_look() -> None:
    partly = look(*rows(3, 4, 9), on=ago(3), complete=False)
    assert backdated(look(*rows(9, 30), on=ago(5)), partly, look(*rows(3, 4, 9, 30))) == []


def test_many_at_once_with_days_far_apart_are_a_burst() -> None:
    burst = look(*rows(1, 6, 10, 14, 17, 18, 30), on=ago(0))
    before = look(*rows(18, 30), on=ago(1))
    flags = [flag for flag in flags_of(seen(before, burst)) if flag.kind is FlagKind.BURST]
    assert [len(flag.entries) for flag in flags] == [5]
    assert flags[0].absent_at == before.seen_at


def test_fewer_or_nearer_ones_are_no_burst() -> None:
    before = look(*rows(18, 30), on=ago(1))
    assert FlagKind.BURST not in kinds(before, look(*rows(1, 6, 14, 17, 18, 30)))
    assert FlagKind.BURST not in kinds(before, look(*rows(1, 6, 10, 14, 15, 18, 30)))
    assert FlagKind.BURST in kinds(
        before, look(*rows(1, 6, 10, 15, 18, 30)), odd=Odd(burst_items=4, burst_days=13)
    )


def test_after_weeks_without_a_look_many_new_entries_are_no_burst() -> None:
    assert FlagKind.BURST not in kinds(look(*rows(40), on=ago(30)), look(*rows(1, 5, 9, 13, 20, 29, 40)))


def test_an_entry_printed_later_than_the_look_is_flagged_once() -> None:
    ahead = [entry(date(2026, 11, 24), "明天的信息"), *rows(3)]
    flags = flags_of(seen(look(*ahead), replace(look(*ahead), seen_at=at(ago(0), 9))))
    assert [(flag.kind, flag.seen_at) for flag in flags] == [(FlagKind.FUTURE, at(ago(0), 8))]


NEWS, NOTICE = column("news", parent="home"), column("notice", parent="home")
HOME = column("home")


def also_in(*others: Observation, target: str = "news") -> list[tuple[str, ...]]:
    newest = {each.target: each for each in (look(*rows(1, 2)), *others)}
    inventory = county(HOME, NEWS, NOTICE, rulebook=book())
    return [flag.others for flag in repeated(target, newest, inventory)]


def test_the_same_article_in_another_column_is_flagged_by_address_or_by_title_and_day() -> None:
    same = rows(2)[0]
    assert also_in(look(same, target="notice")) == [("notice",)]
    assert also_in(look(replace(same, address="http://b.test/x"), target="notice")) == [("notice",)]
    assert also_in(look(replace(same, title="改了标题"), target="notice")) == [("notice",)]


def test_the_same_title_on_another_day_is_another_article() -> None:
    other = replace(rows(2)[0], address="http://b.test/x", published_on=ago(9))
    assert also_in(look(other, target="notice")) == []


def test_a_landing_page_shows_what_its_children_hold() -> None:
    assert also_in(look(rows(2)[0], target="home")) == []
    assert also_in(look(rows(2)[0], target="wx"), target="wx") == []
