"""Columns stand below one another as in a tree, and their levels say so."""

from collections.abc import Iterator, Mapping

from records.errors import Fault
from records.inventory_files.draft import Draft
from records.inventory_files.fields import MAX_LEVEL
from records.inventory_files.forms import ColumnForm

Columns = Mapping[str, ColumnForm]


def check_cycles(draft: Draft) -> Iterator[Fault]:
    """Yield one fault for each ring of columns that are their own parents, at its first column."""
    columns = by_key(draft)
    told: set[str] = set()
    for column in draft.columns.items:
        line = _lineage(column.form, columns)
        if line[-1].parent == column.form.key and column.form.key not in told:
            told.update(ancestor.key for ancestor in line)
            path = " → ".join((*(ancestor.key for ancestor in line), column.form.key))
            yield column.fault("parent", remedy=f"is below itself ({path}); give one of these another parent")


def check_levels(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each column whose level is not one more than its parent's.

    A column without a parent may have any level: its landing page need not be watched.
    """
    columns = by_key(draft)
    for column in draft.columns.items:
        line = _lineage(column.form, columns)
        if len(line) == 1 or line[-1].parent in columns:
            continue
        above = level_of(line[1], columns)
        if above >= MAX_LEVEL:
            yield column.fault(
                "parent", remedy=f"is more than {MAX_LEVEL} levels down; give it a parent higher up"
            )
        elif column.form.level not in {None, above + 1}:
            place = f"the parent {line[1].key} is of level {above}"
            remedy = f"{column.form.level} does not fit: {place}, so write {above + 1}"
            yield column.fault("level", remedy=remedy)


def level_of(column: ColumnForm, columns: Columns) -> int:
    """Return the level *column* gives, or else one more than its parent's, or 1 where it has none."""
    line = _lineage(column, columns)
    given = ((below, ancestor.level) for below, ancestor in enumerate(line))
    return next((level + below for below, level in given if level is not None), len(line))


def by_key(draft: Draft) -> Columns:
    """Return the columns of *draft* by key; of two with one key, the first."""
    return {column.form.key: column.form for column in reversed(draft.columns.items)}


def _lineage(column: ColumnForm, columns: Columns) -> list[ColumnForm]:
    line, seen = [column], {column.key}
    while (parent := columns.get(line[-1].parent)) and parent.key not in seen:
        line.append(parent)
        seen.add(parent.key)
    return line
