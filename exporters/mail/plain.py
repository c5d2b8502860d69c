"""A digest as plain text, which leaves nothing out."""

from collections.abc import Iterator

from exporters.mail.numbering import numbered
from exporters.weekly.report import Part, Report, Row, shown
from exporters.words import moment_words


def plain_text(report: Report) -> str:
    """Return *report* as text: a block of lines for each item, and each address written out."""
    lines = [f"【巡查】{report.title}", f"{report.office}　{report.days}"]
    lines += [f"监测时间点：{moment_words(report.at)}", ""]
    lines += [f"★ {alarm}" for alarm in report.alarms]
    lines.append(report.lead)
    for number, label in enumerate(report.labels):
        lines.append(
            f"{label}：" + "，".join(f"{count.words} {count.numbers[number]}" for count in report.counts)
        )
    for number, part in enumerate(report.parts):
        lines += ["", numbered(number, part), *_part(part)]
    lines += ["", "说明", *report.notes]
    if report.board:
        lines.append(f"监测一览：{report.board}")
    return "\n".join(lines) + "\n"


def _part(part: Part) -> Iterator[str]:
    if part.note:
        yield part.note
    if not part.rows:
        yield part.nothing
    for number, row in enumerate(part.rows, start=1):
        yield f"{number}. {row.name}" + (f"（{row.units}）" if row.units else "")
        yield from (f"   {line}" for line in _row(part, row))


def _row(part: Part, row: Row) -> Iterator[str]:
    cells = [(part.about[2], row.category)]
    cells += [
        (heading.name, shown(heading, value))
        for heading, value in zip(part.headings, row.values, strict=True)
        if not heading.sheet_only
    ]
    yield "；".join(f"{name}：{value}" for name, value in cells if value)
    if row.address:
        yield f"{part.about[3]}：{row.address}"
