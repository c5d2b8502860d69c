"""Rows of a grown column that are rows of a table."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from bench.grown.column import Row

#: What heads a second date, which is not the day the item appeared, and how far that lies from it.
_OTHER_DATES = (("成文日期", -7), ("施行日期", 10), ("截止日期", 20), ("生成日期", -3))


def _table(chance: Random, rows: Sequence[Row]) -> str:
    unit = "<td>县教育局</td>" if chance.random() < 0.5 else ""
    cells = (
        f"<td>{number}</td><td>{row.link}</td>{unit}<td>{row.shown}</td>"
        for number, row in enumerate(rows, start=1)
    )
    return f'<table class="list">{"".join(f"<tr>{cell}</tr>" for cell in cells)}</table>'


def _headed(chance: Random, rows: Sequence[Row]) -> str:
    """Return a table whose header says which of two dates is which."""
    other, days = chance.choice(_OTHER_DATES)
    first, head = chance.random() < 0.5, chance.choice(["th", "td"])
    names = ["序号", "标题", *_swapped(first, other, "发布日期"), "文号"]
    lines = [f"<tr>{''.join(f'<{head}>{name}</{head}>' for name in names)}</tr>"]
    for number, row in enumerate(rows, start=1):
        second = _day(row.on + timedelta(days=days))
        cells = [
            f"{number}",
            row.link,
            *_swapped(first, second, row.shown),
            f"演政发〔{row.on.year}〕{number}号",
        ]
        lines.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    if chance.random() < 0.5:
        return f"<table><thead>{lines[0]}</thead><tbody>{''.join(lines[1:])}</tbody></table>"
    return f"<table>{''.join(lines)}</table>"


def _swapped(first: bool, other: str, own: str) -> list[str]:  # noqa: FBT001
    return [other, own] if first else [own, other]


def _day(on: date) -> str:
    return on.isoformat()


def _nested(_chance: Random, rows: Sequence[Row]) -> str:
    cells = (
        f"<tr><td><table><tr><td>{row.link}</td><td>{row.shown}</td></tr></table></td></tr>" for row in rows
    )
    return f"<table><tr><td><table>{''.join(cells)}</table></td></tr></table>"


def _layout(_chance: Random, rows: Sequence[Row]) -> str:
    """Return a list of rows in the third of three tables, as pages of whole tables have them."""
    cells = "".join(
        f'<tr><td height="22"><font class="newslist_style">{row.link}</font>{row.shown}</td></tr>'
        for row in rows
    )
    inner = f'<table width="100%"><tr><td><table><tbody>{cells}</tbody></table></td></tr></table>'
    return f'<table><tr><td width="200">&nbsp;</td><td>{inner}</td></tr></table>'


def _spaced(chance: Random, rows: Sequence[Row]) -> str:
    spacer = chance.choice(
        ['<tr><td colspan="2"></td></tr>', '<tr><td height="1" colspan="2"><hr></td></tr>']
    )
    cells = (
        f'<tr id="line{number}"><td>{row.link}</td><td>{row.shown}</td></tr>{spacer}'
        for number, row in enumerate(rows)
    )
    return f'<table class="winstyle">{"".join(cells)}</table>'


def _a_table_an_item(_chance: Random, rows: Sequence[Row]) -> str:
    return "".join(
        f'<table width="98%"><tr><td>·</td><td>{row.link}</td><td>{row.shown}</td></tr></table>'
        for row in rows
    )


def _in_two_rows(_chance: Random, rows: Sequence[Row]) -> str:
    cells = (f"<tr><td>{row.link}</td></tr><tr><td>{row.shown}</td></tr>" for row in rows)
    return f"<table>{''.join(cells)}</table>"


#: The tables there are. A new one is a function and a line.
FRAMES: Mapping[str, Callable[[Random, Sequence[Row]], str]] = {
    "table": _table,
    "headed table": _headed,
    "nested tables": _nested,
    "layout tables": _layout,
    "table with spacers": _spaced,
    "a table an item": _a_table_an_item,
    "a title's row and a date's": _in_two_rows,
}
