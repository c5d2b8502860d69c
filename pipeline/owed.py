"""What a target owes besides its limit: fixed dates, the yearly check, and what the ledger says."""

from collections.abc import Mapping, Sequence

from exporters.obligations import Obligations, about
from monitors.accounts import account_findings
from monitors.deadlines import deadlines
from monitors.ledger import check_due_on, ledger_findings
from records.incident import Incident
from records.observation import Observation
from records.snapshot import Snapshot


def obligations(
    snapshot: Snapshot,
    key: str,
    looks: Mapping[str, Sequence[Observation]],
    incidents: Sequence[Incident],
) -> Obligations:
    """Return what the target *key* owes at the moment of *snapshot*; an account owes no fixed date.

    A share has its own fixed dates, and what is said of its column and its site.
    """
    inventory = snapshot.inventory
    column = next((each for each in inventory.columns if each.key == key.partition("@")[0]), None)
    ledger = ledger_findings(inventory, now=snapshot.at)
    if column is None:
        return Obligations(ledger=about((*ledger, *account_findings(inventory, looks, now=snapshot.at)), key))
    return Obligations(
        deadlines=deadlines(key, inventory=inventory, looks=looks, now=snapshot.at, incidents=incidents),
        ledger=about(ledger, key, column.key, column.site),
        closings=tuple(closing for closing in inventory.offline if closing.site == column.site),
        check_due_on=check_due_on(column),
    )
