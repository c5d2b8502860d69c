"""What all forms of a notice print of one unit, taken once from the notice and the snapshot behind it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from exporters.finding import Finding
from exporters.findings import Findings, findings
from exporters.markup import printable, shortened, web_address
from exporters.notices.item import Item
from exporters.words import (
    ASKED_LATE,
    ASKED_SOON,
    NO_ANSWER,
    SEEN_IN_PART,
    STATES,
    moment_words,
    period_words,
)
from records.inventory import Inventory
from records.notice import Notice, NoticeItem, NoticeKind
from records.observation import Outcome
from records.snapshot import Snapshot
from records.targets import Account, SourceKind
from records.verdict import State, Verdict

#: The longest words printed, in characters.
UNIT_LENGTH = OFFICE_LENGTH = 40
PATH_LENGTH = 60
PHONE_LENGTH = 30
#: Longer addresses are left out: nobody can use them.
LINK_LENGTH = 1_000

#: The order of the groups: who reads no further has read what matters most.
_ORDER = (NoticeKind.URGED, NoticeKind.OVERDUE, NoticeKind.DUE_SOON)
#: What has no width or turns the writing, beside what is never printed.
_MARKS = re.compile("[\\u00ad\\u061c\\u200b\\u200e\\u200f\\u2060\\ufeff]")
_TELEPHONE = re.compile(r"\+?[0-9][0-9 -]{3,20}[0-9]")

#: Takes a day and gives the last working day up to it: itself where it is one, None where nobody can tell.
LastWorkday = Callable[[date], date | None]


@dataclass(frozen=True, kw_only=True)
class Group:
    """The items of one kind, the most urgent first."""

    kind: NoticeKind
    items: tuple[Item, ...]

    @property
    def title(self) -> str:
        """The kind, and in 超期未更新 what else there is: 超期未更新、空白栏目."""
        if self.kind is not NoticeKind.OVERDUE:
            return self.kind
        return "、".join(_results(self.items))


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one unit is told: at least one item, and nothing of anybody else."""

    unit: str
    office: str
    #: The office's telephone as people write it, or an empty string.
    phone: str
    #: The moment of judging in words.
    at: str
    #: The civil day of that moment.
    today: date
    #: Urged first, then late, then due soon; each by its days.
    items: tuple[Item, ...]
    #: The rulebooks that the clauses are from, by number and title.
    basis: tuple[str, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The items by kind, without empty groups."""
        rows = {kind: tuple(item for item in self.items if item.kind is kind) for kind in _ORDER}
        return tuple(Group(kind=kind, items=items) for kind, items in rows.items() if items)

    @property
    def urged(self) -> bool:
        """Whether a person asked for it (催办)."""
        return self.items[0].kind is NoticeKind.URGED

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many are to be urged, and how many have each of the other results, in the items' order."""
        return tuple(Counter(_counted(item) for item in self.items).items())

    @property
    def opening(self) -> str:
        """The first sentence: how many items it is about."""
        return f"现就以下 {len(self.items)} 项提醒贵单位。"

    @property
    def asked(self) -> str:
        """What the unit is asked for, in one sentence."""
        late = any(item.late for item in self.items)
        return f"{ASKED_LATE if late else ASKED_SOON}；{NO_ANSWER}。"

    @property
    def dialled(self) -> str:
        """The telephone as a telephone dials it, or an empty string where there is none such."""
        if not _TELEPHONE.fullmatch(self.phone):
            return ""
        return self.phone.replace(" ", "").replace("-", "")


def told(
    notice: Notice,
    snapshot: Snapshot,
    *,
    last_workday: LastWorkday | None = None,
    found: Findings | None = None,
) -> Told | None:
    """Return what *notice* tells its unit, with the figures of *snapshot*; None where nothing holds any more.

    What *snapshot* does not bear out is left out: a late item that is not confirmed, one
    due soon that was updated since, and one that the unit does not answer for. Whoever
    writes many notices gives the findings of *snapshot*, so that they are made once.
    """
    by_target = {finding.target: finding for finding in (found or findings(snapshot)).all}
    office = snapshot.inventory.office
    unit, kept = "", list[tuple[Item, Finding]]()
    for each in _once(notice.items):
        finding = by_target.get(each.target)
        names = {one.key: one.name for one in finding.units} if finding else {}
        if finding and notice.unit in names and _holds(each, finding):
            unit = names[notice.unit]
            kept.append((_item(each, finding, snapshot.inventory, last_workday), finding))
    if not kept:
        return None
    return Told(
        unit=_said(unit, UNIT_LENGTH) or notice.unit,
        office=_said(office.name, OFFICE_LENGTH),
        phone=_said(office.phone, PHONE_LENGTH),
        at=moment_words(snapshot.at),
        today=snapshot.today,
        items=tuple(item for item, _ in sorted(kept, key=lambda pair: _urgency(pair[0]))),
        basis=tuple(dict.fromkeys(_book(finding) for item, finding in kept if item.clause)),
    )


def is_so(kind: NoticeKind, finding: Finding) -> bool:
    """Return whether *finding* is such as a notice of *kind* may tell: late for sure, or not late at all."""
    if kind is not NoticeKind.DUE_SOON:
        return finding.state.adverse and not finding.judged[0].suspected
    left = finding.days_left
    return finding.state in {State.FRESH, State.DUE_SOON} and left is not None and left >= 0


def _holds(item: NoticeItem, finding: Finding) -> bool:
    """Return whether *item* is so still; a due date that has moved says that something was published."""
    moved = item.kind is NoticeKind.DUE_SOON and item.due_on != finding.verdict.due_on
    return is_so(item.kind, finding) and not moved


def _once(items: Sequence[NoticeItem]) -> Iterator[NoticeItem]:
    """Yield each target's item once, the kind that comes first."""
    seen: set[str] = set()
    for item in sorted(items, key=lambda item: _ORDER.index(item.kind)):
        if item.target not in seen:
            seen.add(item.target)
            yield item


def _item(each: NoticeItem, finding: Finding, inventory: Inventory, last_workday: LastWorkday | None) -> Item:
    judged, verdict = finding.judged[0], finding.verdict
    due_on = verdict.due_on
    workday = last_workday(due_on) if due_on and last_workday else None
    soon = each.kind is NoticeKind.DUE_SOON
    return Item(
        target=finding.target,
        kind=each.kind,
        of=finding.kind,
        name=_said(finding.name) or finding.target,
        path=_said(" > ".join(_said(name) for name in finding.path), PATH_LENGTH),
        category=_said(finding.category),
        link=_link(inventory, finding),
        result=STATES[State.DUE_SOON] if soon else finding.result,
        today=finding.today,
        newest_on=verdict.newest_on,
        due_on=due_on,
        workday=workday or due_on,
        limit=period_words(judged.limit) if judged.limit else "",
        clause=_said(finding.clause),
        checked=finding.certainty,
        remark=_soon_remark(verdict) if soon else _said(finding.remark),
    )


def _soon_remark(verdict: Verdict) -> str:
    """Return what to mind where strangers are shown a part of the posts alone, or an empty string."""
    return SEEN_IN_PART if verdict.last_outcome is Outcome.PARTIAL else ""


def _link(inventory: Inventory, finding: Finding) -> str:
    """Return where a person sees the target; a feed is for programs, and may hold a key of the office's."""
    target, address = inventory.target(finding.target), finding.address
    if isinstance(target, Account):
        seen = (source.url for source in target.sources if source.url and source.kind is not SourceKind.FEED)
        address = web_address(next(seen, ""))
    whole = printable(_MARKS.sub("", address)) == address and not any(map(str.isspace, address))
    return address if whole and len(address) <= LINK_LENGTH else ""


def _book(finding: Finding) -> str:
    book = finding.judged[0].rulebook
    return f"{_said(book.number)}《{_said(book.title)}》"


def _said(text: str, length: int = PATH_LENGTH) -> str:
    return shortened(_MARKS.sub("", text), length)


def _results(items: Sequence[Item]) -> Iterator[str]:
    yield from dict.fromkeys(item.result for item in items)


def _counted(item: Item) -> str:
    return item.kind if item.kind is NoticeKind.URGED else item.result


def _urgency(item: Item) -> tuple[int, bool, date, str]:
    return (_ORDER.index(item.kind), item.due_on is None, item.due_on or date.max, item.target)
