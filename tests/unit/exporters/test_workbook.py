"""The digest as a workbook: text is text, days are days, and a clerk can work in it."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from exporters.findings import findings
from exporters.weekly.office import Week, office_report
from exporters.weekly.report import Heading, Part, Report, Row
from exporters.workbook.book import write_workbook
from exporters.workbook.names import sheet_names
from monitors.outlook import look_ahead
from tests.unit.exporters.county import CHANGES, NOW, county


def report() -> Report:
    told = county()
    week = Week(since=date(2026, 11, 16), until=date(2026, 11, 22), changes=CHANGES, outlook=look_ahead(told))
    return office_report(told, findings(told), week)


def opened(told: Report) -> Workbook:
    return load_workbook(BytesIO(write_workbook(told)))


def written(moment: str) -> datetime:
    """Return *moment* as a workbook has it, which knows no time zones."""
    return datetime.fromisoformat(moment)


def rows(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_there_is_a_sheet_for_the_whole_and_one_for_each_part() -> None:
    assert opened(report()).sheetnames == [
        "概况",
        "本周变化",
        "超期未更新",
        "未来一周到期",
        "空白栏目",
        "无法访问",
        "账号",
        "系统未能核查",
        "待人工核查",
        "本周提醒",
    ]


def test_the_late_have_the_headings_of_a_circular_and_room_for_what_is_written_by_hand() -> None:
    head, *_, last = rows(opened(report())["超期未更新"])
    assert head == [
        "序号",
        "责任单位",
        "栏目名称",
        "栏目类别",
        "栏目网址",
        "更新时限",
        "最后更新时间",
        "最迟更新日期",
        "未更新天数",
        "超期天数",
        "问题描述",
        "监测结果",
        "检查依据",
        "整改期限",
        "整改情况",
        "备注",
    ]
    assert last == [
        4,
        "县教育局",
        "教育动态",
        "动态要闻类",
        "http://portal.test/jyj-dongtai/",
        "7 天",
        written("2026-11-10"),
        written("2026-11-17"),
        13,
        6,
        "最后更新 2026年11月10日，时限 7 天，最迟更新日期 2026年11月17日，已超期 6 天",
        "系统复查",
        "动态要闻类栏目更新间隔不超过7天：超过县级时限(7天)，未超过国办指标(2周)",
        None,
        None,
        None,
    ]


def test_each_sheet_keeps_its_head_in_sight_and_every_column_has_a_width() -> None:
    for sheet in opened(report()):
        assert sheet.freeze_panes == "A2"
        used = {cell.column_letter for cell in next(sheet.iter_rows(max_row=1))}
        assert all(sheet.column_dimensions[letter].width > 5 for letter in used)


def test_days_are_days_and_are_written_as_people_write_them() -> None:
    cell = opened(report())["超期未更新"]["G2"]
    assert cell.is_date
    assert cell.number_format == 'yyyy"年"m"月"d"日"'


def test_a_moment_is_the_time_of_shanghai() -> None:
    part = Part(
        title="提醒", sheet="提醒", headings=(Heading(name="时间"),), rows=(Row(name="a", values=(NOW,)),)
    )
    sheet = opened(replace(report(), parts=(part,)))["提醒"]
    assert sheet["E2"].value == written("2026-11-23T09:05")


FORMULAS = [
    '=HYPERLINK("http://evil.test","点我")',
    "+1+1",
    "-1+1|cmd",
    "@SUM(1)",
    "\t=1+1",
    "\r\n=1+1",
    "\u200f=1+1",
    "＝1+1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_scraped_becomes_a_formula(text: str) -> None:
    part = Part(
        title=text, sheet="一", headings=(Heading(name="内容"),), rows=(Row(name=text, values=(text,)),)
    )
    sheet = opened(replace(report(), parts=(part,)))["一"]
    for cell in (sheet["B2"], sheet["E2"]):
        assert cell.data_type == "s"
        assert cell.quotePrefix
        assert str(cell.value).startswith(text.strip("\t\r\n\u200f")[0])


@pytest.mark.parametrize(
    "name", ["\x00\x0b\ud800\uffff名", "👩\u200d🏫", "<script>", "\"'&", "长" * 40_000, "a\u202eb"]
)
def test_a_name_of_any_kind_can_be_written_and_read_again(name: str) -> None:
    part = Part(title=name, sheet=name, rows=(Row(name=name, units=name),))
    book = opened(replace(report(), title=name, office=name, parts=(part,)))
    sheet = book.worksheets[1]
    assert len(str(sheet["C2"].value)) <= 32_000
    assert not set(str(sheet["C2"].value)) & set("\x00\x0b\ud800\uffff\u202e")


def test_an_address_can_be_followed_where_it_is_a_plain_one() -> None:
    plain, odd = "http://portal.test/a/?b=1", 'http://portal.test/"><x'
    part = Part(title="一", sheet="一", rows=(Row(name="a", address=plain), Row(name="b", address=odd)))
    sheet = opened(replace(report(), parts=(part,)))["一"]
    assert sheet["D2"].hyperlink.target == plain
    assert sheet["D3"].hyperlink is None
    assert sheet["D3"].value == odd


def test_no_two_sheets_bear_one_name_and_none_a_forbidden_one() -> None:
    names = sheet_names(["a/b:c", "长" * 40, "长" * 50, "", "History?*[x]", "长" * 40])
    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
