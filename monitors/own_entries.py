"""Which entries of a shared column are a unit's own."""

from records.observation import Entry
from records.targets import Unit

#: The shortest name that may stand for a longer one: 县教育局 is also written 教育局.
_SHORTEST = 3
_TAIL = "人民政府"
_OFFICE = "办公室"


def belongs_to(entry: Entry, unit: Unit) -> bool:
    """Return whether *entry* names *unit*, by its name or one it had on the entry's day, as its source.

    Names are compared from their ends, since a list may leave out the county or add it,
    and a township is written with or without 人民政府.
    """
    return any(_same(_plain(entry.source), _plain(name)) for name in _names(unit, entry))


def named_in_title(entry: Entry, unit: Unit) -> bool:
    """Return whether the title of *entry* names *unit* in full, as reports do: 县教育局2025年….

    The county government's office bears the county government's name and is another unit.
    """
    return any(
        name and not entry.title.partition(name)[2].startswith(_OFFICE) and name in entry.title
        for name in _names(unit, entry)
    )


def _names(unit: Unit, entry: Entry) -> list[str]:
    """Return what *unit* was called on the entry's day."""
    day = entry.published_on
    return [unit.name, *(former.name for former in unit.was if day and day <= former.until)]


def _plain(name: str) -> str:
    return "".join(name.split()).removesuffix(_TAIL)


def _same(shown: str, name: str) -> bool:
    if min(len(shown), len(name)) < _SHORTEST:
        return shown == name != ""
    return shown.endswith(name) or name.endswith(shown)
