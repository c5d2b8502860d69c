"""Files of links as rows."""

import io
from contextlib import suppress
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from pipeline.dropped import MAX_BYTES, MAX_ROWS, Row, UnfitFile, rows_of
from records.given import Via

NO_HEADING = "has no heading row with 账号 and 链接 (or key and url); add one"
LINK = "https://mp.weixin.qq.com/s/AAAAAAAAAAAAAAAAAAAAAA"


def rows(name: str, content: bytes) -> list[tuple[int, str, str]]:
    return [(row.line, row.name, row.url) for row in rows_of(name, content)[1]]


def workbook(*lines: tuple[object, ...], sheets: int = 1) -> bytes:
    book = Workbook()
    for number in range(1, sheets):
        book.create_sheet(f"第{number}页").append(("账号", "链接"))
    for line in lines:
        book.worksheets[0].append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_text_file_has_a_link_a_line_and_may_say_whose_it_is() -> None:
    text = f"# 说明\n\n{LINK}\nwx-zfb\t{LINK}\n  wb-zfb   {LINK}  \r\n示例 发布\t{LINK}"
    assert rows("links.TXT", text.encode()) == [
        (3, "", LINK),
        (4, "wx-zfb", LINK),
        (5, "wb-zfb", LINK),
        (6, "示例 发布", LINK),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_as_the_programs_of_an_office_save_it(encoding: str) -> None:
    assert rows("a.txt", f"演练发布\t{LINK}\n".encode(encoding)) == [(1, "演练发布", LINK)]
    assert rows("a.csv", f"账号,链接\n演练发布,{LINK}\n".encode(encoding)) == [(2, "演练发布", LINK)]


@pytest.mark.parametrize("heading", ["key,url", "账号,链接", " Key , URL ", "单位,链接,账号"])
def test_a_csv_names_its_columns(heading: str) -> None:
    names = [name.strip().casefold() for name in heading.split(",")]
    cells = {"key": "wx-zfb", "账号": "wx-zfb", "url": LINK, "链接": LINK, "单位": "办公室"}
    line = ",".join(cells[name] for name in names)
    assert rows("a.csv", f"{heading}\n{line}\n,,\n".encode()) == [(2, "wx-zfb", LINK)]


def test_a_csv_may_be_cut_by_semicolons_or_tabs_and_quote_what_holds_them() -> None:
    assert rows("a.csv", f"账号;链接\nwx-zfb;{LINK}?a=1,2\n".encode()) == [(2, "wx-zfb", f"{LINK}?a=1,2")]
    assert rows("a.csv", f"账号\t链接\nwx-zfb\t{LINK}\n".encode()) == [(2, "wx-zfb", LINK)]
    assert rows("a.csv", f'账号,链接\nwx-zfb,"{LINK}?a=1,2"\n'.encode()) == [(2, "wx-zfb", f"{LINK}?a=1,2")]


def test_a_workbook_is_read_from_its_first_sheet_below_its_heading_row() -> None:
    book = workbook(
        ("各单位最新文章链接",),
        (),
        ("序号", "账号", "链接"),
        (1, "wx-zfb", LINK),
        (2, 770001, LINK),
        sheets=2,
    )
    via, found = rows_of("链接.xlsx", book)
    assert via is Via.WORKBOOK
    assert found == [Row(line=4, name="wx-zfb", url=LINK), Row(line=5, name="770001", url=LINK)]


def test_a_row_that_lacks_a_cell_is_a_row_all_the_same() -> None:
    assert rows("a.xlsx", workbook(("账号", "链接"), ("wx-zfb",), (None, LINK))) == [
        (2, "wx-zfb", ""),
        (3, "", LINK),
    ]


def bomb() -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook>" + b" " * 100_000_001)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "remedy"),
    [
        ("links.xls", b"", "is neither .txt nor .csv nor .xlsx; save it as one of them"),
        ("links", b"", "is neither .txt nor .csv nor .xlsx; save it as one of them"),
        (
            "a.csv",
            f"wx-zfb,{LINK}\n".encode(),
            NO_HEADING,
        ),
        ("a.csv", b"", NO_HEADING),
        ("a.xlsx", b"PK\x03\x04", "is no workbook that can be read; save it anew as .xlsx"),
        ("a.xlsx", workbook(("key", "url"))[:900], "is no workbook that can be read; save it anew as .xlsx"),
        ("a.xlsx", bomb(), "is no workbook that can be read; save it anew as .xlsx"),
        ("a.txt", b"\x80\xff\xff", "is in no known encoding; save it as UTF-8"),
        ("a.txt", b"a" * (MAX_BYTES + 1), f"is larger than {MAX_BYTES:,} bytes; drop the links alone"),
        ("a.txt", b"a b\n" * (MAX_ROWS + 1), f"has more than {MAX_ROWS:,} rows; split it"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(name: str, content: bytes, remedy: str) -> None:
    with pytest.raises(UnfitFile) as caught:
        rows_of(name, content)
    assert str(caught.value) == remedy


def test_a_workbook_with_a_stray_format_far_below_is_read_all_the_same() -> None:
    book = Workbook()
    book.active.append(("账号", "链接"))
    book.active.append(("wx-zfb", LINK))
    book.active.cell(row=200_000, column=1, value="x")
    file = io.BytesIO()
    book.save(file)
    assert rows("a.xlsx", file.getvalue()) == [(2, "wx-zfb", LINK)]


def test_damage_at_any_byte_of_a_workbook_is_told_and_raises_nothing_else() -> None:
    whole = workbook(("账号", "链接"), ("wx-zfb", LINK))
    for place in range(0, len(whole), 37):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        with suppress(UnfitFile):
            assert rows_of("a.xlsx", bytes(damaged))[0] is Via.WORKBOOK
