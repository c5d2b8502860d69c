from pathlib import Path

from practice.inventory import write_inventory
from practice.truth import truth
from practice.yanlian import SHOWN_AT, yanlian
from records.inventory_files.load import load_inventory
from records.targets import ColumnClass, UnitKind

COUNTY = yanlian()


def test_the_loader_takes_the_inventory_as_it_is_written(tmp_path: Path) -> None:
    write_inventory(tmp_path, port=8000)
    inventory = load_inventory(tmp_path)
    assert len(inventory.columns) == len(COUNTY.columns)
    assert len(inventory.accounts) == len(COUNTY.accounts)
    assert [book.key for book in inventory.rulebooks] == [
        "fangxian-2023-16",
        "gb-2019-19",
        "fixed-dates",
    ]
    assert {unit.kind for unit in inventory.units} == set(UnitKind) - {UnitKind.COUNTY}
    assert all(contact.mail.endswith(".test") for unit in inventory.units for contact in unit.contacts)


def test_the_inventory_and_the_truth_speak_of_the_same_targets(tmp_path: Path) -> None:
    write_inventory(tmp_path, port=8000)
    inventory = load_inventory(tmp_path)
    assert [target.key for target in inventory.targets()] == list(COUNTY.target_keys())
    assert {key for key, _ in truth(COUNTY, SHOWN_AT)} == set(COUNTY.target_keys())


def test_every_address_is_where_the_county_is_served(tmp_path: Path) -> None:
    write_inventory(tmp_path, port=8123)
    inventory = load_inventory(tmp_path)
    for target in (*inventory.columns, *inventory.accounts):
        assert inventory.address(target) == COUNTY.address(target.key, 8123)
    assert all(site.private and site.own and site.delay == 0.0 for site in inventory.sites)


def test_what_the_county_says_of_itself_arrives(tmp_path: Path) -> None:
    write_inventory(tmp_path, port=8000)
    inventory = load_inventory(tmp_path)
    assert inventory.unit("jyj").was[0].name == "县教育体育局"
    assert inventory.column("zcfg").class_ is ColumnClass.POLICY
    assert (inventory.column("zcwj-zfwj").parent, inventory.column("zcwj-zfwj").level) == ("zcwj", 2)
    waiver = inventory.waivers[0]
    assert (waiver.target, str(waiver.from_on), str(waiver.until_on)) == (
        "xxgk-zdjc",
        "2026-10-01",
        "2026-12-31",
    )
    assert waiver.basis


def test_writing_again_changes_nothing_but_the_port(tmp_path: Path) -> None:
    for folder, port in (("a", 8000), ("b", 8000), ("c", 8001)):
        write_inventory(tmp_path / folder, port=port)
    texts = [
        {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / folder).iterdir()}
        for folder in ("a", "b", "c")
    ]
    assert texts[0] == texts[1]
    assert {name: text.replace("8001", "8000") for name, text in texts[2].items()} == texts[0]
    assert "县教育局" in texts[0]["units.yaml"]
