"""What the metrics tell: the newest snapshot, how the watching fares, how far the calendar reaches."""

from datetime import datetime
from threading import Lock

from exporters.metrics.scrape import Scrape
from monitors.calendar import last_known_day
from pipeline.clock import Clock
from records.snapshot import Snapshot
from records.store import Store
from records.vitals import Vitals


def scrape_of(snapshot: Snapshot, vitals: Vitals) -> Scrape:
    """Return what is told of *snapshot* and *vitals*."""
    ends_on = last_known_day(snapshot.today, snapshot.inventory.calendar)
    return Scrape(snapshot=snapshot, vitals=vitals, calendar_ends_on=ends_on)


class Newest:
    """The newest snapshot in *store* by *clock*: read when there is a newer one, and kept until then."""

    def __init__(self, store: Store, *, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._one_at_a_time = Lock()
        self._kept: tuple[tuple[int, datetime | None], Snapshot | None] = ((0, None), None)

    def snapshot(self) -> Snapshot | None:
        """Return it, the very same object as long as no newer pass was judged; None before the first."""
        with self._one_at_a_time:
            until = self._clock()
            newest = self._store.newest_pass(until=until)
            if newest != self._kept[0]:
                self._kept = (newest, self._store.latest_snapshot(until=until))
            return self._kept[1]

    def scrape(self) -> Scrape | None:
        """Return what the metrics tell now, None before the first pass."""
        snapshot = self.snapshot()
        return scrape_of(snapshot, self._store.vitals(until=self._clock())) if snapshot else None
