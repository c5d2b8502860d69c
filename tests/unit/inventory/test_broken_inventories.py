"""One folder a mistake: adding a case adds a folder, and no code."""

from pathlib import Path

import pytest

from records.errors import InventoryError
from records.inventory_files.load import load_inventory

BROKEN = Path(__file__).parents[2] / "inventories" / "broken"
MISTAKES = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())

#: The mistakes that must always be among them.
NEEDED = {
    "unknown-key",
    "duplicate-key",
    "key-given-twice",
    "unknown-unit",
    "unknown-parent",
    "bad-address",
    "bad-duration",
    "wrong-class",
    "tab",
    "empty-file",
    "not-yaml",
    "wrong-encoding",
    "waiver-without-a-basis",
    "two-columns-at-one-address",
    "rulebook-that-covers-nothing",
    "veto-of-an-unknown-rule",
    "veto-without-its-number",
}


def test_the_mistakes_that_must_be_there_are_there() -> None:
    assert set(MISTAKES) >= NEEDED
    assert len(MISTAKES) >= 18


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_broken_inventory_is_refused_with_exactly_the_expected_lines(mistake: str) -> None:
    folder = BROKEN / mistake
    with pytest.raises(InventoryError) as caught:
        load_inventory(folder)
    assert str(caught.value) == (folder / "expected.txt").read_text("utf-8").rstrip("\n")
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_gives_one_fault_that_says_what_to_do(mistake: str) -> None:
    with pytest.raises(InventoryError) as caught:
        load_inventory(BROKEN / mistake)
    (fault,) = caught.value.faults
    assert fault.line or mistake in {"missing-file", "mistyped-file", "file-nobody-reads"}
    assert "\n" not in str(fault)
    assert "hunter2" not in str(fault)
    assert "a1b2c3d4" not in str(fault)


def test_all_faults_of_all_files_are_named_at_once_in_order(tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_text("rulebooks: [gb-2019-91]\ntimezone: Mars\n", "utf-8")
    (tmp_path / "units.yaml").write_text("units:\n  - {key: a b, name: 甲, kind: 省直}\n", "utf-8")
    (tmp_path / "columns.yaml").write_text(
        "sites:\n  - {key: s, home: x, unit: nobody}\ncolumns: many\n", "utf-8"
    )
    (tmp_path / "waivers.yaml").write_text("waivers:\n  -\n  - {target: 1, from: no, until: on}\n", "utf-8")
    with pytest.raises(InventoryError) as caught:
        load_inventory(tmp_path)
    assert [(fault.file, fault.line, fault.key) for fault in caught.value.faults] == [
        ("columns.yaml", 2, "sites[0].home"),
        ("columns.yaml", 2, "sites[0].name"),
        ("columns.yaml", 3, "columns"),
        ("office.yaml", 1, "name"),
        ("units.yaml", 2, "units[0].key"),
        ("units.yaml", 2, "units[0].kind"),
        ("waivers.yaml", 2, "waivers[0]"),
        ("waivers.yaml", 3, "waivers[1].basis"),
        ("waivers.yaml", 3, "waivers[1].from"),
        ("waivers.yaml", 3, "waivers[1].until"),
    ]
