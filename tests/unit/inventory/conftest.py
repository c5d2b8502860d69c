"""A small inventory that loads, for tests that change one thing in it."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from records.errors import Fault, InventoryError
from records.inventory import Inventory
from records.inventory_files.load import load_inventory

INVENTORIES = Path(__file__).parents[2] / "inventories"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The good inventory ``everything``, in a folder of the test's own."""
    return copytree(INVENTORIES / "good" / "everything", tmp_path / "inventory")


@pytest.fixture
def edit(folder: Path) -> Callable[[str, str, str], None]:
    """Replace a text that stands once in a file of the inventory."""

    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (folder / file).write_text(text.replace(old, new), "utf-8")

    return replace


@pytest.fixture
def faults(folder: Path) -> Callable[[], tuple[Fault, ...]]:
    """Return the faults of the inventory as it now is."""

    def load() -> tuple[Fault, ...]:
        with pytest.raises(InventoryError) as caught:
            load_inventory(folder)
        return caught.value.faults

    return load


@pytest.fixture
def good() -> Callable[[str], Inventory]:
    """Return one of the good inventories by its folder's name."""
    return lambda name: load_inventory(INVENTORIES / "good" / name)


@pytest.fixture
def load(folder: Path) -> Callable[[], Inventory]:
    """Return the inventory as it now is."""
    return lambda: load_inventory(folder)
