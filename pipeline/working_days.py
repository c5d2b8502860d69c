"""What the office is told before its calendar of working days runs out."""

from datetime import date

from monitors.calendar import runs_out
from records.inventory import Inventory


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
