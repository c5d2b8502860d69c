"""The office's own settings, its calendar and its waivers make sense."""

from collections.abc import Iterator
from zoneinfo import available_timezones

from records.errors import Fault
from records.inventory_files.draft import Draft
from records.inventory_files.filled import Filled
from records.inventory_files.forms import CalendarForm
from records.inventory_files.near import nearest, shown

_SATURDAY = 5


def check_timezone(draft: Draft) -> Iterator[Fault]:
    """Yield a fault where office.yaml names a time zone that there is not."""
    if draft.office and draft.office.form.timezone not in available_timezones():
        zone = draft.office.form.timezone
        meant = nearest(zone, available_timezones()) or "Asia/Shanghai"
        yield draft.office.fault("timezone", remedy=f"there is no time zone {shown(zone)}; write {meant}")


def check_waivers(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each waiver that ends before it begins."""
    for waiver in draft.waivers.items:
        if waiver.form.until < waiver.form.from_:
            remedy = f"{waiver.form.until} is before the first day, {waiver.form.from_}; write a later one"
            yield waiver.fault("until", remedy=remedy)


def check_calendar(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each day that is not of its file's year, given twice, or no weekend to work on."""
    for year, calendar in draft.calendar.items():
        for key in ("holidays", "workdays"):
            yield from _days(year, key, calendar)


def _days(year: int, key: str, calendar: Filled[CalendarForm]) -> Iterator[Fault]:
    form = calendar.form
    days = form.holidays if key == "holidays" else form.workdays
    for index, day in enumerate(days):
        if day.year != year:
            yield calendar.fault(
                key, index, remedy=f"{day} is not in {year}; move it to calendar/{day.year}.yaml"
            )
        elif day in days[:index]:
            yield calendar.fault(key, index, remedy=f"{day} is given twice; keep it once")
        elif key == "workdays" and day in form.holidays:
            yield calendar.fault(
                key, index, remedy=f"{day} is a holiday as well; keep it in one of the two lists"
            )
        elif key == "workdays" and day.weekday() < _SATURDAY:
            remedy = (
                f"{day} is a {day:%A}, worked anyway; only weekend days that are worked (调休) belong here"
            )
            yield calendar.fault(key, index, remedy=remedy)
