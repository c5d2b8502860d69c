"""Build the weekly digest from what is kept."""

from exporters.mail.digest import build_digest
from exporters.mail.message import Digest
from pipeline.kept import kept_store, newest_snapshot
from pipeline.settings import Settings
from pipeline.week import Week
from records.inventory import Office


def digest_for(settings: Settings, *, week: Week) -> tuple[Digest, Office]:
    """Return the digest of *week* and the office it is for.

    It tells how things stood at the week's last pass and what changed within the
    week. Raises InputError where no pass had been judged by then.
    """
    snapshot = newest_snapshot(settings, until=week.end)
    with kept_store(settings) as store:
        changes = store.changes(since=week.start, until=week.end)
    return build_digest(snapshot, changes, since=week.monday, until=week.sunday), snapshot.inventory.office
