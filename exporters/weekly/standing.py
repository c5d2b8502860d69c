"""The parts of a digest that tell how columns and accounts stand: late, blank, gone, not known."""

from collections.abc import Callable, Iterable, Mapping

from exporters.finding import Finding
from exporters.weekly.report import Heading, Part, Row, Value, clean
from exporters.words import NOT_LOOKED, period_words

#: The longest address that is told, in characters.
_LINK_LENGTH = 300

Cells = Mapping[Heading, Callable[[Finding], Value]]

COLUMN = ("栏目名称", "责任单位", "栏目类别", "栏目网址")
ACCOUNT = ("账号名称", "主办单位", "账号类型", "账号地址")

LIMIT = Heading(name="更新时限")
NEWEST = Heading(name="最后更新时间")
DUE = Heading(name="最迟更新日期")
_UNCHANGED = Heading(name="未更新天数", days=True, strong=True)
_OVER = Heading(name="超期天数", days=True, strong=True)
_PROBLEM = Heading(name="问题描述", long=True, sheet_only=True)
_RESULT = Heading(name="监测结果")
_WHY = Heading(name="原因", long=True)
_BASIS = Heading(name="检查依据", long=True)


def late_part(title: str, sheet: str, rows: Iterable[Finding], *, own: bool = False) -> Part:
    """Return the part of the late columns *rows*; *own* for a digest of the unit itself."""
    cells = {**_LATE, _BASIS: _clause if own else _clause_and_comparison}
    return standing_part(title, sheet, cells, rows, about=COLUMN, late=True, own=own)


def accounts_part(title: str, sheet: str, rows: Iterable[Finding], *, own: bool = False) -> Part:
    """Return the part of the accounts *rows* that are late, never used or gone; *own* as above."""
    result = _result_alone if own else _result
    cells = {**_LATE, _RESULT: result, _BASIS: _clause if own else _clause_and_comparison}
    return standing_part(title, sheet, cells, rows, about=ACCOUNT, late=True, own=own)


def empty_part(title: str, sheet: str, rows: Iterable[Finding], *, own: bool = False) -> Part:
    """Return the part of the blank or missing columns *rows*; *own* as above."""
    cells: Cells = {_RESULT: _result_alone if own else _result_marked, _WHY: _reason, _BASIS: _clause}
    return standing_part(title, sheet, cells, rows, about=COLUMN, late=True, own=own)


def unknown_part(title: str, rows: Iterable[Finding], *, note: str = "") -> Part:
    """Return the part of *rows* that nobody could judge, and why."""
    sheet = NOT_LOOKED if NOT_LOOKED in title else title
    return standing_part(title, sheet, {_WHY: _reason, NEWEST: _newest, DUE: _due}, rows, note=note)


def standing_part(
    title: str,
    sheet: str,
    cells: Cells,
    rows: Iterable[Finding],
    *,
    about: tuple[str, str, str, str] = Part.about,
    late: bool = False,
    own: bool = False,
    note: str = "",
) -> Part:
    """Return a part of *rows* with *cells*; *own* leaves the units out, for they all are the reader's."""
    return Part(
        title=title,
        sheet=sheet,
        headings=tuple(cells),
        rows=tuple(row_of(one, *(cell(one) for cell in cells.values()), own=own) for one in rows),
        note=note,
        about=about,
        late=late,
    )


def row_of(finding: Finding, *values: Value, own: bool = False) -> Row:
    """Return the row of *finding* with *values*; *own* leaves the units out."""
    return Row(
        name=clean(finding.name),
        units="" if own else clean(finding.unit_names),
        category=clean(finding.category),
        address=finding.address if len(finding.address) <= _LINK_LENGTH else "",
        values=values,
    )


def limit_of(finding: Finding) -> Value:
    """Return the limit that *finding* is held to, in words; empty without one."""
    limit = finding.judged[0].limit
    return period_words(limit) if limit else ""


def _newest(finding: Finding) -> Value:
    return finding.verdict.newest_on


def _due(finding: Finding) -> Value:
    return finding.verdict.due_on


def _reason(finding: Finding) -> Value:
    return finding.reason


def _checked(finding: Finding) -> Value:
    return "，".join(filter(None, [finding.certainty, finding.remark]))


def _result_marked(finding: Finding) -> str:
    return f"{finding.result}({finding.certainty})" if finding.certainty else finding.result


def _result(finding: Finding) -> Value:
    return "，".join(filter(None, [_result_marked(finding), finding.remark]))


def _result_alone(finding: Finding) -> Value:
    return finding.result


def _clause(finding: Finding) -> Value:
    return finding.clause


def _clause_and_comparison(finding: Finding) -> Value:
    return "：".join(filter(None, [finding.clause, finding.comparison]))


_LATE: Cells = {
    LIMIT: limit_of,
    NEWEST: _newest,
    DUE: _due,
    _UNCHANGED: lambda finding: finding.days_since,
    _OVER: lambda finding: finding.days_over,
    _PROBLEM: _reason,
    _RESULT: _checked,
}
