"""How the targets stand: what leaves the house apart from what only one look supports."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from exporters.finding import is_suspected
from exporters.findings import rulebook_labels
from exporters.markup import printable
from exporters.metrics.family import Family, Sample, gauge
from exporters.words import period_words
from records.civil import start_of
from records.inventory import Inventory
from records.rulebook import Rule
from records.snapshot import Snapshot
from records.verdict import State, Verdict

_DAY = timedelta(days=1)


def of_verdicts(snapshot: Snapshot) -> Iterator[Family]:
    """Yield what is told of each target under each rulebook, and the counts."""
    proven = [verdict for verdict in snapshot.verdicts if not is_suspected(verdict)]
    suspected = [verdict for verdict in snapshot.verdicts if is_suspected(verdict)]
    yield gauge(
        "xuncha_target_rule_info",
        "The rule that decided, its clause and its limit in words, always 1.",
        *("target", "rulebook", "rule", "clause", "limit"),
        samples=_rules(snapshot),
    )
    yield gauge(
        "xuncha_target_due_timestamp_seconds",
        "The end of the last day in time, Asia/Shanghai.",
        *("target", "rulebook"),
        samples=_due(snapshot.verdicts),
    )
    yield gauge(
        "xuncha_target_state",
        "The current state, always 1; suspected ones are apart.",
        *("target", "rulebook", "state"),
        samples=_states(proven),
    )
    yield gauge(
        "xuncha_target_suspected",
        "A state that accuses and only one look supports, always 1.",
        *("target", "rulebook", "state"),
        samples=_states(suspected),
    )
    yield from _counted(snapshot.inventory, proven, suspected)


def _counted(
    inventory: Inventory, proven: Sequence[Verdict], suspected: Sequence[Verdict]
) -> Iterator[Family]:
    yield gauge(
        "xuncha_targets",
        "Targets by current state; suspected ones are apart.",
        *("rulebook", "state"),
        samples=_counts(inventory, proven),
    )
    yield gauge(
        "xuncha_suspected_targets",
        "Targets by a state that accuses and only one look supports.",
        *("rulebook", "state"),
        samples=_counts(inventory, suspected),
    )
    yield gauge(
        "xuncha_unit_targets",
        "Targets that a unit answers for by current state; suspected ones are left out.",
        *("unit", "rulebook", "state"),
        samples=_unit_counts(inventory, proven),
    )


def _rules(snapshot: Snapshot) -> Iterator[Sample]:
    limits = {
        (book.key, rule.key): _limit(rule) for book in snapshot.inventory.rulebooks for rule in book.rules
    }
    for verdict in snapshot.verdicts:
        if verdict.rule:
            limit = limits.get((verdict.rulebook, verdict.rule), "")
            yield (verdict.target, verdict.rulebook, verdict.rule, verdict.clause, limit), 1


def _limit(rule: Rule) -> str:
    return period_words(rule.limit).replace(" ", "") if rule.limit else ""


def _due(verdicts: Iterable[Verdict]) -> Iterator[Sample]:
    ends = {day: start_of(day + _DAY).timestamp() for day in {verdict.due_on for verdict in verdicts} if day}
    for verdict in verdicts:
        if verdict.due_on:
            yield (verdict.target, verdict.rulebook), ends[verdict.due_on]


def _states(verdicts: Iterable[Verdict]) -> Iterator[Sample]:
    return (((verdict.target, verdict.rulebook, verdict.state), 1) for verdict in verdicts)


def _counts(inventory: Inventory, verdicts: Iterable[Verdict]) -> Iterator[Sample]:
    """Yield a number for each rulebook and state, zeros too, so that no series comes and goes."""
    counter = Counter((verdict.rulebook, verdict.state) for verdict in verdicts)
    for book, _words in rulebook_labels(inventory):
        yield from (((book.key, state), counter[book.key, state]) for state in State)


def _unit_counts(inventory: Inventory, verdicts: Iterable[Verdict]) -> Iterator[Sample]:
    """Yield a number for each unit, rulebook and state; units that read the same are one."""
    names = {
        target.key: {printable(unit.name) for unit in inventory.answers_for(target)}
        for target in inventory.targets()
    }
    counter = Counter(
        (name, verdict.rulebook, verdict.state)
        for verdict in verdicts
        for name in names.get(verdict.target, ())
    )
    books = [book.key for book, _words in rulebook_labels(inventory)]
    for name in dict.fromkeys(printable(unit.name) for unit in inventory.units):
        yield from (((name, book, state), counter[name, book, state]) for book in books for state in State)
