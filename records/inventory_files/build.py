"""A draft without faults as the records that everything else works with."""

from collections.abc import Iterable
from dataclasses import replace

from records.codec import digest
from records.inventory import Holidays, Inventory, Office, Offline, Waiver
from records.inventory_files.checks.tree import Columns, by_key, level_of
from records.inventory_files.draft import Draft
from records.inventory_files.forms import (
    AccountForm,
    CalendarForm,
    ColumnForm,
    FormerNameForm,
    OfficeForm,
    OfflineForm,
    RulebookForm,
    RuleForm,
    UnitForm,
    WaiverForm,
)
from records.rulebook import Rule, Rulebook, RulebookSettings
from records.targets import Account, Column, Contact, FormerName, ReadHints, Site, Source, Unit


def build_inventory(draft: Draft) -> Inventory:
    """Return *draft*, in which no check found a fault, as an inventory with its version.

    The version names the content: comments, the order of keys and the folder make no difference.
    """
    assert draft.office
    books = (draft.rulebooks[key] for key in draft.office.form.rulebooks)
    columns = by_key(draft)
    inventory = Inventory(
        office=_office(draft.office.form),
        units=tuple(_unit(unit.form) for unit in draft.units.items),
        sites=tuple(Site(**dict(site.form)) for site in draft.sites.items),
        columns=tuple(_column(column.form, columns) for column in draft.columns.items),
        accounts=tuple(_account(account.form) for account in draft.accounts.items),
        rulebooks=tuple(build_rulebook(book.form) for book in books if book),
        waivers=tuple(_waiver(waiver.form) for waiver in draft.waivers.items),
        offline=tuple(_closing(closing.form) for closing in draft.offline.items),
        calendar=tuple(_year(year, draft.calendar[year].form) for year in sorted(draft.calendar)),
    )
    return replace(inventory, version=digest(inventory))


def build_rulebook(form: RulebookForm) -> Rulebook:
    """Return *form* as a rulebook with its version."""
    rulebook = Rulebook(
        key=form.key,
        title=form.title,
        number=form.number,
        in_force=form.in_force,
        until=form.until,
        rules=tuple(map(_rule, form.rules)),
        settings=RulebookSettings(**dict(form.settings)),
        vetoes=tuple(veto.record() for veto in form.vetoes),
    )
    return replace(rulebook, version=digest(rulebook))


def _office(form: OfficeForm) -> Office:
    return Office(**{key: value for key, value in form if key != "rulebooks"})


def _unit(form: UnitForm) -> Unit:
    return Unit(
        key=form.key,
        name=form.name,
        kind=form.kind,
        order=form.order,
        contacts=tuple(Contact(**dict(contact)) for contact in form.contacts),
        was=_former(form.was),
        chat=form.chat,
    )


def _former(names: Iterable[FormerNameForm]) -> tuple[FormerName, ...]:
    return tuple(FormerName(**dict(former)) for former in names)


def _column(form: ColumnForm, columns: Columns) -> Column:
    plain = {key: value for key, value in form if key not in {"level", "read"}}
    return Column(**plain, level=level_of(form, columns), read=ReadHints(**dict(form.read)))


def _account(form: AccountForm) -> Account:
    plain = {key: value for key, value in form if key not in {"sources", "filing", "principal_was"}}
    return Account(
        **plain,
        principal_was=_former(form.principal_was),
        sources=tuple(Source(**dict(source)) for source in form.sources),
        filing=tuple(sorted(form.filing.items())),
    )


def _waiver(form: WaiverForm) -> Waiver:
    return Waiver(
        target=form.target,
        from_on=form.from_,
        until_on=form.until,
        basis=form.basis,
        approver=form.approver,
        file=form.file,
    )


def _closing(form: OfflineForm) -> Offline:
    return Offline(
        site=form.site,
        from_on=form.from_,
        until_on=form.until,
        approval=form.approval,
        notice=form.notice,
    )


def _year(year: int, form: CalendarForm) -> Holidays:
    return Holidays(year=year, holidays=tuple(sorted(form.holidays)), workdays=tuple(sorted(form.workdays)))


def _rule(form: RuleForm) -> Rule:
    return Rule(**{**dict(form), "covers": form.covers.record()})
