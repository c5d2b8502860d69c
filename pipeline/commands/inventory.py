"""``xuncha init`` and ``xuncha check``."""

from collections.abc import Iterator

import typer

from pipeline.clock import real_clock
from pipeline.commands.options import AsJson, settings_of
from pipeline.working_days import calendar_remedy
from records.civil import civil_date
from records.codec import to_json
from records.inventory_files.load import load_inventory
from records.inventory_files.starter import write_starter
from records.inventory_files.summary import RulebookInForce, RuleInForce, Summary, summary


def init(context: typer.Context) -> None:
    """Write a first inventory to fill in, with comments.

    Example: XUNCHA_INVENTORY=inventory xuncha init
    """
    for path in write_starter(settings_of(context).inventory):
        typer.echo(f"wrote {path}")


def check(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Validate the inventory: every fault with file, line and remedy, or what is watched by which limit.

    Example: xuncha check
    """
    inventory = load_inventory(settings_of(context).inventory)
    found = summary(inventory)
    if as_json:
        typer.echo(to_json(found))
        return
    for line in _lines(found, calendar_remedy(inventory, today=civil_date(real_clock()))):
        typer.echo(line)


def _lines(found: Summary, remedy: str) -> Iterator[str]:
    classes = ", ".join(f"{class_} {number}" for class_, number in found.classes)
    platforms = ", ".join(f"{platform} {number}" for platform, number in found.platforms)
    yield f"{found.units} units, {found.sites} sites, {found.waivers} waivers"
    yield f"{found.columns} columns ({classes}), {found.shares} units' shares of shared columns"
    yield f"{found.accounts} accounts ({platforms})" if platforms else "no accounts"
    for rulebook in found.rulebooks:
        yield from _rulebook_lines(rulebook)
    yield from _left_open("without any time limit, judged for blankness alone", found.unlimited)
    yield from _left_open(
        "accounts without a source, of which given links and people's own looks alone tell", found.sourceless
    )
    yield from _left_open("columns whose class nobody has signed for (class_by)", found.unsigned)
    yield from _left_open(
        "columns without the approval that a rule counts from (approved_on)", found.unapproved
    )
    if remedy:
        yield remedy
    yield "the inventory is in order"


def _rulebook_lines(rulebook: RulebookInForce) -> Iterator[str]:
    yield f"{rulebook.key}: {rulebook.title} {rulebook.number}, version {rulebook.version}"
    for rule in rulebook.rules:
        yield f"  {rule.key}: {rule.title}, {_demand(rule)}, covers {rule.covered}"


def _demand(rule: RuleInForce) -> str:
    if rule.by:
        return f"by {rule.by} of every year"
    return f"within {rule.within} of an approval" if rule.within else str(rule.limit or "not blank")


def _left_open(what: str, keys: tuple[str, ...]) -> Iterator[str]:
    if keys:
        yield f"{len(keys)} {what}: {', '.join(keys)}"
