"""The files that people drop into the folder of links, as rows: text, CSV and workbooks."""

import csv
import io
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from zipfile import BadZipFile, ZipFile
from zlib import error as BadDeflate  # noqa: N812 - an exception in all but its name

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from records.given import Via

#: Far more than a county's accounts post in a year.
MAX_BYTES, MAX_ROWS = 5_000_000, 5_000
#: A workbook is an archive: what it may come to when it is unpacked.
_MAX_UNPACKED = 100_000_000
#: Where the heading row of a workbook may stand below its titles, and how far to the right its columns.
_HEADING_ROWS, _COLUMNS = 20, 60
#: The last row of a workbook that is read: further down stands a stray format, if anything.
_DEEPEST = 50_000

_NAMES = frozenset({"key", "账号"})
_LINKS = frozenset({"url", "链接"})
_BROKEN = (
    *(InvalidFileException, BadZipFile, BadDeflate, SyntaxError, ValueError, KeyError, TypeError),
    *(AttributeError, IndexError, EOFError, OSError, NotImplementedError, RuntimeError),
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a file: whose link it is, if it says so, and the link."""

    line: int
    name: str
    url: str


class UnfitFile(ValueError):  # noqa: N818 - what was found
    """The file cannot be used as a whole; the message says why and what to do."""

    def __init__(self, remedy: str, *, line: int = 0) -> None:
        super().__init__(remedy)
        self.line = line


def rows_of(name: str, content: bytes) -> tuple[Via, list[Row]]:
    """Return the way in and the rows of the file called *name*, those without anything left out.

    Raises UnfitFile where it is of no known kind, damaged, or far too large.
    """
    read = _KINDS.get(name.casefold().rpartition(".")[2])
    if read is None:
        raise UnfitFile("is neither .txt nor .csv nor .xlsx; save it as one of them")
    if len(content) > MAX_BYTES:
        raise UnfitFile(f"is larger than {MAX_BYTES:,} bytes; drop the links alone")
    filled = (row for row in read(content) if row.name or row.url)
    found = list(islice(filled, MAX_ROWS + 1))
    if len(found) > MAX_ROWS:
        raise UnfitFile(f"has more than {MAX_ROWS:,} rows; split it")
    return (Via.WORKBOOK if read is _of_workbook else Via.FOLDER), found


def _of_text(content: bytes) -> Iterator[Row]:
    """Yield a link a line; what stands before it, a tab or spaces between, says whose it is."""
    for number, line in enumerate(_text(content).splitlines(), start=1):
        if not line.lstrip().startswith("#"):
            *name, url = line.split() or [""]
            yield Row(line=number, name=" ".join(name), url=url)


def _of_csv(content: bytes) -> Iterator[Row]:
    text = _text(content)
    heading = next((line for line in text.splitlines() if line.strip()), "")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=heading.count))
    try:
        yield from _under_heading((lines.line_num, cells) for cells in lines)
    except csv.Error as error:
        raise UnfitFile(f"is no CSV ({error}); save it anew", line=lines.line_num) from error


def _of_workbook(content: bytes) -> Iterator[Row]:
    """Yield the rows of the first sheet, whatever stands above its heading row left out."""
    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out, such as drop-down lists, which nobody here asks for.
            warnings.simplefilter("ignore")
            table = list(islice(_cells(content), MAX_ROWS + _HEADING_ROWS + 1))
    except _BROKEN as error:
        raise UnfitFile("is no workbook that can be read; save it anew as .xlsx") from error
    yield from _under_heading(table)


def _cells(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with its number; far below them nobody looks."""
    with ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MAX_UNPACKED:
            raise ValueError("it would come to far too much")
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        rows = book.worksheets[0].iter_rows(max_row=_DEEPEST, max_col=_COLUMNS, values_only=True)
        for number, cells in enumerate(rows, start=1):
            if any(cell is not None for cell in cells):
                yield number, ["" if cell is None else str(cell) for cell in cells]
    finally:
        book.close()


def _under_heading(lines: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Row]:
    """Yield the rows below the first that heads both columns."""
    columns: tuple[int, int] | None = None
    for count, (line, cells) in enumerate(lines):
        plain = [" ".join(cell.split()) for cell in cells]
        if columns:
            name, url = (plain[index] if index < len(plain) else "" for index in columns)
            yield Row(line=line, name=name, url=url)
        elif count >= _HEADING_ROWS:
            break
        else:
            columns = _columns(plain)
    if columns is None:
        raise UnfitFile("has no heading row with 账号 and 链接 (or key and url); add one", line=1)


def _columns(cells: Sequence[str]) -> tuple[int, int] | None:
    names = [index for index, cell in enumerate(cells) if cell.casefold() in _NAMES]
    links = [index for index, cell in enumerate(cells) if cell.casefold() in _LINKS]
    return (names[0], links[0]) if names and links else None


def _text(content: bytes) -> str:
    """Return *content* as text: UTF-8, UTF-16 with its mark, or what Excel saves in China."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnfitFile("is in no known encoding; save it as UTF-8", line=1)


_KINDS: Mapping[str, Callable[[bytes], Iterator[Row]]] = {
    "txt": _of_text,
    "csv": _of_csv,
    "xlsx": _of_workbook,
}
