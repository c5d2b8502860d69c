import pytest

from crawler.readers.article import read_article
from crawler.readers.bounds import MAX_BYTES, MAX_DEPTH, MAX_ROWS, MAX_TAGS, fault_of, shape_fault_of
from crawler.readers.column_list import read_column_list
from records.civil import parse_moment
from records.observation import Outcome

NOW = parse_moment("2026-11-23")
ADDRESS = "http://www.yanlian.test/zwyw/"
ROW = '<li><a href="{}.html">演练县召开工作会议</a><span>2026-11-{:02}</span></li>'

BAD_PAGES = {
    "empty": b"",
    "white space": b" \r\n\t ",
    "zeros": b"\0" * 1000,
    "too many bytes": b"x" * (MAX_BYTES + 1),
    "nested 100,000 deep": b"<div>" * 100_000,
    "tables nested 100,000 deep": b"<table><tr><td>" * 100_000,
    "too many tags": b"<br>" * (MAX_TAGS + 1),
    "a PDF": b"%PDF-1.7 " + bytes(range(256)) * 20,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "an archive": b"PK\x03\x04" + bytes(range(256)) * 20,
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", BAD_PAGES)
def test_a_bad_page_is_unreadable_with_a_reason(name: str) -> None:
    for read in (read_column_list, read_article):
        reading = read(BAD_PAGES[name], address=ADDRESS, now=NOW)
        assert reading.outcome is Outcome.UNREADABLE
        assert reading.note


def costly_pages() -> dict[str, str]:
    """Return pages inside the bounds, each made to be slow for one careless loop."""
    comments = "document.write" + "/*" * 20_000
    return {
        "one attribute without an end": '<a href="' + "x" * 4_000_000,
        "scripts that never end": "<script>" * 45_000,
        "a title full of dates": f"<li><a href='x' title='{'2026-11-20 ' * 60_000}'>演练县</a></li>",
        "a variable doubled over and over": f"<script>var a='xxxx';{'a=a+a;' * 60}document.write(a)</script>",
        "comments that never end": f"<script>{comments}</script>",
        "records that never end": f"<script><datastore>{'<record>' * 45_000}</script>",
        "tables side by side": "<table><tr><td>2026-01-01</td></tr></table>" * 15_000,
        "blocks side by side": '<div class="c"><ul><li><a href=x>标题</a>2026-01-01</li></ul></div>' * 9_000,
        "dates without an end": "2026-01-0" * 400_000,
        "empty lists": "<ul></ul>" * 24_000,
        "links and dates in one row": f"<ul><li>{'<a href=x>甲</a>2026-01-01' * 49_000}</li></ul>",
        "a pager above every list": "<i>下一页</i><ul><li><a href=x>标题</a>2026-01-01</li></ul>" * 12_000,
        "depth just inside": "<ol>" * (MAX_DEPTH - 10) + "<li>2026-01-01" * 45_000,
    }


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", costly_pages())
def test_a_costly_page_ends(name: str) -> None:
    body = costly_pages()[name].encode()
    for read in (read_column_list, read_article):
        assert isinstance(read(body, address=ADDRESS, now=NOW).outcome, Outcome)


def test_what_a_browser_closes_by_itself_does_not_count_as_depth() -> None:
    assert shape_fault_of("<li>" * 3_000 + "<br>" * 3_000 + "<p>" * 3_000) == ""


def test_the_last_allowed_depth_is_allowed() -> None:
    assert shape_fault_of("<div>" * MAX_DEPTH) == ""
    assert shape_fault_of("<div>" * (MAX_DEPTH + 1)) != ""


def test_a_page_has_no_fault_by_itself() -> None:
    assert fault_of(b"<html></html>") == ""


def test_a_list_deep_in_the_page_is_read_and_not_cut_off() -> None:
    rows = "".join(ROW.format(day, day) for day in range(20, 10, -1))
    page = f"{'<div>' * 400}<ul>{rows}</ul>{'</div>' * 400}"
    assert len(read_column_list(page.encode(), address=ADDRESS, now=NOW).entries) == 10


def test_rows_are_read_up_to_a_bound() -> None:
    rows = "".join(ROW.format(number, 20) for number in range(MAX_ROWS + 500))
    reading = read_column_list(f"<ul>{rows}</ul>".encode(), address=ADDRESS, now=NOW)
    assert len(reading.entries) == MAX_ROWS
