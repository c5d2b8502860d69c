"""What the targets are, who answers for them, and when they were last updated and looked at."""

from collections.abc import Iterator

from exporters.markup import printable, web_address
from exporters.metrics.family import Family, Sample, gauge
from records.civil import start_of
from records.inventory import Inventory
from records.rulebook import RuleKind
from records.snapshot import Snapshot
from records.targets import Account, Target, UnitInColumn


def of_targets(snapshot: Snapshot) -> Iterator[Family]:
    """Yield what is told of each target whatever it is held to."""
    inventory = snapshot.inventory
    yield gauge(
        "xuncha_target_info",
        "What a target is and who answers for it, always 1.",
        *("target", "name", "unit", "class", "kind", "site", "address"),
        samples=((_info(inventory, target), 1) for target in inventory.targets()),
    )
    yield gauge(
        "xuncha_target_unit",
        "A unit that answers for a target, always 1; a shared column has several.",
        *("target", "unit"),
        samples=_units(inventory),
    )
    yield gauge(
        "xuncha_target_last_look_timestamp_seconds",
        "When the newest look began; a share's are those at its column.",
        "target",
        samples=_last_looks(snapshot),
    )
    yield gauge(
        "xuncha_target_last_update_timestamp_seconds",
        "The start of the day of the newest dated item, Asia/Shanghai.",
        "target",
        samples=_last_updates(snapshot),
    )


def _info(inventory: Inventory, target: Target) -> tuple[str, ...]:
    units = "、".join(unit.name for unit in inventory.answers_for(target))
    told = (target.key, inventory.name(target), units)
    address = web_address(inventory.address(target))
    if isinstance(target, Account):
        return (*told, target.platform, RuleKind.ACCOUNT, "", address)
    column = inventory.column(target.column) if isinstance(target, UnitInColumn) else target
    return (*told, column.class_, RuleKind.COLUMN, column.site, address)


def _units(inventory: Inventory) -> Iterator[Sample]:
    """Yield each target with each of its units; two that read the same are one."""
    for target in inventory.targets():
        units = inventory.answers_for(target)
        for name in dict.fromkeys(printable(unit.name) for unit in units):
            yield (target.key, name), 1


def _last_looks(snapshot: Snapshot) -> Iterator[Sample]:
    for target in snapshot.inventory.targets():
        look = snapshot.looks.get(target.column if isinstance(target, UnitInColumn) else target.key)
        if look:
            yield (target.key,), look.seen_at.timestamp()


def _last_updates(snapshot: Snapshot) -> Iterator[Sample]:
    newest = {verdict.target: verdict.newest_on for verdict in snapshot.verdicts if verdict.newest_on}
    starts = {day: start_of(day).timestamp() for day in set(newest.values())}
    return (((key,), starts[day]) for key, day in newest.items())
