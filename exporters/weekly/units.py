"""The weekly digest of one unit: only its own, and nothing as a fault that is not confirmed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from exporters.finding import Finding
from exporters.findings import Findings, rulebook_labels
from exporters.weekly.ahead import DUE_SHEET, due_part, holiday_parts
from exporters.weekly.changed import Course, courses, mended_of, mended_part
from exporters.weekly.office import Week
from exporters.weekly.report import Part, Report, clean, header_line
from exporters.weekly.standing import accounts_part, empty_part, late_part
from records.outlook import Outlook
from records.rulebook import RuleKind
from records.snapshot import Snapshot
from records.targets import Unit
from records.verdict import State


@dataclass(frozen=True, kw_only=True)
class Own:
    """What of a snapshot is one unit's alone."""

    unit: Unit
    found: tuple[Finding, ...]
    courses: tuple[Course, ...]
    outlook: Outlook

    @cached_property
    def faults(self) -> tuple[Finding, ...]:
        """What it has to mend: confirmed or reviewed, under the office's own rulebook."""
        return tuple(one for one in self.found if one.state.adverse and not one.judged[0].suspected)

    @cached_property
    def mended(self) -> tuple[Course, ...]:
        """What it mended in the week."""
        return mended_of({one.target: one for one in self.found}, self.courses)

    @property
    def is_told(self) -> bool:
        """Whether it has something to mend, or has mended something in the week."""
        return bool(self.faults or self.mended)

    def where(self, *states: State, kind: RuleKind) -> tuple[Finding, ...]:
        """Return its faults in one of *states*, of one *kind*."""
        return tuple(one for one in self.faults if one.state in states and one.kind is kind)


def owned(found: Findings, week: Week) -> tuple[Own, ...]:
    """Return what is each unit's own, in Unit.order: of a shared column its share, and not the column."""
    every = courses(week.changes, week.mended, since=week.since, until=week.until)
    return tuple(
        Own(
            unit=unit,
            found=tuple(one for one in rows if len(one.units) == 1),
            courses=every,
            outlook=week.outlook,
        )
        for unit, rows in found.by_unit
    )


def unit_report(snapshot: Snapshot, own: Own, week: Week) -> Report:
    """Return the digest of *own*'s unit: what it has to mend, what it mended, and what falls due."""
    office = clean(snapshot.inventory.office.name)
    title = f"{clean(own.unit.name)} 监测周报 {week.name}"
    parts = tuple(_parts(own))
    return Report(
        subject=header_line(f"【巡查】{title}：{_counted(own, parts)}"),
        title=title,
        office=office,
        days=week.days,
        at=snapshot.at,
        lead=_lead(own, parts),
        parts=parts,
        notes=tuple(_notes(snapshot, office)),
    )


def _parts(own: Own) -> Iterator[Part]:
    column, account = RuleKind.COLUMN, RuleKind.ACCOUNT
    adverse = tuple(state for state in State if state.adverse)
    faults = (
        late_part("超期未更新的栏目", "超期未更新", own.where(State.OVERDUE, kind=column), own=True),
        empty_part("空白栏目", "空白栏目", own.where(State.BLANK, kind=column), own=True),
        empty_part("无法访问的栏目", "无法访问", own.where(State.GONE, kind=column), own=True),
        accounts_part("超期、停用的账号", "账号", own.where(*adverse, kind=account), own=True),
    )
    yield from (part for part in faults if part.rows)
    yield mended_part({one.target: one for one in own.found}, own.courses)
    yield due_part([one for one in own.found if not one.state.adverse], own.outlook, own=True)
    told = [one for one in own.found if not one.judged[0].suspected and one.state is not State.UNKNOWN]
    yield from (part for part in holiday_parts(told, own.outlook, own=True) if part.rows)


def _counted(own: Own, parts: Sequence[Part]) -> str:
    due = next(len(part.rows) for part in parts if part.sheet == DUE_SHEET)
    return f"需整改 {len(own.faults)} 项，本周已整改 {len(own.mended)} 项，即将到期 {due} 项"


def _lead(own: Own, parts: Sequence[Part]) -> str:
    ours = sum(one.not_looked for one in own.found)
    said = f"贵单位{_counted(own, parts)}。"
    return said + (f"另有 {ours} 项系统未能核查，属系统自身原因，不计为贵单位的问题。" if ours else "")


def _notes(snapshot: Snapshot, office: str) -> Iterator[str]:
    yield "需整改的各项均经系统复查或人工复核。监测之后已更新的，以下次监测结果为准。"
    yield f"对监测结果有异议的，请向{office}反馈情况、申请复核。"
    yield "未更新天数自最后一条信息起算，超期天数自最迟更新日期起算。"
    for book, label in rulebook_labels(snapshot.inventory)[:1]:
        yield clean(f"{label}：{book.number}《{book.title}》。")
