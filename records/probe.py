"""Tries to open a site's home page, for the indicator on sites that cannot be reached."""

from dataclasses import dataclass
from datetime import datetime

from records.civil import require_aware


@dataclass(frozen=True, kw_only=True)
class Probe:
    """One try."""

    #: The site's key.
    site: str
    #: When it began, aware.
    at: datetime
    #: Seconds until the page was there; None where it did not come.
    seconds: float | None = None

    def __post_init__(self) -> None:
        require_aware(self.at)
