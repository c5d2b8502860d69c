"""What a unit has to hear of as things stand, for whoever tells it by hand."""

from collections.abc import Iterator, Sequence

from exporters.finding import Finding
from exporters.findings import findings
from exporters.notices.told import Told, is_so, told
from monitors.notices import item_of
from pipeline.working_days import last_workday
from records.civil import civil_date
from records.errors import InputError
from records.notice import Notice, NoticeItem, NoticeKind, Via
from records.rulebook import RuleKind
from records.snapshot import Snapshot
from records.verdict import State


def standing_notice(snapshot: Snapshot, *, key: str = "", unit: str = "") -> Notice:
    """Return a notice, of nobody's record, of what is late for sure or due soon, as *snapshot* has it.

    Of the target *key* to the one unit that answers for it, or of all of the *unit* (its
    key). Raises InputError where there is no such target or unit, or nothing to tell.
    """
    if unit and unit not in {known.key for known in snapshot.inventory.units}:
        raise InputError(f"--unit: no unit has the key {unit!r}; `xuncha check` lists them")
    found = [_target(snapshot, key)] if key else _of_unit(snapshot, unit)
    items = tuple(item for finding in found if (item := _item(finding)))
    if not items:
        raise InputError(
            f"{key or unit}: nothing is late for sure or due soon; `xuncha status` says how things stand"
        )
    to = unit or found[0].units[0].key
    named = f"now.{civil_date(snapshot.at)}.{key or to}"
    return Notice(key=named, unit=to, via=Via.CHAT, items=items, made_at=snapshot.at)


def told_of(snapshot: Snapshot, *, key: str = "", unit: str = "") -> Told:
    """Return what the forms print of ``standing_notice``; raises InputError as it does."""
    notice = standing_notice(snapshot, key=key, unit=unit)
    found = told(notice, snapshot, last_workday=last_workday(snapshot.inventory))
    assert found
    return found


def _target(snapshot: Snapshot, key: str) -> Finding:
    finding = next((one for one in findings(snapshot).all if one.target == key), None)
    if finding is None:
        raise InputError(f"{key}: no such target, or no rule is about it; `xuncha status` lists the keys")
    if len(finding.units) > 1:
        shares = ", ".join(f"{key}@{unit.key}" for unit in finding.units)
        raise InputError(f"{key}: several units fill it, and each is told of its own share; name {shares}")
    return finding


def _of_unit(snapshot: Snapshot, unit: str) -> Sequence[Finding]:
    return tuple(_told_itself(snapshot, unit))


def _told_itself(snapshot: Snapshot, unit: str) -> Iterator[Finding]:
    """Yield what *unit* answers for, without what it hears of by shares or by the columns below."""
    for finding in findings(snapshot).all:
        if [one.key for one in finding.units] != [unit]:
            continue
        column = finding.kind is RuleKind.COLUMN
        leads_on = column and snapshot.inventory.children(finding.target) and finding.state is not State.GONE
        if not leads_on:
            yield finding


def _item(finding: Finding) -> NoticeItem | None:
    kind = NoticeKind.OVERDUE if finding.state.adverse else NoticeKind.DUE_SOON
    if finding.state is State.FRESH or not is_so(kind, finding):
        return None
    return item_of(finding.verdict, kind)
