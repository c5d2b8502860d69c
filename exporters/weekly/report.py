"""What a weekly digest (监测周报) says, before it has a form: mail and workbook tell the same."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from exporters.markup import printable
from exporters.tally import Count
from exporters.words import date_words, moment_words

#: A cell: text, a number, a civil day, a moment (aware), or nothing.
Value = str | int | date | datetime | None

#: Marks of direction that show nothing, and characters that no document may hold.
_INVISIBLE = re.compile("[\u061c\u200e\u200f\ufeff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Heading:
    """One column of a part."""

    name: str
    #: Its values are numbers of days.
    days: bool = False
    #: What a reader looks for first.
    strong: bool = False
    #: Its values are sentences, which have a line of their own.
    long: bool = False
    #: A list of dates and days says it already: only the workbook has it.
    sheet_only: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One item: what and whose, then the part's own values."""

    name: str
    #: The units that answer for it, in words; empty in a unit's own digest.
    units: str = ""
    #: Its class or platform, in words.
    category: str = ""
    #: An address a reader may follow, or empty.
    address: str = ""
    #: In the order of the part's headings.
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the digest."""

    title: str
    #: The name of its sheet in the workbook.
    sheet: str
    headings: tuple[Heading, ...] = ()
    rows: tuple[Row, ...] = ()
    #: Said under the title; may be empty.
    note: str = ""
    #: What is said when there is nothing to list.
    nothing: str = "没有。"
    #: What a row's name, units, category and address are called.
    about: tuple[str, str, str, str] = ("栏目/账号", "责任单位", "类别", "网址")
    #: Whether it accuses: its rows are the last to be left out, and never silently.
    late: bool = False


@dataclass(frozen=True, kw_only=True)
class Report:
    """One digest, for the office or for a unit."""

    #: One line that can stand in a header.
    subject: str
    title: str
    #: Who it comes from.
    office: str
    #: The civil days it tells of, in words.
    days: str
    #: The moment of judging.
    at: datetime
    #: What must not be overlooked, said before everything else.
    alarms: tuple[str, ...] = ()
    #: How things stand, in a sentence or two.
    lead: str
    #: What the numbers of ``counts`` are counted by; empty for a unit.
    labels: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    #: The address of the board, or empty.
    board: str = ""


def clean(text: str) -> str:
    """Return *text* on one line, without marks and characters that a reader cannot see."""
    return _INVISIBLE.sub("", printable(text))


def header_line(text: str) -> str:
    """Return *text* as it may stand in a header or a file's name: printable characters alone."""
    return "".join(character for character in clean(text) if character.isprintable())


def shown(heading: Heading, value: Value) -> str:
    """Return *value* as people write it; empty for nothing."""
    match value:
        case None:
            return ""
        case datetime():
            return moment_words(value)
        case date():
            return date_words(value)
        case int():
            return f"{value} 天" if heading.days else str(value)
    return clean(value)
