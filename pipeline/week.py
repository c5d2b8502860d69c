"""A week as the digest counts it: ISO 8601, Monday to Sunday."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from records.civil import start_of

_FORM = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, order=True)
class Week:
    """The seven civil days from *monday* on."""

    monday: date

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the week that *day* is in."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the week written ``2026-W47``; raises ValueError for anything else."""
        match = _FORM.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a week like 2026-W47")
        return cls(date.fromisocalendar(int(match[1]), int(match[2]), 1))

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def start(self) -> datetime:
        """Its first instant, aware."""
        return start_of(self.monday)

    @property
    def end(self) -> datetime:
        """Its last instant, aware."""
        return start_of(self.sunday + timedelta(days=1)) - timedelta(microseconds=1)

    def __str__(self) -> str:
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"
