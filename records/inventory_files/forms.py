"""The forms of the inventory's files: which keys there are, and what each may hold.

docs/inventory.md explains every key; a test keeps the two together.
"""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from records.inventory_files.fields import (
    Address,
    AddressOrNone,
    Count,
    Day,
    DayOfYear,
    Duration,
    Filing,
    Flag,
    Key,
    KeyOrNone,
    Level,
    Mail,
    MailOrNone,
    Name,
    Seconds,
    Text,
    VariableOrNone,
    Whole,
    choice,
)
from records.rulebook import Covers, Month, RuleKind, Start, Veto, VetoKind
from records.targets import ColumnClass, ContactRole, Platform, Render, SourceKind, Tls, UnitKind


class Form(BaseModel):
    """A mapping of a file: keys it does not know are refused, and an empty value is no value."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nothing(cls, content: object) -> object:
        if not isinstance(content, dict):
            return content
        return {key: value for key, value in content.items() if value is not None}


class OfficeForm(Form):
    """office.yaml."""

    name: Name
    signers: tuple[Name, ...] = ()
    timezone: Name = "Asia/Shanghai"
    mail_from: MailOrNone = ""
    mail_to: tuple[Mail, ...] = ()
    board_url: AddressOrNone = ""
    chat: VariableOrNone = ""
    phone: Text = ""
    rulebooks: Annotated[tuple[Key, ...], Field(min_length=1)]


class ContactForm(Form):
    """One of a unit's contacts."""

    name: Name
    mail: MailOrNone = ""
    phone: Text = ""
    role: Annotated[ContactRole, choice(ContactRole)] = ContactRole.FIRST
    targets: tuple[Key, ...] = ()
    sms: Flag = False


class FormerNameForm(Form):
    """A name that a unit, or the body behind an account, had."""

    name: Name
    until: Day


class UnitForm(Form):
    """One of the units of units.yaml."""

    key: Key
    name: Name
    kind: Annotated[UnitKind, choice(UnitKind)]
    order: Whole = 0
    contacts: tuple[ContactForm, ...] = ()
    was: tuple[FormerNameForm, ...] = ()
    chat: VariableOrNone = ""


class SiteForm(Form):
    """One of the sites of columns.yaml."""

    key: Key
    name: Name
    home: Address
    unit: Key
    own: Flag = False
    private: Flag = False
    delay: Seconds | None = None
    tls: Annotated[Tls, choice(Tls)] = Tls.VERIFY
    proxy: AddressOrNone = ""


class ReadForm(Form):
    """What overrides the reader for one column."""

    rows: Text = ""
    date: Text = ""
    link: Text = ""
    render: Annotated[Render, choice(Render)] = Render.AUTO
    api: AddressOrNone = ""


class ColumnForm(Form):
    """One of the columns of columns.yaml."""

    key: Key
    name: Name
    url: Address
    site: Key
    units: Annotated[tuple[Key, ...], Field(min_length=1)]
    class_: Annotated[ColumnClass, choice(ColumnClass)] = Field(alias="class")
    class_by: Text = ""
    parent: KeyOrNone = ""
    level: Level | None = None
    publisher: Text = ""
    disclosure: Flag = False
    approved_on: tuple[Day, ...] = ()
    checked_on: Day | None = None
    read: ReadForm = ReadForm()


class SourceForm(Form):
    """One of an account's sources."""

    kind: Annotated[SourceKind, choice(SourceKind)]
    url: AddressOrNone = ""
    file: Text = ""
    secret: VariableOrNone = ""


class AccountForm(Form):
    """One of the accounts of accounts.yaml."""

    key: Key
    platform: Annotated[Platform, choice(Platform)]
    kind: Text = ""
    name: Name
    id: Text = ""
    aliases: tuple[Name, ...] = ()
    unit: Key
    principal: Text = ""
    principal_was: tuple[FormerNameForm, ...] = ()
    monthly_posts: Count | None = None
    judged: Flag | None = None
    sources: tuple[SourceForm, ...] = ()
    filing: dict[str, Filing] = {}


class WaiverForm(Form):
    """One of the waivers of waivers.yaml."""

    target: Name
    from_: Day = Field(alias="from")
    until: Day
    basis: Name
    approver: Text = ""
    file: Text = ""


class OfflineForm(Form):
    """One of the closings of offline.yaml."""

    site: Key
    from_: Day = Field(alias="from")
    until: Day
    approval: Name
    notice: AddressOrNone = ""


class CalendarForm(Form):
    """calendar/YYYY.yaml."""

    holidays: tuple[Day, ...] = ()
    workdays: tuple[Day, ...] = ()


class SettingsForm(Form):
    """What a rulebook's text leaves open."""

    inclusive: Flag = True
    month: Annotated[Month, choice(Month)] = Month.CALENDAR
    start: Annotated[Start, choice(Start)] = Start.SAME_DAY


class CoversForm(Form):
    """The targets a rule is about."""

    kind: Annotated[RuleKind, choice(RuleKind)]
    classes: tuple[Annotated[ColumnClass, choice(ColumnClass)], ...] = ()
    levels: tuple[Level, ...] = ()
    units: tuple[Annotated[UnitKind, choice(UnitKind)], ...] = ()

    def record(self) -> Covers:
        """Return the record that says the same."""
        return Covers(
            kind=self.kind,
            classes=frozenset(self.classes),
            levels=frozenset(self.levels),
            units=frozenset(self.units),
        )


class RuleForm(Form):
    """One of a rulebook's rules."""

    key: Key
    clause: Name
    title: Name
    covers: CoversForm
    limit: Duration | None = None
    blank: Flag = False
    by: DayOfYear | None = None
    within: Duration | None = None
    warn_before: Duration | None = None


class VetoForm(Form):
    """One of a rulebook's indicators that fail a whole site (单项否决)."""

    key: Key
    clause: Name
    title: Name
    kind: Annotated[VetoKind, choice(VetoKind)]
    rules: tuple[Key, ...] = ()
    at_least: Whole = 0
    limit: Duration | None = None
    seconds: Whole = 0
    per_cent: Whole = 0
    a_day: Whole = 0
    days: Whole = 0

    def record(self) -> Veto:
        """Return the record that says the same."""
        return Veto(**{**dict(self), "rules": frozenset(self.rules)})


class RulebookForm(Form):
    """rulebooks/KEY.yaml."""

    key: Key
    title: Name
    number: Text = ""
    in_force: Day
    until: Day | None = None
    settings: SettingsForm = SettingsForm()
    rules: Annotated[tuple[RuleForm, ...], Field(min_length=1)]
    vetoes: tuple[VetoForm, ...] = ()
