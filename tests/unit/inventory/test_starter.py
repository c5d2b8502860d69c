"""A first inventory, as `xuncha init` writes it."""

from pathlib import Path

import pytest

from records.errors import InputError
from records.inventory_files.load import load_inventory
from records.inventory_files.starter import write_starter
from records.targets import UnitKind

FILES = ["accounts.yaml", "columns.yaml", "office.yaml", "offline.yaml", "units.yaml", "waivers.yaml"]


def test_a_first_inventory_loads_as_it_stands(tmp_path: Path) -> None:
    files = write_starter(tmp_path / "new" / "inventory")
    assert [file.name for file in files] == FILES
    inventory = load_inventory(tmp_path / "new" / "inventory")
    assert [book.key for book in inventory.rulebooks] == ["fangxian-2023-16", "gb-2019-19", "fixed-dates"]
    assert inventory.columns
    assert inventory.accounts


def test_it_may_be_written_beside_other_files_and_leaves_only_its_own(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("kept", "utf-8")
    write_starter(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [*FILES[:2], "notes.txt", *FILES[2:]]


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_written_over_and_then_none_is_written(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(InputError, match=rf"{name} is there already; move it away"):
        write_starter(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text("utf-8") == "mine"


def test_a_link_that_leads_nowhere_is_not_written_over_either(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"units\.yaml is there already"):
        write_starter(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["units.yaml"]


@pytest.mark.parametrize("place", ["file", "file/inventory"])
def test_a_place_that_cannot_be_written_to_is_one_clear_line(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(InputError, match=r"cannot be written to .*; choose another"):
        write_starter(tmp_path / place)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_every_file_tells_the_office_in_chinese_what_to_fill_in(tmp_path: Path) -> None:
    for file in write_starter(tmp_path):
        first = file.read_text("utf-8").splitlines()[0]
        assert first.startswith("# ")
        assert any("\u4e00" <= character <= "\u9fff" for character in first)


def test_the_sample_waiver_becomes_one_when_its_comment_signs_are_taken_away(tmp_path: Path) -> None:
    write_starter(tmp_path)
    waivers = tmp_path / "waivers.yaml"
    lines = waivers.read_text("utf-8").splitlines()
    begin = lines.index("# waivers:")
    sample = [line.removeprefix("# ") for line in lines[begin:] if line.startswith("#")]
    waivers.write_text("\n".join(sample) + "\n", "utf-8")
    (waiver,) = load_inventory(tmp_path).waivers
    assert waiver.target in {column.key for column in load_inventory(tmp_path).columns}


def test_the_sample_closing_becomes_one_when_its_comment_signs_are_taken_away(tmp_path: Path) -> None:
    write_starter(tmp_path)
    offline = tmp_path / "offline.yaml"
    lines = offline.read_text("utf-8").splitlines()
    sample = [line.removeprefix("# ") for line in lines[lines.index("# offline:") :] if line.startswith("#")]
    offline.write_text("\n".join(sample) + "\n", "utf-8")
    inventory = load_inventory(tmp_path)
    (closing,) = inventory.offline
    assert closing.site in {site.key for site in inventory.sites}


def test_the_countys_own_report_is_answered_for_by_the_county_government(tmp_path: Path) -> None:
    write_starter(tmp_path)
    inventory = load_inventory(tmp_path)
    (unit,) = inventory.answers_for(inventory.column("xxgknb"))
    assert unit.kind is UnitKind.COUNTY
