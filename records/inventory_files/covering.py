"""Which columns a rule is about."""

from records.inventory_files.forms import CoversForm
from records.rulebook import Covers, RuleKind
from records.targets import ColumnClass


def covers_column(covers: CoversForm | Covers, class_: ColumnClass, level: int) -> bool:
    """Return whether *covers* is about columns of *class_* on *level*."""
    return (
        covers.kind is RuleKind.COLUMN
        and (not covers.classes or class_ in covers.classes)
        and (not covers.levels or level in covers.levels)
    )
