"""Twenty working days from 成文日期 to 发布日期."""

from dataclasses import replace
from datetime import date, timedelta

from monitors.disclosure import disclosure_of
from records.disclosure import Disclosure
from records.observation import Entry
from records.past import Span
from tests.unit.monitors.cases import UNITS, column, entry

YEAR = Span(from_on=date(2026, 1, 1), until_on=date(2026, 12, 31))
JYJ, CGZ = UNITS


def weekdays(first: date, last: date) -> int | None:
    """Count weekdays of 2026; no other year has a calendar."""
    if {first.year, last.year} != {2026}:
        return None
    days = ((first + timedelta(days=number)) for number in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 for day in days)


def file(written: date | None, published: date, source: str = "", title: str = "关于某事的通知") -> Entry:
    return replace(entry(published, title, source), written_on=written)


def judged(*entries: Entry, shared: bool = False) -> Disclosure:
    units = UNITS if shared else (JYJ,)
    page = column("zfwj", units=tuple(unit.key for unit in units))
    return disclosure_of(page, entries, units=units, period=YEAR, count=weekdays)


def test_the_twentieth_working_day_is_in_time_and_the_next_is_late() -> None:
    # Monday 2 November and twenty working days: Monday 30 November
    written = date(2026, 11, 2)
    assert judged(file(written, date(2026, 11, 30))).late == ()
    (late,) = judged(file(written, date(2026, 12, 1))).late
    assert (late.working_days, late.unit) == (21, "jyj")


def test_the_day_it_was_made_is_not_counted() -> None:
    assert judged(file(date(2026, 11, 2), date(2026, 11, 2))).judged == 1


def test_without_a_day_of_making_a_file_is_not_judged_and_counted_as_such() -> None:
    told = judged(file(None, date(2026, 12, 1)), file(date(2026, 1, 5), date(2026, 6, 1)))
    assert (len(told.late), told.judged, told.unknown) == (1, 1, 1)


def test_a_year_without_a_calendar_is_not_judged() -> None:
    told = judged(file(date(2025, 6, 1), date(2026, 6, 1)))
    assert (told.late, told.judged, told.unknown) == ((), 0, 1)


def test_a_file_made_after_it_came_out_or_unsure_of_its_day_is_not_judged() -> None:
    unsure = replace(file(date(2026, 1, 5), date(2026, 6, 1)), sure=0.5)
    told = judged(file(date(2026, 6, 2), date(2026, 6, 1)), unsure)
    assert (told.judged, told.unknown) == (0, 2)


def test_files_of_another_period_are_passed_over() -> None:
    told = judged(file(date(2025, 6, 1), date(2025, 12, 31)))
    assert (told.judged, told.unknown) == (0, 0)


def test_late_files_are_listed_by_unit_the_latest_first() -> None:
    written = date(2026, 1, 5)
    told = judged(
        file(written, date(2026, 4, 1), "城关镇", "一"),
        file(written, date(2026, 5, 1), "城关镇", "二"),
        file(written, date(2026, 3, 1), "县某局", "三"),
        file(written, date(2026, 3, 2), "县教育局", "四"),
        shared=True,
    )
    assert [(late.unit, late.entry.title) for late in told.late] == [
        ("jyj", "四"),
        ("cgz", "二"),
        ("cgz", "一"),
        ("", "三"),
    ]
