"""Nothing bears the key or the name of something else."""

from collections.abc import Iterator, Sequence

from records.errors import Fault
from records.inventory_files.document import Document, Place
from records.inventory_files.draft import Draft


def check_keys(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each key given to two things of one kind.

    Columns, accounts and sites are one kind: a key alone must say what is meant.
    """
    yield from _repeated(draft.units.keys)
    yield from _repeated((*draft.sites.keys, *draft.columns.keys, *draft.accounts.keys))
    for rulebook in draft.rulebooks.values():
        if rulebook:
            rules = rulebook.form.rules
            yield from _repeated([(r.key, rulebook.document, ("rules", i)) for i, r in enumerate(rules)])
            vetoes = rulebook.form.vetoes
            yield from _repeated([(v.key, rulebook.document, ("vetoes", i)) for i, v in enumerate(vetoes)])


def check_unit_names(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each unit called like another: an entry's source would fit both."""
    seen: dict[str, str] = {}
    for unit in draft.units.items:
        name, key = unit.form.name, unit.form.key
        if seen.setdefault(name, key) != key:
            yield unit.fault(
                "name", remedy=f"the unit {seen[name]} has the same name; give one of them its full name"
            )


def check_shared_units(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each unit that one column names twice."""
    for column in draft.columns.items:
        units = column.form.units
        for index, unit in enumerate(units):
            if unit in units[:index]:
                yield column.fault("units", index, remedy=f"{unit} is named twice; keep it once")


def _repeated(keys: Sequence[tuple[str, Document, Place]]) -> Iterator[Fault]:
    first: dict[str, tuple[Document, Place]] = {}
    for key, document, place in keys:
        known, where = first.setdefault(key, (document, place))
        if (known, where) != (document, place):
            at = f"{known.file}:{known.line((*where, 'key'))}"
            yield document.fault((*place, "key"), f"{key} is taken, see {at}; give each its own key")
