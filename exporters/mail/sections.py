"""The tables of the weekly digest, told once for the HTML and for the plain text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from exporters.finding import NAME_LENGTH, Finding, Judged
from exporters.findings import Findings
from exporters.markup import shortened
from exporters.words import ACCOUNT_GONE, CERTAINTIES, STATES, date_words, deadline_words
from records.civil import civil_date
from records.rulebook import RuleKind
from records.verdict import Certainty, Change, State

#: The longest address that becomes a link, in characters.
_LINK_LENGTH = 300


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a table: what and whose, then the section's own cells."""

    name: str
    units: str
    #: An address a reader may follow, or empty.
    address: str = ""
    #: In the order of the section's columns.
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of the digest."""

    title: str
    #: What is said when there is nothing to list.
    nothing: str
    #: The headings after 栏目/账号 and 责任单位.
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    #: Whether it accuses: its rows are the last to be left out, and never silently.
    late: bool = False


def digest_sections(
    found: Findings, changes: Sequence[Change], *, since: date, until: date
) -> tuple[Section, ...]:
    """Return the digest's parts in order: changes from *since* to *until*, late, soon due, and so on.

    Both days are included, in Asia/Shanghai.
    """
    column, account = RuleKind.COLUMN, RuleKind.ACCOUNT
    adverse = (State.OVERDUE, State.BLANK, State.GONE)
    return (
        _changes(found, changes, since=since, until=until),
        _section("超期未更新的栏目", _LATE, found.where(State.OVERDUE, kind=column), late=True),
        _section("即将超期的栏目", _SOON, found.where(State.DUE_SOON, kind=column)),
        _section(
            "空白和无法访问的栏目", _EMPTY, found.where(State.BLANK, State.GONE, kind=column), late=True
        ),
        _section("超期、停用的账号", _LATE_ACCOUNT, found.where(*adverse, kind=account), late=True),
        _section("即将超期的账号", _SOON, found.where(State.DUE_SOON, kind=account)),
        _section("待人工核查", _WHY, found.where(State.UNKNOWN)),
        _section("系统未能核查(不计为任何单位的问题)", _WHY, found.not_looked),
    )


Cells = Mapping[str, Callable[[Finding], str]]


def _checked(finding: Finding) -> str:
    return "，".join(filter(None, [finding.certainty, finding.remark]))


def _result(finding: Finding) -> str:
    mark = f"({finding.certainty})" if finding.certainty else ""
    return f"{finding.result}{mark}"


def _days(number: int | None) -> str:
    return "" if number is None else str(number)


def _day(day: date | None) -> str:
    return date_words(day) if day else ""


_DATES: Cells = {
    "类别": lambda finding: finding.category,
    "最后更新时间": lambda finding: _day(finding.verdict.newest_on),
    "最迟更新日期": lambda finding: _day(finding.verdict.due_on),
    "未更新天数": lambda finding: _days(finding.days_since),
}
_LATE: Cells = {
    **_DATES,
    "超期天数": lambda finding: _days(finding.days_over),
    "监测结果": _checked,
    "检查依据": lambda finding: "：".join(filter(None, [finding.clause, finding.comparison])),
}
_LATE_ACCOUNT: Cells = {
    **_LATE,
    "监测结果": lambda finding: "，".join(filter(None, [_result(finding), finding.remark])),
}
_SOON: Cells = {
    **_DATES,
    "距到期": lambda finding: "" if finding.days_left is None else deadline_words(finding.days_left),
}
_EMPTY: Cells = {
    "类别": lambda finding: finding.category,
    "监测结果": _result,
    "原因": lambda finding: finding.reason,
}
_WHY: Cells = {"类别": lambda finding: finding.category, "原因": lambda finding: finding.reason}


def _section(title: str, cells: Cells, rows: Iterable[Finding], *, late: bool = False) -> Section:
    return Section(
        title=title,
        nothing="没有。",
        columns=tuple(cells),
        rows=tuple(_row(finding, *(cell(finding) for cell in cells.values())) for finding in rows),
        late=late,
    )


def _row(finding: Finding, *cells: str) -> Row:
    address = finding.address if len(finding.address) <= _LINK_LENGTH else ""
    return Row(name=finding.name, units=finding.unit_names, address=address, cells=cells)


def _changes(found: Findings, changes: Sequence[Change], *, since: date, until: date) -> Section:
    ours = [change for change in changes if since <= civil_date(change.changed_at) <= until]
    by_target = {finding.target: finding for finding in found.all}
    return Section(
        title="本周变化",
        nothing="本周没有变化。",
        columns=("日期", "变化"),
        rows=tuple(_change(change, by_target.get(change.target)) for change in sorted(ours, key=_weight)),
    )


def _weight(change: Change) -> tuple[bool, bool, str]:
    return (not change.after.adverse, change.after is not State.DUE_SOON, change.changed_at.isoformat())


def _change(change: Change, finding: Finding | None) -> Row:
    day = date_words(civil_date(change.changed_at))
    if not finding:
        gone = f"{STATES[change.before]} → {STATES[change.after]}{_mark(change, None)}"
        return Row(name=shortened(change.target, NAME_LENGTH), units="", cells=(day, gone))
    judged = next((one for one in finding.judged if one.rulebook.key == change.rulebook), None)
    before, after = (_state(state, finding) for state in (change.before, change.after))
    book = f"{judged.label}：" if judged and judged is not finding.judged[0] else ""
    return _row(finding, day, f"{book}{before} → {after}{_mark(change, judged)}")


def _state(state: State, finding: Finding) -> str:
    account = finding.kind is RuleKind.ACCOUNT
    return ACCOUNT_GONE if state is State.GONE and account else STATES[state]


def _mark(change: Change, judged: Judged | None) -> str:
    """Return how sure an accusation is: what no verdict of today still bears out counts as suspected."""
    if not change.after.adverse:
        return ""
    borne_out = judged.verdict.certainty if judged and judged.verdict.state is change.after else None
    return f"({CERTAINTIES[borne_out or Certainty.SUSPECTED]})"
