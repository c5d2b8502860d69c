"""docs/rules.md and docs/inventory.md say what is so."""

import re
from pathlib import Path

import pytest

from records.inventory_files import forms
from records.inventory_files.filled import keys_of
from records.inventory_files.forms import Form
from records.inventory_files.load import SHIPPED_RULEBOOKS, load_inventory
from records.inventory_files.read import SECTIONS
from records.targets import ColumnClass

DOCS = SHIPPED_RULEBOOKS.parents[1] / "docs"
RULES = (DOCS / "rules.md").read_text("utf-8")
INVENTORY = (DOCS / "inventory.md").read_text("utf-8")
EXAMPLE = SHIPPED_RULEBOOKS.parent / "examples" / "fangxian"

#: The heading under which docs/inventory.md explains each form's keys.
HEADINGS: dict[type[Form], str] = {
    forms.OfficeForm: "## office.yaml",
    forms.UnitForm: "## units.yaml",
    forms.ContactForm: "### contacts",
    forms.FormerNameForm: "### was",
    forms.SiteForm: "### sites",
    forms.ColumnForm: "### columns",
    forms.ReadForm: "### read",
    forms.AccountForm: "## accounts.yaml",
    forms.SourceForm: "### sources",
    forms.WaiverForm: "## waivers.yaml",
    forms.OfflineForm: "## offline.yaml",
    forms.CalendarForm: "## calendar/2026.yaml",
    forms.RulebookForm: "## rulebooks/KEY.yaml",
    forms.SettingsForm: "### settings",
    forms.RuleForm: "### rules",
    forms.CoversForm: "### covers",
    forms.VetoForm: "### vetoes",
}


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|---")]
    return [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]


def section(heading: str) -> str:
    begin = INVENTORY.index(f"\n{heading}\n") + 1
    end = re.search(r"^##+ ", INVENTORY[begin + len(heading) :], re.MULTILINE)
    return INVENTORY[begin : begin + len(heading) + end.start()] if end else INVENTORY[begin:]


def table() -> dict[str, list[str]]:
    return {row[0]: row for row in rows(RULES) if re.fullmatch(r"S\d+", row[0])}


def rules_in_force() -> set[str]:
    books = load_inventory(EXAMPLE).rulebooks
    assert {book.key for book in books} == {path.stem for path in SHIPPED_RULEBOOKS.glob("*.yaml")}
    return {f"{book.key}/{rule.key}" for book in books for rule in book.rules}


def test_each_of_the_notices_rules_has_one_line() -> None:
    lines = [row[0] for row in rows(RULES) if re.fullmatch(r"S\d+", row[0])]
    assert lines == [f"S{number}" for number in range(1, 22)]


def test_every_line_says_what_checks_it_or_that_nothing_does_yet() -> None:
    for line in table().values():
        assert len(line) == 4
        assert all(line)
        assert "`" in line[3] or "not yet" in line[3] or "ledger" in line[3], line


def test_the_table_names_every_rule_of_the_rulebooks_and_no_other() -> None:
    named = [name for line in table().values() for name in re.findall(r"`([^`]+)`", line[3])]
    assert sorted(named) == sorted(rules_in_force())


EVERY_FORM = pytest.mark.parametrize("form", HEADINGS, ids=lambda form: form.__name__)


def explained(form: type[Form]) -> dict[str, list[str]]:
    """The rows of the table of *form*, by key: key, whether required, what it is, example."""
    found = [row for row in rows(section(HEADINGS[form])) if len(row) == 4 and row[0].startswith("`")]
    classes = set(ColumnClass)
    return {row[0].strip("`"): row for row in found if not {row[0].strip("`"), row[2].strip("`")} <= classes}


@EVERY_FORM
def test_every_key_of_a_form_is_explained_and_no_other_is(form: type[Form]) -> None:
    assert set(explained(form)) == set(keys_of(form))


@EVERY_FORM
def test_every_key_has_an_example(form: type[Form]) -> None:
    for key, row in explained(form).items():
        assert row[3].startswith((f"`{key}: ", "see below")), row


@EVERY_FORM
def test_a_key_is_called_required_where_it_is(form: type[Form]) -> None:
    for key, field in keys_of(form).items():
        assert (explained(form)[key][1] == "required") is field.is_required(), key


def test_no_form_is_left_out() -> None:
    every = {form for form in vars(forms).values() if isinstance(form, type) and issubclass(form, Form)}
    assert set(HEADINGS) == every - {Form}


def test_every_class_and_every_list_of_a_file_is_named() -> None:
    assert all(f"`{class_}`" in INVENTORY for class_ in ColumnClass)
    assert all(f"`{name}`" in INVENTORY for sections in SECTIONS.values() for name in sections)


def test_the_examples_of_the_files_load_as_one_inventory(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n# (\S+)\n(.*?)```", INVENTORY, re.DOTALL)
    for name, text in blocks:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    inventory = load_inventory(tmp_path)
    assert len(blocks) == 8
    assert inventory.waivers
    assert inventory.calendar
    assert inventory.offline
