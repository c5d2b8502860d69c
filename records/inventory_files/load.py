"""The inventory's folder, read and checked as a whole."""

from itertools import chain
from pathlib import Path

from records.errors import Fault, InventoryError
from records.inventory import Inventory
from records.inventory_files.build import build_inventory
from records.inventory_files.checks import (
    accounts,
    keys,
    ledger,
    office,
    pages,
    references,
    rulebooks,
    tree,
    vetoes,
)
from records.inventory_files.draft import Check, Draft
from records.inventory_files.folder import absent, missing_files, unknown_files
from records.inventory_files.read import read_draft

#: The rulebooks that come with xuncha, beside its packages.
SHIPPED_RULEBOOKS = Path(__file__).resolve().parents[2] / "inventory" / "rulebooks"

CHECKS: tuple[Check, ...] = (
    keys.check_keys,
    keys.check_unit_names,
    keys.check_shared_units,
    references.check_units,
    references.check_contacts,
    references.check_sites,
    references.check_parents,
    references.check_waived,
    references.check_rulebooks,
    tree.check_cycles,
    tree.check_levels,
    pages.check_pages,
    pages.check_hosts,
    pages.check_private,
    accounts.check_identities,
    accounts.check_sources,
    accounts.check_quotas,
    office.check_timezone,
    office.check_waivers,
    office.check_calendar,
    ledger.check_closings,
    ledger.check_contradictions,
    ledger.check_approvals,
    ledger.check_yearly,
    rulebooks.check_rules,
    rulebooks.check_names,
    rulebooks.check_terms,
    rulebooks.check_coverage,
    vetoes.check_vetoes,
)


def load_inventory(folder: Path, *, shipped: Path = SHIPPED_RULEBOOKS) -> Inventory:
    """Return the inventory in *folder*, checked as a whole.

    Every fault of every file is named in one InventoryError, so that one edit can mend them
    together. A rulebook is the folder's own ``rulebooks/KEY.yaml``, or else that of *shipped*.
    """
    try:
        draft, faults = _read(folder, shipped)
    except OSError as error:
        remedy = f"cannot be read ({error.strerror}); make it a folder that xuncha may read"
        raise InventoryError([Fault(file=str(folder), line=0, key="", remedy=remedy)]) from error
    faults += chain.from_iterable(check(draft) for check in CHECKS)
    if faults:
        raise InventoryError(list(dict.fromkeys(faults)))
    return build_inventory(draft)


def _read(folder: Path, shipped: Path) -> tuple[Draft, list[Fault]]:
    if faults := list(absent(folder)):
        raise InventoryError(faults)
    faults = [*missing_files(folder), *unknown_files(folder)]
    return read_draft(folder, shipped, faults), faults
