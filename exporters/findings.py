"""What page and mail tell of a snapshot: one finding a target, late first, and the groups they show."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from exporters.finding import NAME_LENGTH, Finding, Judged
from exporters.markup import shortened, web_address
from exporters.words import CLASSES, PLATFORMS, rulebook_words
from records.inventory import Inventory
from records.rulebook import Rulebook, RuleKind
from records.snapshot import Snapshot
from records.targets import Account, Target, Unit, UnitInColumn
from records.verdict import State, Verdict

#: The longest account type printed, in characters (订阅号, 服务号).
_TYPE_LENGTH = 12
_ORDER = {State.DUE_SOON: 1, State.UNKNOWN: 2, State.WAIVED: 3, State.FRESH: 4}


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Every finding of a snapshot, late first, with the groups that page and mail tell apart."""

    all: tuple[Finding, ...]

    def where(self, *states: State, kind: RuleKind | None = None) -> tuple[Finding, ...]:
        """Return the findings in one of *states*, of one *kind* if given, without 系统未能核查."""
        return tuple(
            finding
            for finding in self.all
            if finding.state in states and not finding.not_looked and kind in {None, finding.kind}
        )

    @cached_property
    def not_looked(self) -> tuple[Finding, ...]:
        """What the system could not look at: our own fault until shown otherwise."""
        return tuple(finding for finding in self.all if finding.not_looked)

    @cached_property
    def suspected(self) -> tuple[Finding, ...]:
        """The adverse findings that only one look supports (系统初查)."""
        return tuple(finding for finding in self.all if finding.judged[0].suspected)

    @cached_property
    def coverage(self) -> float:
        """The share of targets that could be judged or left to a person (检查覆盖率), from 0 to 1."""
        return 1 - len(self.not_looked) / len(self.all) if self.all else 0.0

    @cached_property
    def by_unit(self) -> tuple[tuple[Unit, tuple[Finding, ...]], ...]:
        """Each unit that answers for something, in Unit.order, with its findings, late first.

        A share belongs to its unit; the shared column itself to all of its units.
        """
        rows: dict[str, list[Finding]] = {}
        units: dict[str, Unit] = {}
        for finding in self.all:
            for unit in finding.units:
                units[unit.key] = unit
                rows.setdefault(unit.key, []).append(finding)
        ordered = sorted(units.values(), key=lambda unit: (unit.order, unit.key))
        return tuple((unit, tuple(rows[unit.key])) for unit in ordered)


def findings(snapshot: Snapshot) -> Findings:
    """Return the findings of *snapshot*: late by days over, then soon due, unknown, waived, fresh."""
    found = sorted(_findings(snapshot), key=_urgency)
    return Findings(all=tuple(found))


def rulebook_labels(inventory: Inventory) -> tuple[tuple[Rulebook, str], ...]:
    """Return each rulebook that states rest on with what its limits are called; one of dates is none."""
    limiting = [book for book in inventory.rulebooks if any(rule.limit or rule.blank for rule in book.rules)]
    return tuple((book, rulebook_words(book, first=number == 0)) for number, book in enumerate(limiting))


def _findings(snapshot: Snapshot) -> Iterator[Finding]:
    inventory = snapshot.inventory
    judged = _judged(snapshot)
    waivers = {one.target: one for one in inventory.waivers if one.from_on <= snapshot.today <= one.until_on}
    for target in inventory.targets():
        if target.key in judged:
            yield Finding(
                target=target.key,
                name=shortened(inventory.name(target), NAME_LENGTH),
                path=_path(inventory, target),
                kind=RuleKind.ACCOUNT if isinstance(target, Account) else RuleKind.COLUMN,
                category=_category(inventory, target),
                units=inventory.answers_for(target),
                address=web_address(inventory.address(target)),
                today=snapshot.today,
                judged=tuple(judged[target.key]),
                waiver=waivers.get(target.key) or waivers.get(_column_key(target)),
            )


def _judged(snapshot: Snapshot) -> dict[str, list[Judged]]:
    """Return each target's verdicts, in the order of the office's rulebooks."""
    judged: dict[str, list[Judged]] = {}
    verdicts: dict[str, list[Verdict]] = {}
    for verdict in snapshot.verdicts:
        verdicts.setdefault(verdict.rulebook, []).append(verdict)
    for rulebook, label in rulebook_labels(snapshot.inventory):
        rules = {rule.key: rule for rule in rulebook.rules}
        for verdict in verdicts.get(rulebook.key, []):
            one = Judged(verdict=verdict, rulebook=rulebook, label=label, rule=rules.get(verdict.rule))
            judged.setdefault(verdict.target, []).append(one)
    return judged


def _column_key(target: Target) -> str:
    return target.column if isinstance(target, UnitInColumn) else target.key


def _path(inventory: Inventory, target: Target) -> tuple[str, ...]:
    if isinstance(target, Account):
        return ()
    column = inventory.column(_column_key(target))
    names: list[str] = []
    seen = {column.key}
    while column.parent and column.parent not in seen:
        column = inventory.column(column.parent)
        seen.add(column.key)
        names.append(shortened(column.name, NAME_LENGTH))
    return tuple(reversed(names))


def _category(inventory: Inventory, target: Target) -> str:
    if isinstance(target, Account):
        return " ".join(filter(None, [PLATFORMS[target.platform], shortened(target.kind, _TYPE_LENGTH)]))
    return CLASSES[inventory.column(_column_key(target)).class_]


def _urgency(finding: Finding) -> tuple[int, int, int, str]:
    rank = 0 if finding.state.adverse else _ORDER[finding.state]
    days = (finding.days_left or 0) if rank <= _ORDER[State.UNKNOWN] else 0
    unit = finding.units[0] if finding.units else None
    return (rank, days, unit.order if unit else 0, unit.key if unit else "")
