"""The day a file was made (成文日期) beside the day it was published, in a list's table."""

import pytest

from crawler.readers.column_list import read_column_list
from crawler.readers.reading import Reading
from records.civil import parse_moment

NOW = parse_moment("2026-11-23T09:00:00")
TITLE = "关于印发《演练县秋冬农业生产工作方案》的通知"


def read(head: str, *rows: str) -> Reading:
    labels = "".join(f"<th>{label}</th>" for label in head.split())
    cells = "".join(
        f'<tr><td><a href="f{number}.html">{TITLE}</a></td>'
        + "".join(f"<td>{cell}</td>" for cell in row.split())
        + "</tr>"
        for number, row in enumerate(rows)
    )
    table = f"<table><tr>{labels}</tr>{cells}</table>"
    page = f"<html><head><title>政府文件</title></head><body>{table}</body></html>"
    return read_column_list(page.encode(), address="http://www.yanlian.test/zfwj/", now=NOW)


def days(reading: Reading) -> list[tuple[str, str]]:
    return [(str(entry.written_on), str(entry.published_on)) for entry in reading.entries]


@pytest.mark.parametrize("label", ["成文日期", "生成日期", "印发时间"])
def test_a_table_with_both_days_gives_both(label: str) -> None:
    rows = ("2026-10-09 2026-11-20", "2026-09-01 2026-10-12", "2026-08-05 2026-09-01")
    assert days(read(f"名称 {label} 发布日期", *rows)) == [
        ("2026-10-09", "2026-11-20"),
        ("2026-09-01", "2026-10-12"),
        ("2026-08-05", "2026-09-01"),
    ]


def test_their_order_in_the_table_does_not_matter() -> None:
    rows = ("2026-11-20 2026年10月9日", "2026-10-12 2026年9月1日", "2026-09-01 2026年8月5日")
    assert [written for written, _ in days(read("名称 发布日期 成文日期", *rows))] == [
        "2026-10-09",
        "2026-09-01",
        "2026-08-05",
    ]


def test_a_cell_left_empty_is_no_day() -> None:
    rows = ("— 2026-11-20", "2026-09-01 2026-10-12", "2026-08-05 2026-09-01")
    assert days(read("名称 成文日期 发布日期", *rows))[0] == ("None", "2026-11-20")


def test_a_table_that_shows_no_day_of_publishing_gives_no_second_day() -> None:
    rows = ("2026-10-09", "2026-09-01", "2026-08-05")
    assert {entry.written_on for entry in read("名称 成文日期", *rows).entries} == {None}


def test_a_table_with_other_dates_alone_has_no_day_of_making() -> None:
    rows = ("2026-12-31 2026-11-20", "2026-12-01 2026-10-12", "2026-11-01 2026-09-01")
    assert {entry.written_on for entry in read("名称 施行日期 发布日期", *rows).entries} == {None}
