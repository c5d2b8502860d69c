"""The inventory as read, before its parts are checked against one another."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from records.errors import Fault
from records.inventory_files.filled import Filled, Section
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


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Every form that could be filled; what could not is already a fault."""

    office: Filled[OfficeForm] | None
    units: Section[UnitForm]
    sites: Section[SiteForm]
    columns: Section[ColumnForm]
    accounts: Section[AccountForm]
    waivers: Section[WaiverForm]
    offline: Section[OfflineForm]
    #: The rulebooks that could be had, by the name of their file; None where a file has faults.
    rulebooks: Mapping[str, Filled[RulebookForm] | None]
    #: The names of all rulebooks there are, the shipped ones included.
    rulebook_names: tuple[str, ...]
    #: By year.
    calendar: Mapping[int, Filled[CalendarForm]]


#: What a check of the whole is: it yields every fault it finds, in any order.
Check = Callable[[Draft], Iterator[Fault]]
