"""The board reads late first, by unit, in Chinese, and nothing scraped can act in it."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from lxml import html
from lxml.html import HtmlElement

from exporters.page.render import BOARD_CSP, render_board
from records.inventory import Waiver
from records.targets import Platform
from records.verdict import Certainty, Reason, State
from tests.unit.exporters.county import (
    UNITS,
    account,
    both,
    column,
    county,
    fresh,
    snapshot,
    verdict,
)

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202e\x00{{ 7*7 }}"


@pytest.fixture(scope="module")
def page() -> HtmlElement:
    return html.document_fromstring(render_board(county()))


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def tables(page: HtmlElement) -> list[HtmlElement]:
    return list(page.iter("table"))


def table_after(page: HtmlElement, heading: str) -> HtmlElement:
    return page.xpath(f'//*[@id="{heading}"]/following::table[1]')[0]


def names(table: HtmlElement) -> list[str]:
    return [text(row.xpath("./th")[0]).split(" 最后一条")[0] for row in table.xpath("./tbody/tr")]


def test_the_page_says_whose_it_is_and_when_it_was_judged(page: HtmlElement) -> None:
    assert page.get("lang") == "zh-CN"
    assert page.findtext(".//title") == "监测一览 · 演练县人民政府办公室"
    assert "监测时间点：2026年11月23日 09:05" in text(page.find(".//header"))
    assert "检查覆盖率 86.2%" in text(page.find(".//header"))
    assert "演政办发〔2026〕1号" in text(page.find(".//header"))


def test_what_the_system_could_not_look_at_is_told_before_any_unit_s_fault(page: HtmlElement) -> None:
    body = text(page.find(".//main"))
    assert body.startswith("系统未能核查 4 项")
    assert body.index("不计为任何单位的问题") < body.index("超期未更新")


def test_a_pass_that_saw_everything_says_so() -> None:
    seen = snapshot([column("a", "栏目", "zfb")], [fresh("a", "news", 1, 6)])
    page = html.document_fromstring(render_board(seen))
    assert "系统未能核查 0 项" in text(page.find(".//main"))
    assert not page.xpath('//*[@id="not-looked"]')


def test_every_state_is_counted_in_words_under_both_rulebooks(page: HtmlElement) -> None:
    assert [text(item) for item in page.xpath('//ul[@class="counts"]/li')] == [
        "超期未更新 5 国办指标 3 其中系统初查 1",
        "空白栏目 1 国办指标 1 其中系统初查 1",
        "无法访问 2 国办指标 2 其中系统初查 1",
        "即将超期 4 国办指标 2",
        "系统未能核查 4 国办指标 3",
        "待人工核查 2 国办指标 2",
        "已报备(不计入) 1 国办指标 1",
        "更新正常 10 国办指标 15",
    ]


def test_sections_come_late_first_then_soon_due_then_to_check_then_by_unit(page: HtmlElement) -> None:
    headings = [element.get("id") for element in page.iter("h2")]
    assert headings == ["late", "soon", "to-check", "not-looked", "units"]


def test_the_late_table_comes_longest_over_first_and_blank_and_gone_after(page: HtmlElement) -> None:
    assert names(table_after(page, "late")) == [
        *("部门预决算", "水利要闻", "演练教育", "乡镇动态", "教育动态", "人事信息", "资金信息", "财政微课堂"),
    ]


def test_a_late_row_shows_dates_days_result_and_both_rulebooks(page: HtmlElement) -> None:
    row = table_after(page, "late").xpath("./tbody/tr")[4]
    cells = {cell.get("data-label"): text(cell) for cell in row.xpath("./td")}
    assert cells == {
        "责任单位": "县教育局",
        "类别": "动态要闻类",
        "最后更新时间": "2026年11月10日",
        "最迟更新日期": "2026年11月17日",
        "未更新天数": "13",
        "超期天数": "6",
        "监测结果": "超期未更新 系统复查",
        "检查依据": "动态要闻类栏目更新间隔不超过7天 超过县级时限(7天)，未超过国办指标(2周)",
    }


def test_a_suspected_finding_is_marked_wherever_it_stands(page: HtmlElement) -> None:
    rows = [row for row in page.xpath("//tbody/tr") if "人事信息" in text(row.xpath("./th")[0])]
    assert len(rows) == 2
    assert all("系统初查" in text(row) for row in rows)


def test_each_unit_has_its_own_table_in_the_office_s_order(page: HtmlElement) -> None:
    titles = [element.text for element in page.iter("h3")]
    assert titles == [unit.name for unit in UNITS]
    shared = [
        element.text
        for element in page.iter("h3")
        if "乡镇动态" in names(table_after(page, element.get("id")))
    ]
    assert shared == ["城关镇人民政府", "青石镇人民政府", "柳林乡人民政府"]


def test_the_list_of_units_leads_to_each_of_them(page: HtmlElement) -> None:
    targets = [link.get("href") for link in page.xpath('//ul[@class="units"]//a')]
    assert targets == [f"#{element.get('id')}" for element in page.iter("h3")]


def test_every_heading_cell_has_its_scope_and_every_row_its_heading(page: HtmlElement) -> None:
    assert {cell.get("scope") for cell in page.xpath("//thead//th")} == {"col"}
    assert {cell.get("scope") for cell in page.xpath("//tbody//th")} == {"row"}
    for table in tables(page):
        width = len(table.xpath("./thead/tr/th"))
        assert {len(row) for row in table.xpath("./tbody/tr")} == {width}


def test_no_state_is_told_by_colour_alone(page: HtmlElement) -> None:
    assert all(text(badge) for badge in page.xpath('//*[contains(@class, "badge")]'))


def test_an_empty_snapshot_still_makes_a_page() -> None:
    page = html.document_fromstring(render_board(snapshot([], [])))
    assert text(page.xpath('//*[@id="late"]/following::p[1]')[0]) == "没有。"


def hostile() -> str:
    """Return the board of a county whose every text attacks it."""
    units = tuple(replace(unit, name=HOSTILE) for unit in UNITS)
    late = verdict(
        "a", State.OVERDUE, Reason.LATE, newest=9, due=-2, title=HOSTILE, certainty=Certainty.CONFIRMED
    )
    waived = verdict("w", State.WAIVED, Reason.WAIVED)
    to_check = verdict("u", State.UNKNOWN, Reason.UNDATED, title=HOSTILE)
    waiver = Waiver(
        target="w", from_on=county().today, until_on=county().today, basis=HOSTILE, approver=HOSTILE
    )
    targets = [
        column("p", HOSTILE, "zfb", url="data:text/html,<script>alert(1)</script>"),
        column("a", HOSTILE, "jyj", parent="p", url='http://portal.test/"onmouseover="alert(1)'),
        column("w", HOSTILE, "zfb", url="javascript:alert(1)"),
        column("u", HOSTILE, "zfb"),
        account("k", HOSTILE, "zfb", Platform.WECHAT, HOSTILE),
    ]
    several = [fresh("p", "news", 1, 6), both(late), both(waived), both(to_check), fresh("k", "media", 1, 6)]
    attacked = snapshot(targets, several, units=units, waivers=(waiver,), office=HOSTILE)
    books = tuple(replace(book, title=HOSTILE, number=HOSTILE) for book in attacked.inventory.rulebooks)
    clauses = tuple(replace(one, clause=HOSTILE) for one in attacked.verdicts)
    return render_board(
        replace(attacked, inventory=replace(attacked.inventory, rulebooks=books), verdicts=clauses)
    )


def test_hostile_text_makes_no_element_and_no_attribute() -> None:
    page = html.document_fromstring(hostile())
    assert not list(page.iter("script", "img", "iframe", "object", "form", "svg"))
    attributes = {name for element in page.iter() for name in element.attrib}
    assert not any(name.startswith("on") for name in attributes)
    assert "alert(1)" in text(page)
    assert "{{ 7*7 }}" in text(page)


def test_a_hostile_board_has_the_same_kinds_of_elements_as_any() -> None:
    kinds = [
        {element.tag for element in html.document_fromstring(each).iter()}
        for each in (hostile(), render_board(county()))
    ]
    assert kinds[0] <= kinds[1]


def test_links_lead_to_the_web_or_into_the_page_and_nowhere_else() -> None:
    links = html.document_fromstring(hostile()).xpath("//a/@href")
    assert links
    assert all(link.startswith(("http://portal.test/", "http://media.test/", "#")) for link in links)


def test_the_page_loads_nothing_from_anywhere() -> None:
    source = render_board(county())
    page = html.document_fromstring(source)
    assert page.xpath("//@src | //link/@href | //@srcset | //@style") == ["data:,"]
    assert "@import" not in source
    assert "url(" not in source


def test_the_policy_allows_the_one_style_sheet_and_nothing_else(page: HtmlElement) -> None:
    (style,) = page.iter("style")
    digest = b64encode(sha256((style.text or "").encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in BOARD_CSP
    assert "default-src 'none'" in BOARD_CSP
    assert not re.search(r"unsafe|\*|script-src|https?:", BOARD_CSP)


def test_the_page_carries_the_policy_itself_for_being_opened_as_a_file(page: HtmlElement) -> None:
    (policy,) = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert f"{policy}; frame-ancestors 'none'" == BOARD_CSP


def test_the_same_snapshot_makes_the_same_page() -> None:
    assert render_board(county()) == render_board(county())
