"""Judge each site as a whole: the vetoes (单项否决) of the rulebooks, from what its columns came to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from monitors.covering import rules_for
from monitors.due import due_on
from monitors.probed import probed
from records.civil import civil_date
from records.inventory import Inventory
from records.observation import Outcome
from records.probe import Probe
from records.rulebook import Rulebook, Veto, VetoKind
from records.sitewide import SiteVeto, Standing
from records.targets import Column, Site
from records.verdict import Certainty, Reason, State, Verdict

#: A page that answered so had something on it: it is not blank.
_SHOWED = frozenset({Outcome.READ, Outcome.UNCHANGED, Outcome.UNDATED, Outcome.LANDING})
_SETTLED = frozenset({Certainty.CONFIRMED, Certainty.REVIEWED})


def judge_vetoes(
    inventory: Inventory, verdicts: Sequence[Verdict], probes: Sequence[Probe], *, now: datetime
) -> tuple[SiteVeto, ...]:
    """Return how each veto in force stands for each site that has columns, in inventory order.

    Nothing is looked at anew: *verdicts* are those of the pass judged at *now*, and
    *probes* the tries of the days before. What is suspected or not known never
    reaches a number; it only keeps a veto from being called not met.
    """
    today = civil_date(now)
    return tuple(
        _judge(
            _Case(site=site, columns=columns, book=book, inventory=inventory, today=today),
            verdicts,
            probes,
            veto,
        )
        for site in inventory.sites
        if (columns := tuple(column for column in inventory.columns if column.site == site.key))
        for book in inventory.rulebooks
        if book.holds_on(today)
        for veto in book.vetoes
    )


@dataclass(frozen=True, kw_only=True)
class _Case:
    site: Site
    columns: tuple[Column, ...]
    book: Rulebook
    inventory: Inventory
    today: date


def _judge(case: _Case, verdicts: Sequence[Verdict], probes: Sequence[Probe], veto: Veto) -> SiteVeto:
    if veto.kind is VetoKind.PROBES:
        mine = [probe for probe in probes if probe.site == case.site.key]
        return probed(mine, veto, site=case.site, rulebook=case.book, today=case.today)
    by_target = {verdict.target: verdict for verdict in verdicts if verdict.rulebook == case.book.key}
    return (_home if veto.kind is VetoKind.HOME else _targets)(case, by_target, veto)


def _targets(case: _Case, verdicts: Mapping[str, Verdict], veto: Veto) -> SiteVeto:
    """Return the count of the columns that are late or blank: confirmed ones alone.

    "Would hold either way": met whatever is unknown, or not met whatever is.
    A column that is gone is neither late nor blank.
    """
    counted: list[str] = []
    suspected: list[str] = []
    unknown: list[str] = []
    for column, rules in _concerned(case, veto):
        verdict = verdicts.get(column.key)
        if verdict and verdict.rule in rules and verdict.state in {State.OVERDUE, State.BLANK}:
            (counted if verdict.certainty in _SETTLED else suspected).append(column.key)
        elif verdict is None or _may_yet(verdict, rules, column, case.book):
            unknown.append(column.key)
    return SiteVeto(
        site=case.site.key,
        rulebook=case.book.key,
        rulebook_version=case.book.version,
        veto=veto,
        standing=_reached(len(counted), len(suspected) + len(unknown), veto.at_least),
        counted=tuple(counted),
        suspected=tuple(suspected),
        unknown=tuple(unknown),
    )


def _reached(sure: int, open_: int, at_least: int) -> Standing:
    if sure >= at_least:
        return Standing.MET
    return Standing.NOT_MET if sure + open_ < at_least else Standing.UNKNOWN


def _concerned(case: _Case, veto: Veto) -> Iterator[tuple[Column, frozenset[str]]]:
    """Yield the columns the veto could count, each with those of its rules that are about it.

    A landing page is judged by its children: where one of them is counted already it
    is not counted beside it. A unit's share of a column is no column.
    """
    about = {column.key: _rules_about(column, case.book, veto) for column in case.columns}
    for column in case.columns:
        below = (child.key for child in case.inventory.children(column.key))
        if about[column.key] and not any(about.get(key) for key in below):
            yield column, about[column.key]


def _rules_about(column: Column, book: Rulebook, veto: Veto) -> frozenset[str]:
    covering = rules_for(column, book)
    found = frozenset(rule.key for rule in (covering.interval, covering.blank) if rule)
    return found & veto.rules if veto.rules else found


def _may_yet(verdict: Verdict, rules: frozenset[str], column: Column, book: Rulebook) -> bool:
    """Return whether the column could still turn out late or blank under one of *rules*."""
    covering = rules_for(column, book)
    late = covering.interval is not None and covering.interval.key in rules
    blank = covering.blank is not None and covering.blank.key in rules
    if verdict.state.adverse:
        unsettled = verdict.certainty not in _SETTLED
        return unsettled and (late if verdict.state is State.BLANK else verdict.state is State.GONE)
    if verdict.state is not State.UNKNOWN:
        return False
    if verdict.reason is Reason.MISTAKEN:
        return late and covering.blank is not None and verdict.rule == covering.blank.key
    return late or (blank and verdict.last_outcome not in _SHOWED)


def _home(case: _Case, verdicts: Mapping[str, Verdict], veto: Veto) -> SiteVeto:
    """Return whether the site's newest entry is within the limit.

    An entry in a first-level column counts as an update of the home page. The home
    page itself is not looked at: that nothing came is never said, only that it is
    not known.
    """
    first_level = [column.key for column in case.columns if column.level == 1]
    found = [
        (verdict.newest_on, key)
        for key in first_level
        if (verdict := verdicts.get(key)) and verdict.newest_on and verdict.newest_on <= case.today
    ]
    newest_on, newest_in = max(found, default=(None, ""), key=lambda pair: pair[0] or date.min)
    due = due_on(newest_on, veto.limit, case.book.settings) if newest_on and veto.limit else None
    return SiteVeto(
        site=case.site.key,
        rulebook=case.book.key,
        rulebook_version=case.book.version,
        veto=veto,
        standing=Standing.NOT_MET if due and case.today <= due else Standing.UNKNOWN,
        newest_on=newest_on,
        newest_in=newest_in,
        due_on=due,
    )
