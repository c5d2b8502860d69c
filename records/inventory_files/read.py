"""The files of a folder as a draft."""

from collections.abc import Mapping
from pathlib import Path

from records.errors import Fault
from records.inventory_files.compose import read_document
from records.inventory_files.document import Document
from records.inventory_files.draft import Draft
from records.inventory_files.filled import Filled, check_sections, fill, fill_section
from records.inventory_files.folder import CALENDAR, OPTIONAL, RULEBOOKS, calendar_files, rulebook_files
from records.inventory_files.forms import (
    AccountForm,
    CalendarForm,
    ColumnForm,
    OfficeForm,
    OfflineForm,
    RulebookForm,
    SiteForm,
    UnitForm,
    WaiverForm,
)

#: The lists of each file, and whether each must hold something.
SECTIONS: Mapping[str, Mapping[str, bool]] = {
    "units.yaml": {"units": True},
    "columns.yaml": {"sites": False, "columns": False},
    "accounts.yaml": {"accounts": False},
    "waivers.yaml": {"waivers": False},
    "offline.yaml": {"offline": False},
}


def read_draft(folder: Path, shipped: Path, faults: list[Fault]) -> Draft:
    """Return what the files of *folder* say, with the rulebooks of *shipped* where it has none of its own.

    Every file is read, whatever is wrong with the one before; *faults* takes it all.
    """
    documents = {name: _document(folder / name, name, faults) for name in ("office.yaml", *SECTIONS)}
    for name, sections in SECTIONS.items():
        check_sections(documents[name], sections, faults)
    office = documents["office.yaml"]
    filled = fill(OfficeForm, office, (), office.content, faults) if office else None
    own, names = _own_rulebooks(folder, faults), {path.stem for path in rulebook_files(shipped)}
    wanted = [key for key in filled.form.rulebooks if key not in own and key in names] if filled else []
    return Draft(
        office=filled,
        units=fill_section("units", UnitForm, documents["units.yaml"], faults),
        sites=fill_section("sites", SiteForm, documents["columns.yaml"], faults),
        columns=fill_section("columns", ColumnForm, documents["columns.yaml"], faults),
        accounts=fill_section("accounts", AccountForm, documents["accounts.yaml"], faults),
        waivers=fill_section("waivers", WaiverForm, documents["waivers.yaml"], faults),
        offline=fill_section("offline", OfflineForm, documents["offline.yaml"], faults),
        rulebooks={**own, **{key: _rulebook(shipped / f"{key}.yaml", faults) for key in wanted}},
        rulebook_names=tuple(sorted(names | own.keys())),
        calendar=_calendar(folder, faults),
    )


def _document(path: Path, file: str, faults: list[Fault]) -> Document | None:
    if path.exists():
        return read_document(path, file, faults)
    return Document(file=file, content={}) if file in OPTIONAL else None


def _own_rulebooks(folder: Path, faults: list[Fault]) -> dict[str, Filled[RulebookForm] | None]:
    return {path.stem: _rulebook(path, faults) for path in rulebook_files(folder / RULEBOOKS)}


def _rulebook(path: Path, faults: list[Fault]) -> Filled[RulebookForm] | None:
    document = read_document(path, f"{RULEBOOKS}/{path.name}", faults)
    return fill(RulebookForm, document, (), document.content, faults) if document else None


def _calendar(folder: Path, faults: list[Fault]) -> dict[int, Filled[CalendarForm]]:
    years: dict[int, Filled[CalendarForm]] = {}
    for path in calendar_files(folder):
        document = read_document(path, f"{CALENDAR}/{path.name}", faults)
        year = fill(CalendarForm, document, (), document.content, faults) if document else None
        if year:
            years[int(path.stem)] = year
    return years
