"""The chain behind a verdict in words: the rule, the sums, the looks with their evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exporters.finding import Finding, Judged
from exporters.findings import findings
from exporters.markup import printable
from exporters.obligations import Obligations, obligation_lines
from exporters.words import OUTCOMES, look_words, moment_words
from records.errors import InputError
from records.inventory import Inventory
from records.observation import PERSON, Entry, Observation
from records.rulebook import Month, RulebookSettings, Start
from records.snapshot import Snapshot
from records.verdict import State

#: How many entries of each look are shown.
ENTRIES_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """One target's finding with the looks it rests on, oldest first, and what it owes besides."""

    finding: Finding
    looks: tuple[Observation, ...]
    inventory: Inventory
    owed: Obligations = field(default_factory=Obligations)
    #: The columns below a landing page, which its own verdict comes from.
    below: tuple[Finding, ...] = ()


def explain(
    snapshot: Snapshot,
    key: str,
    looks: Mapping[str, Sequence[Observation]],
    *,
    owed: Obligations | None = None,
) -> Explanation:
    """Return what stands behind the verdicts on the target *key*, and what it owes besides.

    *looks* are by key of column or account. Raises InputError where no rule is
    about such a target.
    """
    found = {finding.target: finding for finding in findings(snapshot).all}
    if key not in found:
        raise InputError(f"{key}: no such target, or no rule is about it; `xuncha status` lists the keys")
    below = (found.get(child.key) for child in snapshot.inventory.children(key))
    return Explanation(
        finding=found[key],
        looks=tuple(looks.get(key.partition("@")[0], ())),
        inventory=snapshot.inventory,
        owed=owed or Obligations(),
        below=tuple(filter(None, below)),
    )


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """Yield *explanation* for a person: each verdict with its rule and sums, then each look.

    What was scraped comes out printable, so that a title cannot steer the terminal.
    """
    return map(printable, _lines(explanation))


def _lines(explanation: Explanation) -> Iterator[str]:
    finding = explanation.finding
    yield f"{finding.name}（{finding.target}）　{finding.unit_names}　{finding.address}"
    for judged in finding.judged:
        yield from _verdict_lines(judged)
    yield f"说明：{finding.reason}"
    if explanation.below:
        yield "导航页，由下级栏目判定："
    for child in explanation.below:
        day = child.verdict.newest_on
        yield f"  {child.name}（{child.target}）　{child.judged[0].standing}　最后更新 {day or '无'}"
    in_time = finding.state in {State.FRESH, State.DUE_SOON}
    yield from obligation_lines(explanation.owed, explanation.inventory, in_time=in_time)
    for look in explanation.looks:
        yield from _look_lines(look)


def _verdict_lines(judged: Judged) -> Iterator[str]:
    verdict = judged.verdict
    limit = f"，时限 {judged.limit}" if judged.limit else ""
    settings = _reading(judged.rulebook.settings)
    yield f"{judged.rulebook.title}（{judged.rulebook.number}，版本 {verdict.rulebook_version}）"
    yield f"  检查依据：{verdict.clause or '没有适用的条款'}{limit}（{settings}）"
    yield f"  监测结果：{judged.standing}　{verdict.state}　{verdict.certainty or ''}　{verdict.reason}"
    yield f"  最后更新 {verdict.newest_on or '无'}　最迟更新日期 {verdict.due_on or '无'}"


def _reading(settings: RulebookSettings) -> str:
    last_day = "期满当日仍算按时" if settings.inclusive else "期满当日即算超期"
    month = "月按自然月" if settings.month is Month.CALENDAR else "月按 30 天"
    start = "自更新当日起算" if settings.start is Start.SAME_DAY else "自更新次日起算"
    return f"{last_day}，{month}，{start}"


def _look_lines(look: Observation) -> Iterator[str]:
    if look.how == PERSON:
        yield from _person_lines(look)
        return
    proof = "足以证明没有更新" if look.complete else "不足以证明没有更新"
    yield f"第 {look.id} 次查看　{moment_words(look.seen_at)}　{OUTCOMES[look.outcome]}（{look.outcome}）"
    yield f"  {proof}　方式 {look.how}　读取程序 {look.reader}"
    if look.note:
        yield f"  {look.note}"
    for entry in look.entries[:ENTRIES_SHOWN]:
        yield _entry_line(entry)
    for digest in look.evidence:
        yield f"  校验值 {digest}"


def _person_lines(look: Observation) -> Iterator[str]:
    """Yield the look of a person, with her name."""
    yield f"第 {look.id} 次查看　{moment_words(look.seen_at)}　{look_words(look)}（{look.outcome}）"
    yield from map(_entry_line, look.entries)
    yield from (f"  校验值 {digest}" for digest in look.evidence)


def _entry_line(entry: Entry) -> str:
    seen = f"　首见 {moment_words(entry.first_seen_at)}" if entry.first_seen_at else ""
    return f"  {entry.published_on or '无日期'}　{entry.title}　[{entry.found_by}]{seen}"
