"""Prometheus metrics, read from the snapshot at scrape time: timestamps and deadlines, never ages."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest, write_to_textfile
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from exporters.finding import is_suspected
from exporters.markup import printable, web_address
from records.civil import start_of
from records.inventory import Inventory
from records.observation import Observation, Outcome
from records.rulebook import RuleKind
from records.snapshot import Snapshot
from records.targets import Account, Target, UnitInColumn
from records.verdict import State, Verdict

_LATE_DAY = timedelta(days=1)


class SnapshotCollector(Collector):
    """Metrics of the snapshot that *read* returns, asked for afresh at each scrape."""

    def __init__(self, read: Callable[[], Snapshot | None], *, release: str = "") -> None:
        self._read = read
        self._release = release or _installed_release()

    def describe(self) -> Iterable[Metric]:
        """Return nothing, so that registering does not read the snapshot."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Yield every family; before the first pass only the one that names the release."""
        snapshot = self._read()
        office = snapshot.inventory.office.name if snapshot else ""
        release = _Family("xuncha_build_info", "The running release of xuncha, always 1.", office, "version")
        yield release.holding([((self._release,), 1)])
        if snapshot:
            yield from _of_the_pass(snapshot, office)
            yield from _of_targets(snapshot, office)
            yield from _of_verdicts(snapshot, office)


def exposition(read: Callable[[], Snapshot | None]) -> bytes:
    """Return the metrics of the snapshot that *read* returns in Prometheus' text format 0.0.4, UTF-8."""
    return generate_latest(_registry(read))


def write_textfile(snapshot: Snapshot, path: Path) -> None:
    """Write the metrics of *snapshot* to *path* for node_exporter's textfile collector, at one stroke.

    A reader sees the old file or the new one, never half of one. Raises OSError
    where the folder cannot be written.
    """
    write_to_textfile(str(path), _registry(lambda: snapshot))


def _registry(read: Callable[[], Snapshot | None]) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(SnapshotCollector(read))
    return registry


def _installed_release() -> str:
    try:
        return version("xuncha")
    except PackageNotFoundError:
        return "unknown"


class _Family:
    """A gauge family to be filled, the label *office* on every sample."""

    def __init__(self, name: str, documentation: str, office: str, *labels: str) -> None:
        self._office = printable(office)
        self._family = GaugeMetricFamily(name, documentation, labels=("office", *labels))

    def holding(self, samples: Iterable[tuple[tuple[str, ...], float]]) -> GaugeMetricFamily:
        """Return the family with *samples*, each its label values and its value."""
        for labels, value in samples:
            self._family.add_metric([self._office, *map(printable, labels)], value)
        return self._family


def _of_the_pass(snapshot: Snapshot, office: str) -> Iterator[Metric]:
    looks = Counter(look.outcome for look in snapshot.looks.values() if look.seen_at >= snapshot.started_at)
    yield _Family("xuncha_looks", "Looks of the last pass by what they came to.", office, "outcome").holding(
        ((outcome,), looks[outcome]) for outcome in Outcome
    )
    yield _Family(
        "xuncha_pass_completed_timestamp_seconds", "When the last finished pass ended.", office
    ).holding([((), snapshot.finished_at.timestamp())] if snapshot.finished_at else [])


def _of_targets(snapshot: Snapshot, office: str) -> Iterator[Metric]:
    inventory = snapshot.inventory
    looks = ((target.key, _look(snapshot, target)) for target in inventory.targets())
    newest = {verdict.target: verdict.newest_on for verdict in snapshot.verdicts if verdict.newest_on}
    yield _Family(
        "xuncha_target_info",
        "What a target is and who answers for it, always 1.",
        office,
        *("target", "name", "unit", "class", "kind", "address"),
    ).holding((_info(inventory, target), 1) for target in inventory.targets())
    yield _Family(
        "xuncha_target_last_look_timestamp_seconds", "When the newest look began.", office, "target"
    ).holding(((key,), look.seen_at.timestamp()) for key, look in looks if look)
    yield _Family(
        "xuncha_target_last_update_timestamp_seconds",
        "The start of the day of the newest dated item, Asia/Shanghai.",
        office,
        "target",
    ).holding(((key,), start_of(day).timestamp()) for key, day in newest.items())


def _of_verdicts(snapshot: Snapshot, office: str) -> Iterator[Metric]:
    proven = [verdict for verdict in snapshot.verdicts if not is_suspected(verdict)]
    suspected = [verdict for verdict in snapshot.verdicts if is_suspected(verdict)]
    labels = ("target", "rulebook", "state")
    yield _Family(
        "xuncha_target_due_timestamp_seconds",
        "The end of the last day in time, Asia/Shanghai.",
        office,
        *("target", "rulebook"),
    ).holding(
        ((verdict.target, verdict.rulebook), start_of(verdict.due_on + _LATE_DAY).timestamp())
        for verdict in snapshot.verdicts
        if verdict.due_on
    )
    yield _Family(
        "xuncha_target_state", "The current state, always 1; suspected ones are apart.", office, *labels
    ).holding(_states(proven))
    yield _Family(
        "xuncha_target_suspected",
        "A state that accuses and only one look supports, always 1.",
        office,
        *labels,
    ).holding(_states(suspected))
    yield _Family(
        "xuncha_targets", "Targets by current state; suspected ones are apart.", office, *labels[1:]
    ).holding(_counts(snapshot.inventory, proven))
    yield _Family(
        "xuncha_suspected_targets", "Targets by a state that only one look supports.", office, *labels[1:]
    ).holding(_counts(snapshot.inventory, suspected))


def _states(verdicts: Iterable[Verdict]) -> Iterator[tuple[tuple[str, ...], float]]:
    return (((verdict.target, verdict.rulebook, verdict.state), 1) for verdict in verdicts)


def _counts(inventory: Inventory, verdicts: Iterable[Verdict]) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield a number for each rulebook and state, zeros too, so that no series comes and goes."""
    counter = Counter((verdict.rulebook, verdict.state) for verdict in verdicts)
    for rulebook in inventory.rulebooks:
        yield from (((rulebook.key, state), counter[rulebook.key, state]) for state in State)


def _look(snapshot: Snapshot, target: Target) -> Observation | None:
    return snapshot.looks.get(target.column if isinstance(target, UnitInColumn) else target.key)


def _info(inventory: Inventory, target: Target) -> tuple[str, ...]:
    column = inventory.column(target.column) if isinstance(target, UnitInColumn) else target
    return (
        target.key,
        inventory.name(target),
        "、".join(unit.name for unit in inventory.answers_for(target)),
        column.platform if isinstance(column, Account) else column.class_,
        RuleKind.ACCOUNT if isinstance(column, Account) else RuleKind.COLUMN,
        web_address(inventory.address(target)),
    )
