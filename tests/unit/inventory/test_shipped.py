"""The rulebooks and the example that ship with xuncha."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from records.inventory import Inventory
from records.inventory_files.load import SHIPPED_RULEBOOKS, load_inventory
from records.inventory_files.summary import summary
from records.period import Period
from records.rulebook import Month, Rulebook, RulebookSettings, RuleKind, VetoKind
from records.targets import ColumnClass, UnitKind

FANGXIAN = SHIPPED_RULEBOOKS.parent / "examples" / "fangxian"
CLASSES_WITHOUT_A_LIMIT = {ColumnClass.STATIC, ColumnClass.INTERACTION, ColumnClass.TOPIC}


@pytest.fixture(scope="module")
def fangxian() -> Inventory:
    return load_inventory(FANGXIAN)


@pytest.fixture(scope="module")
def notice(fangxian: Inventory) -> Rulebook:
    return fangxian.rulebooks[0]


@pytest.fixture(scope="module")
def national(fangxian: Inventory) -> Rulebook:
    return fangxian.rulebooks[1]


def limit(rulebook: Rulebook, class_: ColumnClass, level: int) -> tuple[str, str]:
    rules = [
        rule
        for rule in rulebook.rules
        if rule.limit
        and rule.covers.kind is RuleKind.COLUMN
        and class_ in rule.covers.classes
        and (not rule.covers.levels or level in rule.covers.levels)
    ]
    assert len(rules) <= 1, "two limits for one column"
    return (str(rules[0].limit), str(rules[0].warn_before)) if rules else ("", "")


@pytest.mark.parametrize(
    ("class_", "level", "expected"),
    [
        ("news", 1, ("P7D", "P2D")),
        ("news", 2, ("P7D", "P2D")),
        ("policy", 1, ("P6M", "P10D")),
        ("policy", 2, ("P3M", "P10D")),
        ("policy", 9, ("P3M", "P10D")),
        ("annual_report", 2, ("P12M", "P10D")),
        ("site_report", 1, ("P12M", "P10D")),
        ("budget", 2, ("P12M", "P10D")),
        ("notice", 1, ("P3M", "P10D")),
        ("interpretation", 2, ("P3M", "P10D")),
        ("personnel", 2, ("P3M", "P10D")),
        ("plan", 2, ("P3M", "P10D")),
        ("statistics", 2, ("P3M", "P10D")),
        ("other", 3, ("P3M", "P10D")),
        ("static", 1, ("", "")),
        ("interaction", 1, ("", "")),
        ("topic", 1, ("", "")),
    ],
)
def test_the_notice_gives_each_class_its_time(
    class_: str, level: int, expected: tuple[str, str], notice: Rulebook
) -> None:
    assert limit(notice, ColumnClass(class_), level) == expected


@pytest.mark.parametrize(
    ("class_", "level", "expected"),
    [
        ("news", 1, ("P14D", "P3D")),
        ("news", 2, ("P14D", "P3D")),
        ("policy", 1, ("P6M", "P10D")),
        ("notice", 1, ("P6M", "P10D")),
        ("policy", 2, ("", "")),
        ("notice", 2, ("", "")),
        ("other", 1, ("", "")),
        ("budget", 1, ("", "")),
    ],
)
def test_the_national_indicators_give_each_class_its_time(
    class_: str, level: int, expected: tuple[str, str], national: Rulebook
) -> None:
    assert limit(national, ColumnClass(class_), level) == expected


def test_the_notice_has_one_time_for_each_class_but_three(
    notice: Rulebook,
) -> None:
    for class_ in ColumnClass:
        for level in range(1, 10):
            assert bool(limit(notice, class_, level)[0]) is (class_ not in CLASSES_WITHOUT_A_LIMIT)


@pytest.mark.parametrize(("index", "days", "warn"), [(0, 10, 2), (1, 14, 3)])
def test_accounts_have_their_time(index: int, days: int, warn: int, fangxian: Inventory) -> None:
    (rule,) = [rule for rule in fangxian.rulebooks[index].rules if rule.covers.kind is RuleKind.ACCOUNT]
    assert (rule.limit, rule.warn_before) == (Period(days=days), Period(days=warn))


@pytest.mark.parametrize("index", [0, 1])
def test_no_column_of_any_class_or_level_may_be_blank(index: int, fangxian: Inventory) -> None:
    (rule,) = [rule for rule in fangxian.rulebooks[index].rules if rule.blank]
    assert (rule.covers.kind, rule.covers.classes, rule.covers.levels) == (
        RuleKind.COLUMN,
        frozenset(),
        frozenset(),
    )
    assert (rule.limit, rule.warn_before) == (None, None)


def test_the_rulebooks_say_which_documents_they_are(notice: Rulebook, national: Rulebook) -> None:
    assert (notice.number, notice.in_force) == ("房政办发〔2023〕16号", date(2023, 8, 7))
    assert (national.number, national.in_force) == ("国办秘函〔2019〕19号", date(2019, 4, 1))
    plain = RulebookSettings(inclusive=True, month=Month.CALENDAR)
    assert (notice.settings, national.settings) == (plain, plain)


@pytest.mark.parametrize("path", sorted(SHIPPED_RULEBOOKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_rulebook_says_what_is_unverified_and_cites_official_addresses_alone(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "UNVERIFIED" in text
    addresses = [word for word in text.split() if "://" in word]
    assert all(".gov.cn/" in address for address in addresses)


def test_the_example_has_the_shape_of_a_real_portal(fangxian: Inventory) -> None:
    assert 24 <= len(fangxian.columns) <= 30
    assert len(fangxian.units) == 9
    assert len(fangxian.accounts) == 4
    assert {unit.kind for unit in fangxian.units} == {UnitKind.COUNTY, UnitKind.DEPARTMENT, UnitKind.TOWNSHIP}
    assert {column.class_ for column in fangxian.columns} == set(ColumnClass)
    assert any(len(column.units) > 1 for column in fangxian.columns)
    assert any(column.parent for column in fangxian.columns)
    assert summary(fangxian).unsigned == ()


def test_the_example_names_no_person_and_no_number_or_address_that_leads_to_one(fangxian: Inventory) -> None:
    contacts = [contact for unit in fangxian.units for contact in unit.contacts]
    assert all(contact.mail.endswith(".invalid") for contact in contacts if contact.mail)
    assert all(contact.phone.startswith("0719-000000") for contact in contacts)
    assert all(contact.name.endswith(("值班", "办公室", "分管领导")) for contact in contacts)


def test_the_two_sample_waivers_of_the_example_hold_when_taken_out_of_their_comments(tmp_path: Path) -> None:
    for file in FANGXIAN.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    lines = (tmp_path / "waivers.yaml").read_text("utf-8").splitlines()
    sample = [line.removeprefix("# ") for line in lines[1:-1]]
    (tmp_path / "waivers.yaml").write_text("\n".join(sample) + "\n", "utf-8")
    assert [waiver.target for waiver in load_inventory(tmp_path).waivers] == ["xxgk-zdxm", "zwdt-bmdt@tjj"]


def test_five_indicators_fail_a_whole_site_by_the_national_numbers(national: Rulebook) -> None:
    found = {veto.key: veto for veto in national.vetoes}
    counts = {key: veto.at_least for key, veto in found.items() if veto.kind is VetoKind.TARGETS}
    assert counts == {"news-and-policy": 5, "long-stale": 10, "blank": 5}
    assert found["home"].limit == Period(days=14)
    tries = found["unreachable"]
    assert (tries.seconds, tries.per_cent, tries.a_day, tries.days) == (15, 5, 20, 7)


def test_the_county_s_notice_fails_no_site(notice: Rulebook) -> None:
    assert notice.vetoes == ()


def test_an_office_settles_how_long_a_column_may_be_stale_in_a_rulebook_of_its_own(tmp_path: Path) -> None:
    folder = copytree(FANGXIAN, tmp_path / "inventory")
    shipped = (SHIPPED_RULEBOOKS / "gb-2019-19.yaml").read_text("utf-8")
    rule = (
        "rules:\n"
        "  - key: stale\n"
        "    clause: 应更新但长期未更新(办公室核定1年)\n"
        "    title: 其他栏目\n"
        "    covers: {kind: column, classes: [other, plan, statistics, personnel, interpretation]}\n"
        "    limit: P1Y\n"
    )
    counted = "    rules: [news, policy, stale]\n    at_least: 10\n"
    own = shipped.replace("rules:\n", rule, 1).replace(
        "    rules: [news, policy]\n    at_least: 10\n", counted
    )
    (folder / "rulebooks").mkdir(exist_ok=True)
    (folder / "rulebooks" / "gb-2019-19.yaml").write_text(own, "utf-8")
    national = load_inventory(folder).rulebooks[1]
    assert limit(national, ColumnClass.PLAN, 1) == ("P12M", "None")
    (long_stale,) = [veto for veto in national.vetoes if veto.key == "long-stale"]
    assert long_stale.rules == {"news", "policy", "stale"}
