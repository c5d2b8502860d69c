"""Every key that is named is the key of something."""

from collections.abc import Iterable, Iterator

from records.errors import Fault
from records.inventory_files.draft import Draft
from records.inventory_files.filled import Filled
from records.inventory_files.forms import AccountForm, SiteForm
from records.inventory_files.near import advice, shown


def check_units(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each site, column and account whose unit units.yaml does not name."""
    units = draft.units
    owned: tuple[Filled[SiteForm] | Filled[AccountForm], ...] = (*draft.sites.items, *draft.accounts.items)
    for item in owned:
        if not units.has(item.form.unit):
            yield item.fault("unit", remedy=_unknown(item.form.unit, "unit", units.names))
    for column in draft.columns.items:
        for index, unit in enumerate(column.form.units):
            if not units.has(unit):
                yield column.fault("units", index, remedy=_unknown(unit, "unit", units.names))


def check_contacts(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each column or account of a contact that is not there, or is another unit's."""
    if not (draft.columns.whole and draft.accounts.whole):
        return
    owned = {(column.form.key, unit) for column in draft.columns.items for unit in column.form.units}
    owned |= {(account.form.key, account.form.unit) for account in draft.accounts.items}
    for unit in draft.units.items:
        own = {key for key, owner in owned if owner == unit.form.key}
        for index, contact in enumerate(unit.form.contacts):
            for place, key in enumerate(contact.targets):
                if key not in own:
                    remedy = _unknown(key, f"column or account of {unit.form.key}", own)
                    yield unit.fault("contacts", index, "targets", place, remedy=remedy)


def check_sites(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each column of a site that columns.yaml does not name."""
    for column in draft.columns.items:
        if not draft.sites.has(column.form.site):
            yield column.fault("site", remedy=_unknown(column.form.site, "site", draft.sites.names))


def check_parents(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each column whose parent is no column."""
    for column in draft.columns.items:
        parent = column.form.parent
        if parent and not draft.columns.has(parent):
            yield column.fault("parent", remedy=_unknown(parent, "column", draft.columns.names))


def check_waived(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each waiver of what is no column, no account and no unit's share of a column."""
    known = draft.columns.names | draft.accounts.names | _shares(draft)
    faulty = draft.columns.names - {column.form.key for column in draft.columns.items}
    if not (draft.columns.whole and draft.accounts.whole):
        return
    for waiver in draft.waivers.items:
        target = waiver.form.target
        if target in known or target.partition("@")[0] in faulty:
            continue
        if target in draft.sites.names:
            remedy = f"{target} is a site, and a site has no limit; name its columns, one waiver each"
            yield waiver.fault("target", remedy=remedy)
        else:
            yield waiver.fault(
                "target", remedy=_unknown(target, "column, account or share (column@unit)", known)
            )


def check_rulebooks(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each rulebook that office.yaml names and nobody has, or names twice."""
    if not draft.office:
        return
    wanted = draft.office.form.rulebooks
    for index, key in enumerate(wanted):
        if key not in draft.rulebook_names:
            yield draft.office.fault(
                "rulebooks", index, remedy=_unknown(key, "rulebook", draft.rulebook_names)
            )
        elif key in wanted[:index]:
            yield draft.office.fault("rulebooks", index, remedy=f"{key} is named twice; keep it once")


def _shares(draft: Draft) -> set[str]:
    columns = (column.form for column in draft.columns.items)
    return {f"{column.key}@{unit}" for column in columns if len(column.units) > 1 for unit in column.units}


def _unknown(key: str, what: str, known: Iterable[str]) -> str:
    return f"there is no {what} {shown(key)}; {advice(key, sorted(known))}"
