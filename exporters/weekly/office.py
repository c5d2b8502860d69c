"""The weekly digest (监测周报) of the office: what changed, what is late, what is soon due, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from exporters.findings import Findings, rulebook_labels
from exporters.markup import web_address
from exporters.tally import tally
from exporters.weekly.ahead import calendar_words, due_part, holiday_parts
from exporters.weekly.changed import changes_part, courses
from exporters.weekly.report import Part, Report, clean, header_line
from exporters.weekly.standing import accounts_part, empty_part, late_part, unknown_part
from exporters.weekly.told import notices_of, notices_part, unheard
from exporters.words import date_words, place_words
from records.notice import Fate, Notice
from records.outlook import Outlook
from records.rulebook import Rulebook, RuleKind
from records.snapshot import Snapshot
from records.targets import Unit
from records.verdict import Change, State

#: The most units named in one sentence.
_UNITS_NAMED = 40


@dataclass(frozen=True, kw_only=True)
class Week:
    """What a digest tells of beside the snapshot."""

    #: The first and the last civil day, in Asia/Shanghai; the ISO week of the last names the digest.
    since: date
    until: date
    #: All changes that may be of the week, and those of them that ended a confirmed accusation.
    changes: Sequence[Change] = ()
    mended: Sequence[Change] = ()
    outlook: Outlook
    #: What units were told; others than the week's are left out.
    notices: Sequence[Notice] = ()
    #: The units whose own digest has nobody to go to.
    unreached: Sequence[Unit] = ()

    @property
    def name(self) -> str:
        """The week in words: 2026年第47周."""
        week = self.until.isocalendar()
        return f"{week.year}年第{week.week}周"

    @property
    def days(self) -> str:
        """Its days in words."""
        return f"{date_words(self.since)}至{date_words(self.until)}"


def office_report(snapshot: Snapshot, found: Findings, week: Week) -> Report:
    """Return the office's digest of *snapshot*, whose findings are *found*, and of the *week*.

    What one look alone says is marked 系统初查.
    """
    office = snapshot.inventory.office
    books = rulebook_labels(snapshot.inventory)
    title = clean(f"{place_words(office.name)} 监测周报 {week.name}")
    notices = notices_of(week.notices, since=week.since, until=week.until)
    lost = sum(one.fate is Fate.GIVEN_UP for one in notices)
    return Report(
        subject=header_line(f"【巡查】{title}：{_counted(found, lost)}"),
        title=title,
        office=clean(office.name),
        days=week.days,
        at=snapshot.at,
        alarms=tuple(_alarms(snapshot, week, notices)),
        lead=_own(found),
        labels=tuple(label for _, label in books),
        counts=tally(found, [book for book, _ in books]),
        parts=tuple(_parts(snapshot, found, week, notices)),
        notes=tuple(_notes(books, week.outlook)),
        board=web_address(office.board_url),
    )


def _parts(snapshot: Snapshot, found: Findings, week: Week, notices: Sequence[Notice]) -> Iterator[Part]:
    column, account = RuleKind.COLUMN, RuleKind.ACCOUNT
    adverse = tuple(state for state in State if state.adverse)
    by_target = {finding.target: finding for finding in found.all}
    names = {key: clean(finding.name) for key, finding in by_target.items()}
    yield changes_part(by_target, courses(week.changes, week.mended, since=week.since, until=week.until))
    yield late_part("超期未更新的栏目", "超期未更新", found.where(State.OVERDUE, kind=column))
    yield due_part(found.all, week.outlook)
    yield from holiday_parts(found.all, week.outlook)
    yield empty_part("空白栏目", "空白栏目", found.where(State.BLANK, kind=column))
    yield empty_part("无法访问的栏目", "无法访问", found.where(State.GONE, kind=column))
    yield accounts_part("超期、停用的账号", "账号", found.where(*adverse, kind=account))
    yield unknown_part("系统未能核查", found.not_looked, note="属系统自身未能看到，不计为任何单位的问题。")
    yield unknown_part("待人工核查", found.where(State.UNKNOWN))
    yield notices_part(notices, snapshot.inventory, names)


def _alarms(snapshot: Snapshot, week: Week, notices: Sequence[Notice]) -> Iterator[str]:
    """Yield what must not be overlooked: reminders that reached nobody first."""
    said = (unheard(notices, snapshot.inventory), _unreached(week.unreached), calendar_words(week.outlook))
    yield from filter(None, said)


def _counted(found: Findings, lost: int) -> str:
    named = {
        "系统未能核查": len(found.not_looked),
        "超期": len(found.where(State.OVERDUE)),
        "即将超期": len(found.where(State.DUE_SOON)),
        "空白": len(found.where(State.BLANK)),
        "无法访问": len(found.where(State.GONE)),
        "待核查": len(found.where(State.UNKNOWN)),
    }
    silent_at_zero = {"系统未能核查", "无法访问"}
    counts = "，".join(
        f"{name} {number} 项" for name, number in named.items() if number or name not in silent_at_zero
    )
    suspected = f"（其中系统初查 {len(found.suspected)} 项）" if found.suspected else ""
    return f"{f'提醒未送达 {lost} 份，' if lost else ''}{counts}{suspected}"


def _own(found: Findings) -> str:
    if not found.not_looked:
        return f"系统未能核查 0 项，检查覆盖率 {found.coverage:.1%}。"
    return (
        f"系统未能核查 {len(found.not_looked)} 项，属系统自身未能看到，不计为任何单位的问题；"
        f"检查覆盖率 {found.coverage:.1%}。"
    )


def _unreached(units: Sequence[Unit]) -> str:
    if not units:
        return ""
    named = "、".join(clean(unit.name) for unit in units[:_UNITS_NAMED])
    more = f"等 {len(units)} 个单位" if len(units) > _UNITS_NAMED else ""
    return f"以下单位没有登记A角、B角邮箱，其监测周报未发出、已存档，请另行告知并补登：{named}{more}。"


def _notes(books: Sequence[tuple[Rulebook, str]], outlook: Outlook) -> Iterator[str]:
    if not outlook.holidays and not outlook.unknown_from:
        yield f"{date_words(outlook.holidays_until)}以前没有三天及以上的假期。"
    yield "“系统初查”为系统一次监测所见，尚未复查，不作为结论。"
    yield "未更新天数自最后一条信息起算，超期天数自最迟更新日期起算。"
    for book, label in books:
        yield clean(f"{label}：{book.number}《{book.title}》。")
