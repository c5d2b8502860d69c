"""A limit's length, as ISO 8601 writes it: ``P7D``, ``P2W``, ``P6M``, ``P1Y``."""

import re
from dataclasses import dataclass

_FORM = re.compile(r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?")


@dataclass(frozen=True, kw_only=True)
class Period:
    """Months and days; a year is twelve months, a week seven days.

    What a month is in days is a rulebook's setting, so the arithmetic is
    ``monitors.due``, not here.
    """

    #: Whole months, 0 or more.
    months: int = 0
    #: Whole days, 0 or more.
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Return the period *text* writes; raises ValueError for anything else, ``P0D`` included."""
        match = _FORM.fullmatch(text)
        if not match or not any(match.groupdict().values()):
            raise ValueError(f"{text!r} is not a duration like P7D, P2W, P6M or P1Y")
        years, months, weeks, days = (int(match[part] or 0) for part in ("years", "months", "weeks", "days"))
        period = cls(months=12 * years + months, days=7 * weeks + days)
        if not period.months and not period.days:
            raise ValueError(f"{text!r} is no time at all; write at least P1D")
        return period

    def __str__(self) -> str:
        months = f"{self.months}M" if self.months else ""
        days = f"{self.days}D" if self.days else ""
        return f"P{months}{days}"
