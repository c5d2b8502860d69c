"""The office's inventory for exactly this county, as the files an office would write."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from practice.addresses import account_places
from practice.county import Account, Column, County, Unit
from practice.platforms.ids import biz, identity
from practice.yanlian import yanlian

RULEBOOKS = ("fangxian-2023-16", "gb-2019-19")
#: In force where the county has columns of these classes: a rulebook that covers nothing is a fault.
FIXED_DATES, DATED_CLASSES = "fixed-dates", frozenset({"annual_report", "site_report", "budget"})

#: Sources that anybody can ask, and that say something by themselves.
_PUBLIC = frozenset({"album", "timeline", "profile", "store"})

Row = Mapping[str, object]


def write_inventory(
    folder: Path,
    *,
    port: int,
    county: County | None = None,
    offline_file: bool = False,
    on_platforms: bool = False,
) -> None:
    """Write office, units, columns, accounts and waivers of *county* (演练县 unless named) into *folder*.

    The addresses are those it has when it is served on *port*. The rulebooks are only named:
    they ship with the product. A site that is closed with leave stands in offline.yaml where
    *offline_file* says that the product reads one, and in a waiver for each of its columns
    otherwise. Accounts stand with the simple pages of their posts, or, *on_platforms*, with
    the identities and the public sources they have there. Files already there are written over.
    """
    county = county or yanlian()
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "office.yaml", _office(county))
    _write(folder / "units.yaml", {"units": [_unit(unit) for unit in county.units]})
    sites = [
        {
            "key": site.key,
            "name": site.name,
            "home": county.address(site.key, port),
            "unit": site.unit,
            "own": True,
            "private": True,
            "delay": 0.0,
        }
        for site in county.sites
    ]
    columns = [_column(county, column, port) for column in county.columns]
    _write(folder / "columns.yaml", {"sites": sites, "columns": columns})
    account = _on_platform if on_platforms else _account
    _write(folder / "accounts.yaml", {"accounts": [account(county, one, port) for one in county.accounts]})
    waivers = _waivers(county)
    if offline_file:
        _write(folder / "offline.yaml", {"offline": _closings(county)})
    else:
        waivers = [*waivers, *_closings_as_waivers(county)]
    _write(folder / "waivers.yaml", {"waivers": waivers})


def _office(county: County) -> Row:
    return {
        "name": f"{county.name}人民政府办公室",
        "timezone": "Asia/Shanghai",
        "mail_from": "xuncha@office.test",
        "mail_to": ["clerk@office.test"],
        "phone": "0719-0000000",
        "rulebooks": _rulebooks(county),
    }


def _rulebooks(county: County) -> list[str]:
    dated = any(column.class_ in DATED_CLASSES for column in county.columns)
    return [*RULEBOOKS, FIXED_DATES] if dated else list(RULEBOOKS)


def _unit(unit: Unit) -> Row:
    contact = {"name": "办公室值班", "mail": f"{unit.key}@units.test", "phone": "0719-0000000", "role": "A角"}
    row: dict[str, object] = {"key": unit.key, "name": unit.name, "kind": unit.kind, "order": unit.order}
    row["contacts"] = [contact]
    if unit.was:
        row["was"] = [{"name": name, "until": until} for name, until in unit.was]
    return row


def _column(county: County, column: Column, port: int) -> Row:
    row: dict[str, object] = {"key": column.key, "name": column.name, "url": county.address(column.key, port)}
    row["site"] = column.site
    if column.parent:
        row["parent"] = column.parent
    row |= {"level": column.level, "units": list(column.units), "class": column.class_}
    row["class_by"] = "演练清单"
    return row


def _account(county: County, account: Account, port: int) -> Row:
    return {
        "key": account.key,
        "platform": account.platform,
        "kind": account.kind,
        "name": account.name,
        "id": account.id,
        "unit": account.unit,
        "sources": [{"kind": "page", "url": county.address(account.key, port)}],
        "filing": {"省平台": "已备案"},
    }


def _on_platform(county: County, account: Account, port: int) -> Row:
    """Return *account* as its platform knows it; an article's link is for the unit to give."""
    places = account_places(county, account, port)
    kept = {kind: place for kind, place in places.items() if kind in _PUBLIC}
    return {
        **_account(county, account, port),
        "id": identity(account),
        "aliases": [biz(account)] if account.platform == "wechat" else [],
        "sources": [{"kind": kind, "url": place} for kind, place in kept.items()],
    }


def _waivers(county: County) -> Sequence[Row]:
    return [
        {"target": one.target, "from": one.first, "until": one.last, "basis": one.basis}
        for one in county.waivers
    ]


def _closings(county: County) -> Sequence[Row]:
    return [
        {"site": one.site, "from": one.first, "until": one.last, "approval": one.approval}
        for one in county.closings
    ]


def _closings_as_waivers(county: County) -> Sequence[Row]:
    return [
        {"target": column.key, "from": one.first, "until": one.last, "basis": one.approval}
        for one in county.closings
        for column in county.columns
        if column.site == one.site
    ]


def _write(path: Path, data: Row) -> None:
    yaml = YAML()
    yaml.width = 4096
    yaml.allow_unicode = True
    yaml.representer.ignore_aliases = lambda _data: True
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)
