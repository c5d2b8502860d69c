"""What the sites are, and whether they answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from exporters.metrics.family import Family, Sample, gauge
from exporters.metrics.scrape import Scrape
from records.inventory import Inventory
from records.observation import Observation, Outcome
from records.probe import Probe
from records.snapshot import Snapshot

#: Looks at one site that are no further apart tell of one and the same visit.
_VISIT = timedelta(hours=1)
#: What says nothing of the site: the fault may be our own.
_SILENT = frozenset({Outcome.UNREADABLE})


def of_sites(scrape: Scrape) -> Iterator[Family]:
    """Yield what is told of each site."""
    yield gauge(
        "xuncha_site_info",
        "What a site is and who answers for it, always 1.",
        *("site", "name", "unit", "host"),
        samples=_sites(scrape.snapshot.inventory),
    )
    yield gauge(
        "xuncha_site_up",
        "Whether the site answered when it was last asked: 1 or 0.",
        "site",
        samples=_up(scrape.snapshot, scrape.vitals.probes),
    )


@dataclass(kw_only=True)
class _Visits:
    """When looks at a site last came to something, and when one was last answered."""

    asked: datetime
    answered: datetime | None = None

    def add(self, look: Observation) -> None:
        """Take *look* into account."""
        self.asked = max(self.asked, look.seen_at)
        if look.outcome is not Outcome.UNREACHABLE:
            self.answered = max(self.answered or look.seen_at, look.seen_at)

    @property
    def up(self) -> bool:
        """Whether the last visit was answered: one page out of order is no site that is down."""
        return self.answered is not None and self.asked - self.answered <= _VISIT


def _sites(inventory: Inventory) -> Iterator[Sample]:
    for site in inventory.sites:
        yield (site.key, site.name, inventory.unit(site.unit).name, _host(site.home)), 1


def _up(snapshot: Snapshot, probes: Mapping[str, Probe]) -> Iterator[Sample]:
    visits = _visits(snapshot)
    for site in snapshot.inventory.sites:
        probe, visit = probes.get(site.key), visits.get(site.key)
        if probe and (visit is None or visit.asked <= probe.at):
            yield (site.key,), probe.seconds is not None
        elif visit:
            yield (site.key,), visit.up


def _visits(snapshot: Snapshot) -> Mapping[str, _Visits]:
    """Return what the newest looks at each site's columns say of it."""
    found: dict[str, _Visits] = {}
    for column in snapshot.inventory.columns:
        look = snapshot.looks.get(column.key)
        if look and look.outcome not in _SILENT:
            found.setdefault(column.site, _Visits(asked=look.seen_at)).add(look)
    return found


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
