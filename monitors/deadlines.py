"""Judge fixed dates: was the year's report there by its day, was the budget published after its approval.

A report can be within the limit between updates and still miss its day, so this
stands beside the verdicts and changes none of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from monitors.due import due_on, warns_from
from monitors.excuses import excuse
from monitors.looks import Looks, unaffected
from monitors.publications import Publications
from monitors.report_years import years_named
from records.civil import civil_date
from records.deadline import Deadline, DeadlineState
from records.incident import Incident
from records.inventory import Inventory
from records.observation import Entry, Observation
from records.rulebook import Rule, Rulebook
from records.targets import Column, Unit, UnitInColumn
from records.verdict import Reason

_DAY = timedelta(days=1)


def deadlines(
    key: str,
    *,
    inventory: Inventory,
    looks: Mapping[str, Sequence[Observation]],
    now: datetime,
    incidents: Sequence[Incident] = (),
) -> tuple[Deadline, ...]:
    """Return the fixed dates of this year and the last for the column *key*, or a unit's share of one.

    Each unit of a shared column has its own. Nothing is MISSED without a complete
    look begun after the date whose list reaches back before the time began; an
    account has no fixed dates. The earliest comes first.
    """
    column_key, _, unit_key = key.partition("@")
    column = next((each for each in inventory.columns if each.key == column_key), None)
    if column is None:
        return ()
    found = [
        _Case(term=term, column=column, unit=inventory.unit(unit), inventory=inventory, now=now).deadline(
            _publications(column, inventory.unit(unit), inventory, looks, incidents)
        )
        for unit in column.units
        if unit_key in {"", unit}
        for term in _terms(column, inventory.unit(unit), inventory, civil_date(now))
    ]
    return tuple(sorted(found, key=lambda deadline: deadline.due_on))


@dataclass(frozen=True, kw_only=True)
class Term:
    """One fixed date, and what would be in time for it."""

    rulebook: Rulebook
    rule: Rule
    #: The first day on which a publication can be the one that is due.
    opens: date
    due: date
    #: The last day on which it can be that, rather than the one due next.
    closes: date
    #: The years that its title may name.
    years: frozenset[int]
    #: The approval it is counted from; None for a day of the year.
    approved: date | None = None

    def met_by(self, entry: Entry, today: date) -> bool:
        """Return whether *entry* is what was due, in time or not.

        A title that names years names the report's; a report of the year's own that
        comes after the year is over is still that report.
        """
        day = entry.published_on
        if day is None or not self.opens <= day <= today:
            return False
        named = years_named(entry.title)
        if named and not named & self.years:
            return False
        return day <= self.closes or bool(named and self.approved is None)


def _terms(column: Column, unit: Unit, inventory: Inventory, today: date) -> Iterator[Term]:
    for rulebook in inventory.rulebooks:
        for rule in rulebook.rules:
            covers = rule.covers
            if covers.columns_of(column.class_, column.level) and covers.answered_by(unit.kind):
                terms = (*_yearly(rule, rulebook, today), *_approved(rule, rulebook, column, today))
                yield from (term for term in terms if rulebook.holds_on(term.due))


def _yearly(rule: Rule, rulebook: Rulebook, today: date) -> Iterator[Term]:
    for year in (today.year - 1, today.year) if rule.by else ():
        assert rule.by
        day = rule.by.of(year)
        yield Term(
            rulebook=rulebook,
            rule=rule,
            opens=date(year, 1, 1),
            due=day if rulebook.settings.inclusive else day - _DAY,
            closes=date(year, 12, 31),
            years=frozenset({year - 1}),
        )


def _approved(rule: Rule, rulebook: Rulebook, column: Column, today: date) -> Iterator[Term]:
    """A budget and a final account are told apart by their approvals: each ends the other's time."""
    approvals = sorted(column.approved_on)
    for approved, following in zip(approvals, [*approvals[1:], date.max], strict=False):
        if rule.within and today.year - 1 <= approved.year and approved <= today:
            yield Term(
                rulebook=rulebook,
                rule=rule,
                opens=approved,
                due=due_on(approved, rule.within, rulebook.settings),
                closes=following - _DAY,
                years=frozenset({approved.year - 1, approved.year}),
                approved=approved,
            )


def _publications(
    column: Column,
    unit: Unit,
    inventory: Inventory,
    looks: Mapping[str, Sequence[Observation]],
    incidents: Sequence[Incident],
) -> Publications:
    """Return what the looks at *column*, and at the columns below a landing page, show of *unit*'s."""
    keys = [column.key, *(child.key for child in inventory.children(column.key))]
    family = [Looks(unaffected(looks.get(key, ()), inventory.host(key), incidents)) for key in keys]
    return Publications(family=family, unit=unit if len(column.units) > 1 else None)


@dataclass(frozen=True, kw_only=True)
class _Case:
    term: Term
    column: Column
    unit: Unit
    inventory: Inventory
    now: datetime

    def deadline(self, shown: Publications) -> Deadline:
        """Return how the unit stands by the date: what is there first, then the calendar, then the proof."""
        term, today = self.term, civil_date(self.now)
        entry = shown.first(lambda each: term.met_by(each, today))
        day = entry.published_on if entry else None
        if day and day <= term.due:
            return self._of(DeadlineState.MET, entry)
        if self._excused(today):
            return self._of(DeadlineState.WAIVED, entry)
        if today <= term.due:
            return self._of(DeadlineState.DUE_SOON if self._soon(today) else DeadlineState.PENDING, entry)
        doubt = shown.doubt(term.opens, term.due, lambda each: term.met_by(each, today))
        if doubt:
            return self._of(DeadlineState.UNKNOWN, entry, doubt=doubt)
        late = ((day or today) - term.due).days
        return self._of(DeadlineState.MISSED, entry, days_late=late, seen_at=shown.proved_at(term.due))

    def _soon(self, today: date) -> bool:
        warn = self.term.rule.warn_before
        return warn is not None and today >= warns_from(self.term.due, warn, self.term.rulebook.settings)

    def _excused(self, today: date) -> bool:
        keys = (self.column.key, UnitInColumn(column=self.column.key, unit=self.unit.key).key)
        days = (self.term.due, today)
        return any(excuse(self.column, keys, inventory=self.inventory, day=day) for day in days)

    def _of(
        self,
        state: DeadlineState,
        entry: Entry | None,
        *,
        doubt: Reason | None = None,
        days_late: int | None = None,
        seen_at: datetime | None = None,
    ) -> Deadline:
        shared = len(self.column.units) > 1
        share = UnitInColumn(column=self.column.key, unit=self.unit.key)
        return Deadline(
            target=share.key if shared else self.column.key,
            unit=self.unit.key,
            rulebook=self.term.rulebook.key,
            rule=self.term.rule.key,
            clause=self.term.rule.clause,
            title=self.term.rule.title,
            due_on=self.term.due,
            state=state,
            approved_on=self.term.approved,
            published_on=entry.published_on if entry else None,
            published_title=entry.title if entry else "",
            days_late=days_late,
            doubt=doubt,
            seen_at=seen_at,
        )
