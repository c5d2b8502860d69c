"""All looks that were ever kept, counted, without going through them again and again."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from threading import Lock

from sqlalchemy import Connection, Engine, func, select

from records import tables, vital_queries
from records.observation import Outcome
from records.vitals import PORTAL, SECONDS, Durations, LookTally


class LookCounter:
    """Counts each look once: at each asking only those that were kept since the one before."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._one_at_a_time = Lock()
        #: The number of the last look that is counted.
        self._counted = 0
        self._outcomes = Counter[tuple[Outcome, str]]()
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * (len(SECONDS) + 1))
        self._totals: dict[str, float] = defaultdict(float)
        #: What each target is counted under, of those that were looked at.
        self._platforms: dict[str, str] = {}

    def tally(self) -> LookTally:
        """Return the count of all looks that are kept by now."""
        with self._one_at_a_time:
            self._count_new()
            durations = {
                platform: Durations(counts=tuple(counts), total=self._totals[platform])
                for platform, counts in self._counts.items()
            }
            return LookTally(outcomes=dict(self._outcomes), durations=durations)

    def _count_new(self) -> None:
        with self._engine.begin() as db:
            last = db.scalar(select(func.max(tables.observations.c.id))) or 0
            if last == self._counted:
                return
            found = db.execute(
                vital_queries.looks_counted(after=self._counted, last=last, bounds=SECONDS)
            ).all()
            self._platforms |= _platforms(db, {row.target for row in found} - self._platforms.keys())
        for row in found:
            platform = self._platforms[row.target]
            self._outcomes[Outcome(row.outcome), platform] += row.number
            if row.place is not None:
                self._counts[platform][row.place] += row.number
                self._totals[platform] += row.total
        self._counted = last


def _platforms(db: Connection, targets: Collection[str]) -> Mapping[str, str]:
    """Return what each of *targets* is counted under, by the newest inventory that has it."""
    found: dict[str, str] = {}
    left = set(targets)
    versions = db.scalars(vital_queries.inventory_versions()).all() if left else ()
    for version in versions:
        content = select(tables.inventories.c.content).where(tables.inventories.c.version == version)
        found |= {key: platform for key, platform in _listed(db.scalar(content) or "{}") if key in left}
        left -= found.keys()
        if not left:
            break
    return found | dict.fromkeys(left, PORTAL)


def _listed(content: str) -> Iterator[tuple[str, str]]:
    """Yield each column and account of the inventory *content*, JSON, and what it is counted under.

    Read without building the inventory, which takes a hundred times as long.
    """
    inventory = json.loads(content)
    for column in inventory.get("columns", ()):
        yield column["key"], PORTAL
    for account in inventory.get("accounts", ()):
        yield account["key"], account["platform"]
