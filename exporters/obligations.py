"""What a column owes besides its limit, in words: fixed dates, the yearly check, its site's closings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from exporters.markup import shortened
from exporters.words import ACCOUNT_STATES, DEADLINES, LEDGER, REASONS, date_words
from records.deadline import Deadline, DeadlineState
from records.inventory import Inventory, Offline
from records.ledger import LedgerFinding
from records.verdict import Reason

_TITLE_LENGTH = 40
#: Why it could not be told, without the figures that a verdict's sentence has.
_DOUBTS = {
    Reason.NOT_LOOKED_SINCE_DUE: "到期后系统尚未完整核查",
    Reason.NOT_PROVEN: "到期后的核查不足以证明没有公开",
    Reason.COULD_NOT_LOOK: "到期后系统未能核查",
    Reason.LIST_TOO_SHORT: "列表未回溯到期限之前，或信息没有注明来源",
    Reason.DISPUTED: "其他页面上有列表中没有的信息",
}


@dataclass(frozen=True, kw_only=True)
class Obligations:
    """What is owed by one target besides its limit; empty for most."""

    deadlines: tuple[Deadline, ...] = ()
    #: What of the office's records needs somebody, of this target, its column or its site.
    ledger: tuple[LedgerFinding, ...] = ()
    #: The closings of its site, as the office put them on record.
    closings: tuple[Offline, ...] = ()
    #: The day from which a static column is to be checked again.
    check_due_on: date | None = None


def obligation_lines(owed: Obligations, inventory: Inventory, *, in_time: bool) -> Iterator[str]:
    """Yield *owed* for a person; *in_time* says that the limit between updates is kept.

    Only one look stands behind a date that was missed, so each is 系统初查.
    """
    yield from _deadline_lines(owed.deadlines, inventory)
    if in_time and any(each.state is DeadlineState.MISSED for each in owed.deadlines):
        yield "  更新间隔未超过时限，但未按法定期限公开：两项分别判断"
    if owed.check_due_on:
        yield f"概况信息类栏目：{date_words(owed.check_due_on)}起应再次人工核对"
    for closing in owed.closings:
        yield _closing_line(closing)
    for finding in owed.ledger:
        yield f"台账提示：{ledger_sentence(finding)}"


def _deadline_lines(deadlines: Sequence[Deadline], inventory: Inventory) -> Iterator[str]:
    """Yield each date with its clause; the unit is named where several of one column have theirs."""
    shared = len({deadline.unit for deadline in deadlines}) > 1
    for deadline in deadlines:
        unit = f"　{inventory.unit(deadline.unit).name}" if shared else ""
        counted = f"（{deadline.approved_on} 批准）" if deadline.approved_on else ""
        last = f"最迟 {deadline.due_on}{counted}"
        yield f"法定公开期限：{deadline.title}{unit}　{last}　{_standing(deadline)}"
        yield f"  依据：{deadline.clause}"


def _closing_line(closing: Offline) -> str:
    days = (closing.until_on - closing.from_on).days + 1
    span = f"{closing.from_on} 至 {closing.until_on}，共 {days} 天"
    notice = f"公告 {closing.notice}" if closing.notice else "没有登记公告"
    return f"临时下线：{span}，批准文件：{closing.approval}，{notice}"


def ledger_sentence(finding: LedgerFinding) -> str:
    """Return what of the office's records needs somebody: 网站 2026年3月1日起临时下线 31 天，超过 30 天."""
    on = date_words(finding.on) if finding.on else ""
    said = ACCOUNT_STATES.get(finding.said, finding.said)
    return LEDGER[finding.kind].format(
        about=finding.about, on=on, number=finding.number, basis=finding.basis, said=said
    )


def about(findings: Sequence[LedgerFinding], *keys: str) -> tuple[LedgerFinding, ...]:
    """Return those of *findings* that are about one of *keys*."""
    return tuple(finding for finding in findings if finding.about in keys)


def _standing(deadline: Deadline) -> str:
    said = DEADLINES[deadline.state]
    if deadline.doubt:
        said += f"：{_DOUBTS.get(deadline.doubt) or REASONS[deadline.doubt]}"
    if deadline.published_on:
        title = shortened(deadline.published_title, _TITLE_LENGTH)
        said += f"　{deadline.published_on} 公开《{title}》"
    elif deadline.state is DeadlineState.MISSED:
        said += "　至今未见公开"
    if deadline.days_late is not None:
        said += f"，逾期 {deadline.days_late} 天（系统初查）"
    return said
