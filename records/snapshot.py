"""All verdicts at one moment: what the exporters tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from records.civil import civil_date
from records.inventory import Inventory
from records.observation import Observation
from records.verdict import Change, Verdict


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Everything one pass came to."""

    #: The moment of judging (监测时间点), aware.
    at: datetime
    #: The number of the pass.
    pass_id: int
    #: When the pass began, aware.
    started_at: datetime
    inventory: Inventory
    #: In inventory order; for each target one for each rulebook, in the office's order.
    verdicts: tuple[Verdict, ...]
    #: The newest look at each column and account, by key; shares have none of their own.
    looks: Mapping[str, Observation]
    #: What this pass changed.
    changes: tuple[Change, ...] = ()
    #: When everybody had been told, aware; None while that is not done.
    finished_at: datetime | None = None

    @property
    def today(self) -> date:
        """The civil day of the moment of judging."""
        return civil_date(self.at)
