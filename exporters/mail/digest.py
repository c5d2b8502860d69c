"""A weekly digest (监测周报) as a mail: HTML that every mail program shows, and plain text."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from css_inline import CSSInliner
from markupsafe import Markup

from exporters.mail.message import Digest
from exporters.mail.numbering import numbered
from exporters.mail.plain import plain_text
from exporters.markup import environment
from exporters.weekly.report import Part, Report, Row, shown
from exporters.words import moment_words

__all__ = ["HTML_BYTES", "render_digest"]

#: Mail programs fold away what comes after about 102 KB of HTML.
HTML_BYTES = 100_000
#: The most rows of one part that accuses, and of another one. Fewer where the HTML grows too big: first
#: of the parts that accuse nobody, down to _QUIET_KEPT, and only then of the others.
MOST_ROWS, MOST_QUIET_ROWS = 400, 200
_QUIET_KEPT, _FEWEST_ROWS = 10, 4
#: The most units named for rows that were left out.
_UNITS_NAMED = 40
_FOLDER = Path(__file__).parent
_STYLE = (_FOLDER / "digest.css").read_text(encoding="utf-8")
_TEMPLATE = environment(_FOLDER).get_template("digest.html.j2")
_INLINER = CSSInliner(load_remote_stylesheets=False)


class _Bounds(NamedTuple):
    """How many rows a part that accuses may show, and another one."""

    late: int
    quiet: int


#: From the fewest rows to the most.
_BOUNDS = (
    *(_Bounds(late, min(late, _QUIET_KEPT)) for late in range(_FEWEST_ROWS, MOST_ROWS)),
    *(_Bounds(MOST_ROWS, quiet) for quiet in range(_QUIET_KEPT, MOST_QUIET_ROWS + 1)),
)


@dataclass(frozen=True, kw_only=True)
class _Item:
    """A row as the HTML shows it: a line with its name, and lines under it."""

    name: str
    #: Whose it is and what, in brackets.
    whose: str
    strong: str
    short: str
    #: Each with its label.
    long: tuple[tuple[str, str], ...]
    address: str


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """A part with as many of its rows as there is room for."""

    heading: str
    note: str
    #: How many rows were left out and where they are, or empty.
    cut: str
    items: tuple[_Item, ...]
    nothing: str
    late: bool


def render_digest(report: Report) -> Digest:
    """Return *report* as a mail with nothing attached.

    The HTML stays under HTML_BYTES and says what it left out; the plain text leaves
    nothing out.
    """
    return Digest(subject=report.subject, html=_html(report), text=plain_text(report))


def _html(report: Report) -> str:
    """Return the HTML with as many rows as HTML_BYTES allow."""
    items = [tuple(_item(part, row) for row in part.rows[:MOST_ROWS]) for part in report.parts]

    def rendered(bounds: _Bounds) -> str:
        parts = [_shown(number, part, items[number], bounds) for number, part in enumerate(report.parts)]
        style = Markup(_STYLE)  # noqa: S704 - our own file, not a value
        page = _TEMPLATE.render(report=report, at=moment_words(report.at), parts=parts, style=style)
        return str(_INLINER.inline(page))

    def too_big(bounds: _Bounds) -> int:
        return int(len(rendered(bounds).encode()) >= HTML_BYTES)

    whole = rendered(_BOUNDS[-1])
    if len(whole.encode()) < HTML_BYTES:
        return whole
    return rendered(_BOUNDS[max(bisect_left(_BOUNDS, 1, key=too_big) - 1, 0)])


def _shown(number: int, part: Part, items: Sequence[_Item], bounds: _Bounds) -> _Shown:
    """Return *part* with no more rows than *bounds* allow it."""
    most = bounds.late if part.late else bounds.quiet
    return _Shown(
        heading=numbered(number, part),
        note=part.note,
        cut=_cut(part, most),
        items=tuple(items[:most]),
        nothing=part.nothing,
        late=part.late,
    )


def _item(part: Part, row: Row) -> _Item:
    cells = [
        (heading, value)
        for heading, one in zip(part.headings, row.values, strict=True)
        if (value := shown(heading, one)) and not heading.sheet_only
    ]
    strong = (f"{heading.name}：{value}" for heading, value in cells if heading.strong)
    short = (f"{heading.name}：{value}" for heading, value in cells if not (heading.strong or heading.long))
    return _Item(
        name=row.name,
        whose="，".join(filter(None, [row.units, row.category])),
        strong="　".join(strong),
        short="　".join(short),
        long=tuple((heading.name, value) for heading, value in cells if heading.long),
        address=row.address,
    )


def _cut(part: Part, most: int) -> str:
    left_out = part.rows[most:]
    if not left_out:
        return ""
    listed = f"共 {len(part.rows)} 项，这里列出前 {most} 项，"
    said = f"{listed}另有 {len(left_out)} 项见本邮件的纯文本部分和所附表格。"
    units = Counter(row.units for row in left_out if row.units)
    if not part.late or not units:
        return said
    named = "、".join(f"{unit} {number} 项" for unit, number in units.most_common(_UNITS_NAMED))
    return f"{said}未列出的有：{named}{'等' if len(units) > _UNITS_NAMED else ''}。"
