"""A weekly digest as a workbook (.xlsx): a sheet for how things stand, and one for each part."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exporters.weekly.report import Part, Report, Value, clean
from exporters.words import moment_words
from exporters.workbook.cells import written
from exporters.workbook.names import sheet_names
from records.civil import SHANGHAI

#: Left empty, to be filled in by hand.
_BY_HAND = ("整改期限", "整改情况", "备注")
_SUMMARY = "概况"

_HEAD = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="1F4E79")
_LINE = Side(style="thin", color="BFC7D1")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
#: Widths in characters of a Latin letter; a Chinese one takes two.
_WIDTHS = {"序号": 6, "责任单位": 20, "主办单位": 20, "整改期限": 14, "整改情况": 20, "备注": 20}
_NAME_WIDTH, _ADDRESS_WIDTH, _LONG_WIDTH, _DATE_WIDTH, _SHORT_WIDTH = 24, 40, 48, 16, 12

_Table = tuple[tuple[str, ...], Sequence[Sequence[Value]]]


def write_workbook(report: Report) -> bytes:
    """Return *report* as the bytes of an .xlsx file: nothing in it is a formula, and days are dates."""
    book = Workbook()
    summary = book.active
    assert isinstance(summary, Worksheet)
    book.properties.title, book.properties.creator = clean(report.title), clean(report.office)
    book.properties.created = report.at.astimezone(SHANGHAI).replace(tzinfo=None)
    summary.title, *titles = sheet_names([_SUMMARY, *(part.sheet for part in report.parts)])
    _summarise(summary, report, titles)
    for title, part in zip(titles, report.parts, strict=True):
        _fill(book.create_sheet(title), part)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _summarise(sheet: Worksheet, report: Report, titles: Sequence[str]) -> None:
    for number, line in enumerate(_summary(report, titles), start=1):
        for place, value in enumerate(line, start=1):
            cell = written(sheet, number, place, value)
            cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=number > 1)
            if number == 1 or place == 1:
                cell.font = Font(bold=True, size=14 if number == 1 else 11)
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 80 if len(report.labels) < 2 else 60
    sheet.column_dimensions["C"].width = 20
    sheet.freeze_panes = "A2"


def _summary(report: Report, titles: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    yield (report.title,)
    yield ("发出单位", report.office)
    yield ("监测周期", report.days)
    yield ("监测时间点", moment_words(report.at))
    yield from (("注意", alarm) for alarm in report.alarms)
    yield ("总体情况", report.lead)
    if report.counts:
        yield ("监测结果", *report.labels)
    for count in report.counts:
        yield (count.words, *count.numbers)
    yield ("工作表", "项数")
    yield from ((title, len(part.rows)) for title, part in zip(titles, report.parts, strict=True))
    yield from (("说明", note) for note in report.notes)


def _fill(sheet: Worksheet, part: Part) -> None:
    headings, rows = _table(part)
    for place, heading in enumerate(headings, start=1):
        cell = written(sheet, 1, place, heading)
        cell.font, cell.fill, cell.border, cell.alignment = _HEAD, _HEAD_FILL, _BORDER, _MIDDLE
        sheet.column_dimensions[get_column_letter(place)].width = _width(heading, part, rows, place - 1)
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            cell = written(sheet, number, place, value)
            cell.border = _BORDER
            cell.alignment = _TOP
    if not rows:
        written(sheet, 2, 1, part.nothing)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{max(len(rows) + 1, 2)}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _table(part: Part) -> _Table:
    """Return the headings and the rows of *part*; a column that would be empty by its nature is left out."""
    name, units, category, address = part.about
    has_units = any(row.units for row in part.rows)
    by_hand = _BY_HAND if part.late else ()
    headings = ["序号", *([units] if has_units else []), name]
    headings += [*filter(None, [category, address]), *(one.name for one in part.headings), *by_hand]
    rows = [list(_cells(part, number, has_units)) for number in range(len(part.rows))]
    return tuple(headings), rows


def _cells(part: Part, number: int, has_units: bool) -> Iterator[Value]:  # noqa: FBT001 - handed on
    row = part.rows[number]
    yield number + 1
    if has_units:
        yield row.units
    yield row.name
    if part.about[2]:
        yield row.category
    if part.about[3]:
        yield row.address
    yield from row.values
    yield from (None for _ in _BY_HAND if part.late)


def _width(heading: str, part: Part, rows: Sequence[Sequence[Value]], place: int) -> int:
    if heading in _WIDTHS:
        return _WIDTHS[heading]
    if heading == part.about[0]:
        return _NAME_WIDTH
    if heading == part.about[3]:
        return _ADDRESS_WIDTH
    if any(one.long and one.name == heading for one in part.headings):
        return _LONG_WIDTH
    values = [row[place] for row in rows]
    if any(isinstance(value, date | datetime) for value in values):
        return _DATE_WIDTH
    return max(_SHORT_WIDTH, min(30, 2 * max((len(clean(str(value or ""))) for value in values), default=0)))
