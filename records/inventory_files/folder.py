"""Which files an inventory's folder holds, and which of them nobody will read."""

import re
from collections.abc import Iterator
from pathlib import Path

from records.errors import Fault
from records.inventory_files.near import nearest

REQUIRED = ("office.yaml", "units.yaml", "columns.yaml")
OPTIONAL = ("accounts.yaml", "waivers.yaml", "offline.yaml")
KNOWN = (*REQUIRED, *OPTIONAL)
RULEBOOKS = "rulebooks"
CALENDAR = "calendar"

#: More files than any county has rulebooks or years.
MAX_FILES = 200

_YAML = re.compile(r".*\.ya?ml(?:\.txt)?", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}\.yaml")


def absent(folder: Path) -> Iterator[Fault]:
    """Yield the one fault of a *folder* that is none, or holds nothing of an inventory."""
    if not folder.is_dir():
        yield _fault(str(folder), "is no folder; 'xuncha init' writes a first inventory")
    elif not any((folder / name).exists() for name in REQUIRED):
        yield _fault(str(folder), "holds no inventory; 'xuncha init' writes a first one")


def missing_files(folder: Path) -> Iterator[Fault]:
    """Yield a fault for each file that an inventory cannot do without.

    Nothing is said of a file that stands there under nearly its name: unknown_files says it.
    """
    mistyped = set(_unknown(folder).values())
    for name in REQUIRED:
        if not (folder / name).exists() and name not in mistyped:
            yield _fault(name, "is missing; docs/inventory.md says what it holds")


def unknown_files(folder: Path) -> Iterator[Fault]:
    """Yield a fault for each YAML file, and each folder of nearly the right name, that nobody would read.

    Other files are left alone: notes, workbooks and an editor's backups may lie beside the inventory.
    """
    for name, meant in _unknown(folder).items():
        remedy = f"rename it to {meant}" if meant else f"move it away; the files are {', '.join(KNOWN)}"
        yield _fault(name, f"is no file of the inventory; {remedy}")
    for path in sorted(folder.iterdir()):
        meant = nearest(path.name, (RULEBOOKS, CALENDAR)) if path.is_dir() else ""
        if meant not in {"", path.name}:
            yield _fault(f"{path.name}/", f"is no folder of the inventory; rename it to {meant}")
    yield from _unknown_within(folder)


def rulebook_files(folder: Path) -> list[Path]:
    """Return the rulebooks in *folder*, which holds nothing but rulebooks, by name."""
    return [path for path in _yaml_files(folder) if path.suffix == ".yaml"][:MAX_FILES]


def calendar_files(folder: Path) -> list[Path]:
    """Return the years' files of the inventory in *folder*, oldest first."""
    return [path for path in _yaml_files(folder / CALENDAR) if _YEAR.fullmatch(path.name)][:MAX_FILES]


def _unknown(folder: Path) -> dict[str, str]:
    """Return the YAML files nobody would read, each with the absent file it was meant to be, or nothing."""
    missing = {name.removesuffix(".yaml"): name for name in KNOWN if not (folder / name).exists()}
    strange = [path.name for path in _yaml_files(folder) if path.name not in KNOWN]
    return {name: missing.get(nearest(name.split(".", maxsplit=1)[0], missing), "") for name in strange}


def _unknown_within(folder: Path) -> Iterator[Fault]:
    for path in _yaml_files(folder / CALENDAR):
        if not _YEAR.fullmatch(path.name):
            yield _fault(f"{CALENDAR}/{path.name}", "is no year; name the file like 2026.yaml")
    for path in _yaml_files(folder / RULEBOOKS):
        if path.suffix != ".yaml":
            remedy = f"is no rulebook; rename it to {path.name.split('.', maxsplit=1)[0]}.yaml"
            yield _fault(f"{RULEBOOKS}/{path.name}", remedy)


def _yaml_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    names = (path for path in folder.iterdir() if _YAML.fullmatch(path.name))
    return sorted(path for path in names if not path.name.startswith("."))


def _fault(file: str, remedy: str) -> Fault:
    return Fault(file=file, line=0, key="", remedy=remedy)
