import ast
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from practice.families import Family
from practice.titles import PATTERNS, title
from practice.yanlian import yanlian

COUNTY = yanlian()
PRACTICE = Path(__file__).parents[3] / "practice"
ALLOWED = {"aiosmtpd", "jinja2", "practice", "ruamel"}


@pytest.mark.parametrize("file", sorted(PRACTICE.rglob("*.py")), ids=lambda file: file.stem)
def test_practice_imports_nothing_of_the_product(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.partition(".")[0] for name in names} <= ALLOWED | set(sys.stdlib_module_names)


def test_the_county_is_large_enough() -> None:
    on_portal = [column for column in COUNTY.columns if column.site == "portal"]
    assert len(on_portal) >= 40
    assert {column.level for column in on_portal} == {1, 2}
    assert len(COUNTY.accounts) >= 10
    assert len({account.platform for account in COUNTY.accounts}) >= 3
    assert Counter(unit.kind for unit in COUNTY.units).keys() == {"县直", "乡镇", "其他"}
    assert len(COUNTY.units) >= 9


def test_every_family_of_markup_is_in_use() -> None:
    assert {column.family for column in COUNTY.columns} == set(Family)


def test_every_key_is_given_once() -> None:
    keys = [one.key for one in (*COUNTY.units, *COUNTY.sites, *COUNTY.columns, *COUNTY.accounts)]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_every_column_stands_on_a_site_with_units_and_a_parent_that_exist() -> None:
    for column in COUNTY.columns:
        assert COUNTY.site(column.site)
        assert [COUNTY.unit(key).key for key in column.units] == list(column.units)
        assert (column.level == 2) == bool(column.parent)
        if column.parent:
            assert COUNTY.column(column.parent).family is Family.LANDING


def test_a_landing_page_has_children() -> None:
    landings = [column for column in COUNTY.columns if column.family is Family.LANDING]
    assert all(COUNTY.children(landing.key) for landing in landings)


def test_each_host_and_each_address_is_used_once() -> None:
    hosts = [site.host for site in COUNTY.sites]
    assert len(hosts) == len(set(hosts))
    assert all(host.startswith("127.10.") for host in hosts)
    addresses = [COUNTY.address(one.key, 80) for one in (*COUNTY.columns, *COUNTY.accounts)]
    assert len(addresses) == len(set(addresses))


def test_the_address_of_nothing_is_an_error() -> None:
    with pytest.raises(KeyError):
        COUNTY.address("nowhere", 80)


def test_a_share_of_each_unit_follows_its_column() -> None:
    keys = list(COUNTY.target_keys())
    place = keys.index("xwzx-xzdt")
    assert keys[place + 1 : place + 6] == [
        f"xwzx-xzdt@{unit}" for unit in ("cgz", "lhz", "sqz", "ylx", "bsz")
    ]
    assert not any(key.startswith("xwzx-zwyw@") for key in keys)


def test_a_unit_goes_by_its_former_name_until_the_last_day_of_it() -> None:
    unit = COUNTY.unit("jyj")
    assert unit.called_on(date(2025, 6, 30)) == "县教育体育局"
    assert unit.called_on(date(2025, 7, 1)) == "县教育局"


@pytest.mark.parametrize("topic", PATTERNS)
def test_no_title_has_a_hole_in_it(topic: str) -> None:
    titles = [title(topic, serial=n, key="k", on=date(2026, 3, 2), source="县教育局") for n in range(20)]
    assert all(one and "{" not in one for one in titles)
