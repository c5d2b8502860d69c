"""What people are told of working days: the last one before a deadline, and that the calendar runs out."""

from collections.abc import Callable
from datetime import date, timedelta

from monitors.calendar import is_workday, runs_out
from records.errors import CalendarError
from records.inventory import Inventory


def last_workday(inventory: Inventory) -> Callable[[date], date | None]:
    """Return what takes a day and gives the last working day up to it; None where nobody can tell."""

    def up_to(day: date) -> date | None:
        try:
            while not is_workday(day, inventory.calendar):
                day -= timedelta(days=1)
        except CalendarError:
            return None
        return day

    return up_to


def calendar_remedy(inventory: Inventory, *, today: date) -> str:
    """Return which file to write, from monitors.calendar.LEAD before the calendar ends; empty until then."""
    last = runs_out(today, inventory.calendar)
    if last is None:
        return ""
    year = last.year + 1
    when = f"on {last}" if last >= today else f"on {last}, and working days can no longer be counted"
    return (
        f"the calendar of working days ends {when}; write calendar/{year}.yaml "
        f"from the State Council's notice on the holidays of {year}, which comes out in November"
    )
