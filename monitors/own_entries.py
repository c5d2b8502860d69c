"""Which entries of a shared column are a unit's own."""

from records.observation import Entry
from records.targets import Unit

#: The shortest name that may stand for a longer one: 县教育局 is also written 教育局.
_SHORTEST = 3
_TAIL = "人民政府"


def belongs_to(entry: Entry, unit: Unit) -> bool:
    """Return whether *entry* names *unit*, by its name or one it had on the entry's day, as its source.

    Names are compared from their ends, since a list may leave out the county or add it,
    and a township is written with or without 人民政府.
    """
    names = [unit.name]
    if entry.published_on:
        names += [former.name for former in unit.was if entry.published_on <= former.until]
    return any(_same(_plain(entry.source), _plain(name)) for name in names)


def _plain(name: str) -> str:
    return "".join(name.split()).removesuffix(_TAIL)


def _same(shown: str, name: str) -> bool:
    if min(len(shown), len(name)) < _SHORTEST:
        return shown == name != ""
    return shown.endswith(name) or name.endswith(shown)
