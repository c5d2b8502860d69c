"""How the parts of an inventory must fit together, and what is said where they do not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from records.errors import Fault
from records.inventory import Inventory
from records.inventory_files.load import load_inventory

Edit = Callable[[str, str, str], None]
Faults = Callable[[], tuple[Fault, ...]]
Load = Callable[[], Inventory]


def test_a_ring_is_named_once_and_columns_below_it_are_not_blamed(edit: Edit, faults: Faults) -> None:
    edit(
        "columns.yaml",
        "    units: [zfb]\n    class: news",
        "    parent: zwdt-xzdt\n    units: [zfb]\n    class: news",
    )
    (fault,) = faults()
    assert (fault.line, fault.key) == (20, "columns[0].parent")
    assert "zwdt → zwdt-xzdt → zwdt" in fault.remedy


def test_a_column_cannot_be_its_own_parent(edit: Edit, faults: Faults) -> None:
    edit("columns.yaml", "parent: zwdt-xzdt", "parent: zwdt-more")
    (fault,) = faults()
    assert "zwdt-more → zwdt-more" in fault.remedy


def test_a_column_without_a_parent_may_have_any_level(edit: Edit, load: Load) -> None:
    edit("columns.yaml", "    parent: zwdt\n    level: 2", "    level: 3")
    assert [column.level for column in load().columns] == [1, 3, 4]


def test_columns_go_no_deeper_than_nine_levels(edit: Edit, faults: Faults) -> None:
    edit("columns.yaml", "    parent: zwdt\n    level: 2", "    level: 9")
    (fault,) = faults()
    assert fault.key == "columns[2].parent"
    assert "more than 9 levels down" in fault.remedy


def test_a_level_that_agrees_with_a_parents_computed_level_is_in_order(edit: Edit, load: Load) -> None:
    edit("columns.yaml", "    parent: zwdt-xzdt\n", "    parent: zwdt-xzdt\n    level: 3\n")
    assert load().columns[2].level == 3


def test_two_columns_may_stand_on_one_page_when_each_names_its_rows(edit: Edit, load: Load) -> None:
    edit("columns.yaml", "www.example.test/zwdt/more/", "www.example.test/zwdt/xzdt/?page=1")
    assert len(load().columns) == 3


def test_two_sites_have_two_homes(edit: Edit, faults: Faults) -> None:
    edit("columns.yaml", "home: https://old.example.test:8443/index.html", "home: https://www.example.test")
    edit("columns.yaml", "https://old.example.test:8443/api", "https://www.example.test/api")
    (fault,) = faults()
    assert (fault.line, fault.key) == (13, "sites[1].home")
    assert "portal on line 4" in fault.remedy


def test_a_column_on_another_sites_host_is_told_which_site_that_is(edit: Edit, faults: Faults) -> None:
    edit("columns.yaml", "http://www.example.test/zwdt/more/", "http://old.example.test/zwdt/more/")
    (fault,) = faults()
    assert "write 'site: old'" in fault.remedy


def test_another_port_of_a_sites_host_is_still_its_host(edit: Edit, load: Load) -> None:
    edit("columns.yaml", "http://www.example.test/zwdt/more/", "http://www.example.test:8080/zwdt/more/")
    assert len(load().columns) == 3


def test_a_lists_api_must_be_on_the_host_of_some_site(edit: Edit, faults: Faults) -> None:
    edit("columns.yaml", "https://old.example.test:8443/api", "https://api.example.test/list")
    (fault,) = faults()
    assert fault.key == "columns[1].read.api"


def test_a_private_host_needs_a_site_that_allows_it(edit: Edit, faults: Faults) -> None:
    edit("accounts.yaml", "http://www.example.test/wx/", "http://10.0.0.7/wx/")
    (fault,) = faults()
    assert fault.key == "accounts[0].sources[0].url"
    edit("columns.yaml", "https://old.example.test:8443/index.html", "http://10.0.0.7/")
    assert "private: true" in " ".join(fault.remedy for fault in faults())


def test_a_private_host_that_a_site_allows_may_serve_an_accounts_page_too(edit: Edit, load: Load) -> None:
    edit(
        "columns.yaml",
        "home: https://old.example.test:8443/index.html",
        "home: http://10.0.0.7/\n    private: true",
    )
    edit("columns.yaml", "https://old.example.test:8443/api", "http://10.0.0.7/api")
    edit("accounts.yaml", "http://www.example.test/wx/", "http://10.0.0.7/wx/")
    assert load().accounts[0].sources[0].url == "http://10.0.0.7/wx/"


def test_a_unit_is_named_once_in_a_column(edit: Edit, faults: Faults) -> None:
    edit("columns.yaml", "[zfb, chengguan]", "[zfb, chengguan, zfb]")
    (fault,) = faults()
    assert fault.key == "columns[1].units[2]"


def test_a_column_of_no_unit_is_refused(edit: Edit, faults: Faults) -> None:
    edit("columns.yaml", "[zfb, chengguan]", "[]")
    assert "name at least one" in faults()[0].remedy


def test_a_share_can_be_waived_only_where_several_units_share(edit: Edit, faults: Faults) -> None:
    edit("waivers.yaml", "zwdt-xzdt@chengguan", "zwdt@zfb")
    (fault,) = faults()
    assert fault.key == "waivers[0].target"


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("units.yaml", "key: zfb", "key: zfb office", "units[0].key"),
        ("columns.yaml", "key: portal", "key: the portal", "sites[0].key"),
        ("columns.yaml", "class: topic", "class: topics", "columns[2].class"),
    ],
)
def test_a_fault_in_one_item_is_not_told_again_of_what_refers_to_it(
    file: str, old: str, new: str, key: str, edit: Edit, faults: Faults
) -> None:
    edit(file, old, new)
    found = [fault for fault in faults() if "there is no" not in fault.remedy]
    assert [fault.key for fault in found] == [key]


@pytest.mark.parametrize("file", ["units.yaml", "columns.yaml", "accounts.yaml", "office.yaml"])
def test_a_file_that_cannot_be_read_is_the_only_fault(file: str, folder: Path, faults: Faults) -> None:
    (folder / file).write_text("a: [\n", "utf-8")
    assert [fault.file for fault in faults()] == [file]


def test_a_misspelt_key_is_not_told_again_as_missing(edit: Edit, faults: Faults) -> None:
    edit("columns.yaml", "    class: topic", "    clas: topic")
    (fault,) = faults()
    assert fault.remedy == "is no key here; did you mean class?"


def test_a_misspelt_key_inside_a_key_names_the_inner_ones(edit: Edit, faults: Faults) -> None:
    edit("columns.yaml", "render: never", "rendr: never")
    (fault,) = faults()
    assert fault.key == "columns[1].read.rendr"
    assert "did you mean render?" in fault.remedy


def test_a_key_that_is_taken_is_shown_in_the_other_file(edit: Edit, faults: Faults) -> None:
    edit("accounts.yaml", "key: wx-zfb", "key: old")
    edit("waivers.yaml", "target: wx-zfb", "target: zwdt")
    (fault,) = faults()
    assert "columns.yaml:11" in fault.remedy


def test_accounts_of_one_identity_on_two_platforms_are_two_accounts(folder: Path, load: Load) -> None:
    with (folder / "accounts.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {key: wb-zfb, platform: weibo, name: 乙, id: gh_000000000001, unit: zfb}\n")
        file.write("  - {key: dy-zfb, platform: douyin, name: 丙, unit: zfb}\n")
        file.write("  - {key: dy-two, platform: douyin, name: 丁, unit: zfb}\n")
    assert len(load().accounts) == 4


@pytest.mark.parametrize("source", ["{kind: page}", "{kind: page, url: 'http://a.test/', file: a.json}"])
def test_a_page_source_has_its_address_and_nothing_else(source: str, edit: Edit, faults: Faults) -> None:
    edit("accounts.yaml", '{kind: page, url: "http://www.example.test/wx/"}', source)
    (fault,) = faults()
    assert fault.remedy == "a source of kind page takes 'url', and neither file nor secret"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("    limit: P10D\n", "    limit: P10D\n    warn_before: P2W\n", "rules[1].warn_before"),
        ("    limit: P10D\n", "    limit: P1M\n    warn_before: P30D\n", "rules[1].warn_before"),
        ("    limit: P10D\n", "    blank: true\n", "rules[1].blank"),
        ("{kind: account}", "{kind: account, classes: [news]}", "rules[1].covers.classes"),
        ("{kind: account}", "{kind: account, levels: [1]}", "rules[1].covers.levels"),
        ("key: account", "key: news", "rules[1].key"),
        ("{kind: account}", "{kind: accounts}", "rules[1].covers.kind"),
        ("levels: [2, 1]", "levels: [2, 0]", "rules[0].covers.levels[1]"),
        ("month: 30-days", "month: 30", "settings.month"),
        ("in_force: 2026-01-01", "in_force: 2026", "in_force"),
    ],
)
def test_a_rule_that_cannot_be_judged_is_refused(
    old: str, new: str, key: str, edit: Edit, faults: Faults
) -> None:
    edit("rulebooks/county-2026.yaml", old, new)
    assert [(fault.file, fault.key) for fault in faults()] == [("rulebooks/county-2026.yaml", key)]


def test_blankness_has_nothing_to_warn_of(edit: Edit, faults: Faults) -> None:
    edit("rulebooks/county-2026.yaml", "    limit: P5D\n", "    blank: true\n")
    (fault,) = faults()
    assert fault.key == "rules[0].warn_before"


def test_a_rulebook_for_accounts_alone_needs_an_account(folder: Path, edit: Edit, faults: Faults) -> None:
    edit("rulebooks/county-2026.yaml", "classes: [news, topic]", "classes: [budget]")
    edit("waivers.yaml", "target: wx-zfb", "target: zwdt")
    assert load_inventory(folder).rulebooks[0].key == "county-2026"
    (folder / "accounts.yaml").unlink()
    (fault,) = faults()
    assert (fault.file, fault.line, fault.key) == ("office.yaml", 7, "rulebooks[0]")


def test_a_rulebook_that_office_yaml_does_not_name_is_checked_and_not_in_force(
    folder: Path, edit: Edit, load: Load, faults: Faults
) -> None:
    edit("office.yaml", "[county-2026, gb-2019-19]", "[gb-2019-19]")
    assert [rulebook.key for rulebook in load().rulebooks] == ["gb-2019-19"]
    edit("rulebooks/county-2026.yaml", "P10D", "10D")
    assert faults()[0].file == "rulebooks/county-2026.yaml"


def test_the_offices_own_rulebook_replaces_a_shipped_one(folder: Path, edit: Edit, load: Load) -> None:
    own = (folder / "rulebooks/county-2026.yaml").read_text("utf-8").replace("county-2026", "gb-2019-19")
    (folder / "rulebooks/gb-2019-19.yaml").write_text(own, "utf-8")
    assert load().rulebooks[1].title == "示例通知"


def test_a_rulebook_is_not_named_twice(edit: Edit, faults: Faults) -> None:
    edit("office.yaml", "[county-2026, gb-2019-19]", "[county-2026, county-2026]")
    assert faults()[0].key == "rulebooks[1]"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("2026-01-04", "2026-01-02", "workdays[0]"),
        ("[2026-01-02, 2026-01-01]", "[2026-01-02, 2026-01-02]", "holidays[1]"),
        ("[2026-01-02, 2026-01-01]", "2026-01-02", "holidays"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(
    old: str, new: str, key: str, edit: Edit, faults: Faults
) -> None:
    edit("calendar/2026.yaml", old, new)
    assert [fault.key for fault in faults()] == [key]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("at_least: 5", "at_least: -5", "vetoes[0].at_least"),
        ("at_least: 5", "at_least: 5\n    limit: P2W", "vetoes[0].limit"),
        ("rules: [news]", "rules: [account]", "vetoes[0].rules[0]"),
        ("limit: P2W", "rules: [news]\n    limit: P2W", "vetoes[1].rules"),
        ("    limit: P2W\n", "", "vetoes[1]"),
        ("seconds: 15", "seconds: 0", "vetoes[2]"),
        ("per_cent: 5", "per_cent: 101", "vetoes[2].per_cent"),
        ("kind: probes", "kind: probe", "vetoes[2].kind"),
        ("key: unreachable", "key: home", "vetoes[2].key"),
    ],
)
def test_a_veto_that_cannot_be_judged_is_refused(
    old: str, new: str, key: str, edit: Edit, faults: Faults
) -> None:
    edit("rulebooks/county-2026.yaml", old, new)
    assert [(fault.file, fault.key) for fault in faults()] == [("rulebooks/county-2026.yaml", key)]
