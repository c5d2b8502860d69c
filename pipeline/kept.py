"""What earlier passes kept, for the commands that only read."""

from datetime import datetime, timedelta

from monitors.vetoes import judge_vetoes
from pipeline.settings import Settings
from records.errors import InputError
from records.sitewide import SiteVeto
from records.snapshot import Snapshot
from records.store import Store


def kept_store(settings: Settings) -> Store:
    """Return the store for reading; InputError, and nothing written, where no pass was ever run."""
    file = settings.database_file
    if file and not file.exists():
        raise InputError(f"{file}: no pass has been judged yet; run `xuncha run` first")
    return Store.open(settings.database)


def newest_snapshot(settings: Settings, *, until: datetime | None) -> Snapshot:
    """Return what the newest pass, judged no later than *until*, came to; InputError before the first."""
    with kept_store(settings) as store:
        snapshot = store.latest_snapshot(until=until)
    if snapshot is None:
        by_then = f" by {until.isoformat()}" if until else ""
        raise InputError(f"{settings.home}: no pass has been judged{by_then} yet; run `xuncha run` first")
    return snapshot


def vetoes_of(settings: Settings, snapshot: Snapshot) -> tuple[SiteVeto, ...]:
    """Return how each veto stands for each site at the moment of *snapshot*."""
    inventory = snapshot.inventory
    days = [veto.days for rulebook in inventory.rulebooks for veto in rulebook.vetoes]
    since = snapshot.at - timedelta(days=max(days, default=0) + 1)
    with kept_store(settings) as store:
        probes = store.probes(since=since, until=snapshot.at)
    return judge_vetoes(inventory, snapshot.verdicts, probes, now=snapshot.at)
