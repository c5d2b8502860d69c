"""The inventory of an office that watches the saved pages, as the files it would write."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from bench.serving import Place

_RULEBOOKS = ("fangxian-2023-16", "gb-2019-19")
_UNIT = {"key": "bgs", "name": "演练县办公室", "kind": "县直"}


def write_inventory(folder: Path, places: Sequence[Place]) -> None:
    """Write office, units and columns for *places* into *folder*: a site and a column for each.

    Files already there are written over.
    """
    folder.mkdir(parents=True, exist_ok=True)
    office = {"name": "演练县人民政府办公室", "rulebooks": list(_RULEBOOKS)}
    _write(folder / "office.yaml", office)
    _write(folder / "units.yaml", {"units": [_UNIT]})
    columns = {"sites": list(map(_site, places)), "columns": list(map(_column, places))}
    _write(folder / "columns.yaml", columns)


def _site(place: Place) -> Mapping[str, object]:
    return {
        "key": f"site-{place.key}",
        "name": place.page.file,
        "home": place.home,
        "unit": _UNIT["key"],
        "own": True,
        "private": True,
        "delay": 0.0,
    }


def _column(place: Place) -> Mapping[str, object]:
    return {
        "key": place.key,
        "name": place.page.file,
        "url": place.column,
        "site": f"site-{place.key}",
        "units": [_UNIT["key"]],
        "class": "news",
        "class_by": "bench",
    }


def _write(path: Path, data: Mapping[str, object]) -> None:
    yaml = YAML()
    yaml.width = 4096
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)
