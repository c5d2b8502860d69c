"""Which files make an inventory, and which nobody would read."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from records.errors import Fault, InventoryError
from records.inventory import Inventory
from records.inventory_files.load import SHIPPED_RULEBOOKS, load_inventory

Faults = Callable[[], tuple[Fault, ...]]
Load = Callable[[], Inventory]

ROOT = SHIPPED_RULEBOOKS.parents[1]


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(
        InventoryError, match="is no folder; 'xuncha init' writes a first inventory"
    ) as caught:
        load_inventory(tmp_path / "nowhere")
    assert len(caught.value.faults) == 1


def test_an_empty_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InventoryError, match="holds no inventory") as caught:
        load_inventory(tmp_path)
    assert len(caught.value.faults) == 1


def test_a_file_in_place_of_the_folder_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "inventory").write_text("", "utf-8")
    with pytest.raises(InventoryError, match="is no folder"):
        load_inventory(tmp_path / "inventory")


@pytest.mark.parametrize("file", ["office.yaml", "units.yaml", "columns.yaml"])
def test_each_needed_file_is_missed_by_its_name(file: str, folder: Path, faults: Faults) -> None:
    (folder / file).unlink()
    (fault,) = faults()
    assert (fault.file, fault.line) == (file, 0)
    assert fault.remedy.startswith("is missing")


@pytest.mark.parametrize("file", ["accounts.yaml", "waivers.yaml"])
def test_accounts_and_waivers_may_be_absent_or_hold_nothing(file: str, folder: Path, load: Load) -> None:
    (folder / "waivers.yaml").write_text("waivers:\n", "utf-8")
    (folder / file).write_text(f"{file.removesuffix('.yaml')}:\n", "utf-8")
    assert not getattr(load(), file.removesuffix(".yaml"))
    (folder / file).unlink()
    assert not getattr(load(), file.removesuffix(".yaml"))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("colums.yaml", "columns.yaml"),
        ("columns.yml", "columns.yaml"),
        ("Columns.yaml", "columns.yaml"),
        ("columns.yaml.txt", "columns.yaml"),
        ("unit.yaml", "units.yaml"),
        ("account.yaml", "accounts.yaml"),
        ("waiver.yml", "waivers.yaml"),
    ],
)
def test_a_misnamed_file_is_told_its_right_name_and_not_told_as_missing(
    wrong: str, right: str, folder: Path, faults: Faults
) -> None:
    (folder / right).rename(folder / wrong)
    about_files = [fault for fault in faults() if not fault.line]
    assert [(fault.file, fault.remedy) for fault in about_files] == [
        (wrong, f"is no file of the inventory; rename it to {right}")
    ]


def test_a_copy_beside_the_right_file_is_not_to_be_renamed_to_it(folder: Path, faults: Faults) -> None:
    (folder / "columns2.yaml").write_text("columns: []\n", "utf-8")
    (fault,) = faults()
    assert "move it away" in fault.remedy


@pytest.mark.parametrize(
    "name", ["notes.md", ".columns.yaml.swp", "columns.yaml~", ".hidden.yaml", "清单.xlsx"]
)
def test_other_kinds_of_files_may_lie_beside_the_inventory(name: str, folder: Path, load: Load) -> None:
    (folder / name).write_text("anything: [", "utf-8")
    assert load().columns


@pytest.mark.parametrize(
    ("wrong", "right"), [("calender", "calendar"), ("rulebook", "rulebooks"), ("Calendar", "calendar")]
)
def test_a_misnamed_folder_is_told_its_right_name(
    wrong: str, right: str, folder: Path, faults: Faults
) -> None:
    (folder / right).rename(folder / wrong)
    about = [fault.remedy for fault in faults() if fault.file == f"{wrong}/"]
    assert about == [f"is no folder of the inventory; rename it to {right}"]


def test_other_folders_may_lie_beside_the_inventory(folder: Path, load: Load) -> None:
    (folder / "examples").mkdir()
    (folder / "examples" / "office.yaml").write_text("a: [", "utf-8")
    assert load().columns


def test_a_calendar_file_is_named_by_its_year(folder: Path, faults: Faults) -> None:
    (folder / "calendar" / "2026.yaml").rename(folder / "calendar" / "26.yaml")
    (fault,) = faults()
    assert fault.remedy == "is no year; name the file like 2026.yaml"


def test_a_rulebook_ends_in_yaml(folder: Path, faults: Faults) -> None:
    (folder / "rulebooks" / "county-2026.yaml").rename(folder / "rulebooks" / "county-2026.yml")
    assert "rename it to county-2026.yaml" in " ".join(fault.remedy for fault in faults())


def test_a_folder_in_place_of_a_file_is_a_fault_and_no_crash(folder: Path, faults: Faults) -> None:
    (folder / "accounts.yaml").unlink()
    (folder / "accounts.yaml").mkdir()
    assert "cannot be read" in faults()[0].remedy


def test_another_set_of_shipped_rulebooks_can_be_given(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InventoryError, match="there is no rulebook 'gb-2019-19'"):
        load_inventory(folder, shipped=tmp_path)


def test_the_shipped_rulebooks_are_found_beside_the_packages_wherever_they_are_installed(
    folder: Path, tmp_path: Path
) -> None:
    installed = tmp_path / "site-packages"
    copytree(ROOT / "records", installed / "records")
    copytree(ROOT / "inventory", installed / "inventory")
    rmtree(installed / "inventory" / "examples")
    program = (
        "import sys; from pathlib import Path; from records.inventory_files.load import load_inventory;"
        "print(*[book.key for book in load_inventory(Path(sys.argv[1])).rulebooks])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        env={"PYTHONPATH": str(installed)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout.split() == ["county-2026", "gb-2019-19"]
