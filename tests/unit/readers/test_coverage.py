"""docs/readers.md says which saved pages try which family, trap and interface, and leaves none out."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from crawler.readers.apis.catalogue import APIS

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs/readers.md").read_text(encoding="utf-8")
PAGES, ANSWERS = ROOT / "tests/pages", ROOT / "tests/apis"
ROW = re.compile(r"^\| (?P<key>[FTAO]\d+) \| (?P<name>[^|]+) \| (?P<cases>[^|]+) \|$", re.M)
#: How many of each there are, and how many cases each must have.
WANTED = {"F": (35, 2), "T": (15, 1), "A": (19, 2)}
ROWS: Mapping[str, list[str]] = {
    row["key"]: re.findall(r"`([^`]+)`", row["cases"]) for row in ROW.finditer(TEXT)
}


def cases_in(folder: Path) -> set[str]:
    """Return the cases under *folder* as ``family/case``."""
    return {path.parent.relative_to(folder).as_posix() for path in folder.glob("*/*/meta.json")}


def named(key: str) -> set[str]:
    """Return the cases that the row *key* names, ``family/*`` standing for all of a family's."""
    folder = ANSWERS if key.startswith("A") else PAGES
    return {case for name in ROWS[key] for case in cases_in(folder) if Path(case).match(name)}


@pytest.mark.parametrize("key", ROWS)
def test_every_case_that_is_named_is_there(key: str) -> None:
    there = cases_in(ANSWERS if key.startswith("A") else PAGES)
    assert [name for name in ROWS[key] if not any(Path(case).match(name) for case in there)] == []


@pytest.mark.parametrize("key", [key for key in ROWS if key[0] in WANTED])
def test_each_family_trap_and_interface_has_its_cases(key: str) -> None:
    assert len(named(key)) >= WANTED[key[0]][1]


@pytest.mark.parametrize("kind", WANTED)
def test_none_of_them_is_left_out(kind: str) -> None:
    count = WANTED[kind][0]
    assert [key for key in ROWS if key.startswith(kind)] == [
        f"{kind}{number}" for number in range(1, count + 1)
    ]


def test_every_saved_page_is_named() -> None:
    told = {case for key in ROWS if not key.startswith("A") for case in named(key)}
    assert sorted(cases_in(PAGES) - told) == []


def test_every_interface_is_named() -> None:
    folders = {path.name for path in ANSWERS.iterdir()}
    assert folders == set(APIS)
    assert {folder for folder in folders if f"`{folder}/*`" not in TEXT} == set()
