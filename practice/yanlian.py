"""演练县 itself, as its data file describes it."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from practice.county import Account, Column, County, Lapse, Rhythm, Site, Unit, Waiver
from practice.families import Family

SHANGHAI = ZoneInfo("Asia/Shanghai")

#: The moment the county is shown at when nobody names one: some of everything has gone wrong by then.
SHOWN_AT = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)

_FILE = Path(__file__).with_name("yanlian.yaml")


@cache
def yanlian() -> County:
    """Return the practice county, read from its data file once."""
    data = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    rhythms = {name: _rhythm(row) for name, row in data["rhythms"].items()}
    return County(
        name=data["name"],
        units=tuple(_unit(row) for row in data["units"]),
        sites=tuple(Site(**row) for row in data["sites"]),
        columns=tuple(_column(row, rhythms) for row in data["columns"]),
        accounts=tuple(Account(**_timed(row, rhythms)) for row in data["accounts"]),
        waivers=tuple(Waiver(**row) for row in data["waivers"]),
    )


def _unit(row: Mapping[str, Any]) -> Unit:
    was = tuple((name, until) for name, until in row.get("was", ()))
    return Unit(**{**row, "was": was})


def _rhythm(row: Mapping[str, Any]) -> Rhythm:
    fewest, most = row["every"]
    return Rhythm(every=(fewest, most), many=row.get("many", 1))


def _lapse(first: date, last: date, unit: str = "") -> Lapse:
    return Lapse(first=first, last=last, unit=unit)


def _timed(row: Mapping[str, Any], rhythms: Mapping[str, Rhythm]) -> dict[str, Any]:
    """Return *row* with its rhythm and lapses as nouns."""
    rest = {name: value for name, value in row.items() if name not in {"rhythm", "yearly", "lapses"}}
    yearly = tuple((month, day) for month, day in row.get("yearly", ()))
    rest["rhythm"] = rhythms[row["rhythm"]] if "rhythm" in row else Rhythm(yearly=yearly)
    rest["lapses"] = tuple(_lapse(*lapse) for lapse in row.get("lapses", ()))
    return rest


def _column(row: Mapping[str, Any], rhythms: Mapping[str, Rhythm]) -> Column:
    """Return the column of *row*: one without a path is a child, ``parent-folder``, on the portal."""
    rest = _timed(row, rhythms)
    rest["class_"] = rest.pop("class")
    rest["family"] = Family(rest["family"])
    rest["units"] = tuple(rest["units"])
    if "path" not in rest:
        parent, _, folder = row["key"].partition("-")
        rest |= {"site": "portal", "path": f"/{parent}/{folder}/", "parent": parent, "level": 2}
    return Column(**rest)
