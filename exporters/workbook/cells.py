"""One cell: whatever is scraped or typed is text, never a formula; days and moments are real ones."""

import re
from datetime import date, datetime

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from exporters.markup import shortened
from exporters.weekly.report import Value, clean
from records.civil import SHANGHAI

#: What a cell of a workbook may hold, in characters.
_LONGEST = 32_000
#: What a spreadsheet could take for a formula, where the cell is edited or saved as CSV.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
#: Addresses that every spreadsheet can follow as they are; another one is text.
_FOLLOWED = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]{1,240}")
_DAY, _MOMENT = 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"d"日" hh:mm'


def written(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Write *value* into a cell of *sheet*, both numbers counted from 1, and return the cell."""
    cell = sheet.cell(row=row, column=column)
    assert isinstance(cell, Cell)
    match value:
        case datetime():
            cell.value, cell.number_format = value.astimezone(SHANGHAI).replace(tzinfo=None), _MOMENT
        case date():
            cell.value, cell.number_format = value, _DAY
        case str():
            _write_text(cell, shortened(clean(value), _LONGEST))
        case _:
            cell.value = value
    return cell


def _write_text(cell: Cell, text: str) -> None:
    if not text:
        return
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_FORMULA)
    if _FOLLOWED.fullmatch(text):
        cell.hyperlink = text
