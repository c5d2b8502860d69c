"""``xuncha init`` and ``xuncha check``."""

from collections.abc import Iterator

import typer

from pipeline.commands.options import AsJson, settings_of
from records.codec import to_json
from records.inventory_files.load import load_inventory
from records.inventory_files.starter import write_starter
from records.inventory_files.summary import RulebookInForce, Summary, summary


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
    found = summary(load_inventory(settings_of(context).inventory))
    if as_json:
        typer.echo(to_json(found))
        return
    for line in _lines(found):
        typer.echo(line)


def _lines(found: Summary) -> Iterator[str]:
    classes = ", ".join(f"{class_} {number}" for class_, number in found.classes)
    platforms = ", ".join(f"{platform} {number}" for platform, number in found.platforms)
    yield f"{found.units} units, {found.sites} sites, {found.waivers} waivers"
    yield f"{found.columns} columns ({classes}), {found.shares} units' shares of shared columns"
    yield f"{found.accounts} accounts ({platforms})" if platforms else "no accounts"
    for rulebook in found.rulebooks:
        yield from _rulebook_lines(rulebook)
    yield from _left_open("without any time limit, judged for blankness alone", found.unlimited)
    yield from _left_open("accounts without a source, which nobody can look at", found.sourceless)
    yield from _left_open("columns whose class nobody has signed for (class_by)", found.unsigned)
    yield "the inventory is in order"


def _rulebook_lines(rulebook: RulebookInForce) -> Iterator[str]:
    yield f"{rulebook.key}: {rulebook.title} {rulebook.number}, version {rulebook.version}"
    for rule in rulebook.rules:
        yield f"  {rule.key}: {rule.title}, {rule.limit or 'not blank'}, covers {rule.covered}"


def _left_open(what: str, keys: tuple[str, ...]) -> Iterator[str]:
    if keys:
        yield f"{len(keys)} {what}: {', '.join(keys)}"
