"""The weekly digest (监测周报) for the office: what changed, what is late, what is soon due, and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from css_inline import CSSInliner
from markupsafe import Markup

from exporters.findings import Findings, findings, rulebook_labels
from exporters.mail.message import Digest
from exporters.mail.sections import Row, Section, digest_sections
from exporters.markup import environment, printable, web_address
from exporters.tally import Count, tally
from exporters.words import date_words, moment_words, place_words
from records.rulebook import Rulebook
from records.snapshot import Snapshot
from records.verdict import Change, State

__all__ = ["Digest", "build_digest"]

#: Mail programs fold away what comes after about 102 KB of HTML.
HTML_BYTES = 100_000
#: The most rows of one part that accuses; other parts get a half. Fewer where the HTML grows too big.
MOST_ROWS = 400
_FEWEST_ROWS = 4
#: The most units named for rows that were left out.
_UNITS_NAMED = 40
#: Columns whose words stand under the name in HTML: in a mail's width they would be a word wide.
_UNDER_NAME = ("类别", "检查依据", "原因")
_NUMERALS = "一二三四五六七八九十"
_FOLDER = Path(__file__).parent
_STYLE = (_FOLDER / "digest.css").read_text(encoding="utf-8")
_TEMPLATE = environment(_FOLDER).get_template("digest.html.j2")
_INLINER = CSSInliner(load_remote_stylesheets=False)


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A section as one of the two forms shows it."""

    heading: str
    #: How many rows were left out and where they are, or empty.
    cut: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    nothing: str


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """What stands around the sections, in both forms."""

    title: str
    office: str
    days: str
    at: str
    #: The line on what the system itself could not look at.
    own: str
    books: tuple[tuple[Rulebook, str], ...]
    counts: tuple[Count, ...]
    notes: tuple[str, ...]
    board: str


def build_digest(snapshot: Snapshot, changes: Sequence[Change], *, since: date, until: date) -> Digest:
    """Return the digest of *snapshot* and of those *changes* made from *since* to *until*.

    Both days are civil days in Asia/Shanghai and included; the ISO week of *until*
    names the digest. The HTML stays under HTML_BYTES and says what it left out; the
    plain text leaves nothing out. What one look alone says is marked 系统初查.
    """
    found = findings(snapshot)
    frame = _frame(snapshot, found, since=since, until=until)
    sections = digest_sections(found, changes, since=since, until=until)
    return Digest(subject=_subject(frame, found), html=_html(frame, sections), text=_text(frame, sections))


def _frame(snapshot: Snapshot, found: Findings, *, since: date, until: date) -> _Frame:
    office = snapshot.inventory.office
    books = rulebook_labels(snapshot.inventory)
    week = until.isocalendar()
    return _Frame(
        title=f"{printable(place_words(office.name))} 监测周报 {week.year}年第{week.week}周",
        office=printable(office.name),
        days=f"{date_words(since)}至{date_words(until)}",
        at=moment_words(snapshot.at),
        own=_own(found),
        books=books,
        counts=tally(found, [book for book, _ in books]),
        notes=_notes(books),
        board=web_address(office.board_url),
    )


def _own(found: Findings) -> str:
    if not found.not_looked:
        return f"系统未能核查 0 项，检查覆盖率 {found.coverage:.1%}。"
    return (
        f"系统未能核查 {len(found.not_looked)} 项，属系统自身未能看到，不计为任何单位的问题；"
        f"检查覆盖率 {found.coverage:.1%}。"
    )


def _notes(books: tuple[tuple[Rulebook, str], ...]) -> tuple[str, ...]:
    cited = (printable(f"{label}：{book.number}《{book.title}》。") for book, label in books)
    return (
        "“系统初查”为系统一次监测所见，尚未复查，不作为结论。",
        "未更新天数自最后一条信息起算，超期天数自最迟更新日期起算。",
        *cited,
    )


def _subject(frame: _Frame, found: Findings) -> str:
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
    return f"【巡查】{frame.title}：{counts}{suspected}"


def _html(frame: _Frame, sections: Sequence[Section]) -> str:
    """Return the HTML with as many rows as HTML_BYTES allow."""
    html = ""
    for bound in _bounds():
        parts = [_part(number, section, bound) for number, section in enumerate(sections)]
        style = Markup(_STYLE)  # noqa: S704 - our own file, not a value
        html = _INLINER.inline(_TEMPLATE.render(**vars(frame), parts=parts, under=_UNDER_NAME, style=style))
        if len(html.encode()) < HTML_BYTES:
            break
    return html


def _bounds() -> Iterator[int]:
    bound = MOST_ROWS
    while bound > _FEWEST_ROWS:
        yield bound
        bound = bound * 9 // 10
    yield _FEWEST_ROWS


def _part(number: int, section: Section, bound: int | None = None) -> _Part:
    """Return *section* with at most *bound* rows, half as many where it accuses nobody; None for all."""
    most = len(section.rows) if bound is None else bound if section.late else bound // 2
    return _Part(
        heading=f"{_NUMERALS[number]}、{section.title}（{len(section.rows)} 项）",
        cut=_cut(section, most),
        rows=section.rows[:most],
        columns=section.columns,
        nothing=section.nothing,
    )


def _cut(section: Section, most: int) -> str:
    left_out = section.rows[most:]
    if not left_out:
        return ""
    said = f"共 {len(section.rows)} 项，这里列出前 {most} 项，另有 {len(left_out)} 项见本邮件的纯文本部分。"
    if not section.late:
        return said
    units = Counter(row.units for row in left_out).most_common(_UNITS_NAMED)
    return f"{said}未列出的有：{'、'.join(f'{unit} {number} 项' for unit, number in units)}等。"


def _text(frame: _Frame, sections: Sequence[Section]) -> str:
    lines = [
        f"【巡查】{frame.title}",
        f"{frame.office}　{frame.days}",
        f"监测时间点：{frame.at}",
        "",
        frame.own,
    ]
    for number, (_, label) in enumerate(frame.books):
        counts = "，".join(f"{count.words} {count.numbers[number]}" for count in frame.counts)
        lines.append(f"{label}：{counts}")
    for number, section in enumerate(sections):
        lines += ["", *_part_lines(_part(number, section))]
    lines += ["", "说明", *frame.notes]
    if frame.board:
        lines.append(f"监测一览：{frame.board}")
    return "\n".join(lines) + "\n"


def _part_lines(part: _Part) -> Iterator[str]:
    yield part.heading
    if not part.rows:
        yield part.nothing
    for number, row in enumerate(part.rows, start=1):
        yield f"{number}. {row.name}" + (f"（{row.units}）" if row.units else "")
        cells = zip(part.columns, row.cells, strict=True)
        yield "   " + "；".join(f"{column}：{printable(cell)}" for column, cell in cells if cell)
