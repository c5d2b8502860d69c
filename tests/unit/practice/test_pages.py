import re
from datetime import datetime

import pytest

from practice.addresses import article_number, leaf, page_number
from practice.county import Column
from practice.families import ROWLESS
from practice.history import history_of
from practice.pages import Pages, sheet_of
from practice.yanlian import SHANGHAI, SHOWN_AT, yanlian

COUNTY = yanlian()
PAGES = Pages(history_of(COUNTY))
ROWED = [column for column in COUNTY.columns if column.family not in ROWLESS]


def page(key: str, number: int = 0, now: datetime = SHOWN_AT) -> str:
    column = COUNTY.column(key)
    return PAGES.column(column, PAGES.sheet(column, number, now), now)


def first_row(key: str, pattern: str) -> str:
    """The first match of *pattern* in what the page shows of the list itself."""
    list_alone = page(key).partition('<h2 class="tit">')[2]
    match = re.search(pattern, list_alone)
    assert match, list_alone[:600]
    return "-".join(match.groups())


@pytest.mark.parametrize(
    ("key", "pattern"),
    [
        ("xwzx-zwyw", r"<span>(\d{4}-\d\d-\d\d)</span>"),
        ("xwzx-bmdt", r'<span class="date">\((\d{4}-\d\d-\d\d)\)</span>'),
        ("xwzx-xzdt", r"<td>(\d{4}-\d\d-\d\d)</td>"),
        ("xwzx-tpxw", r"<b>\d\d</b><span>(\d{4})\.(\d\d)</span>"),
        ("xwzx-mtgz", r"\[(\d{4}-\d\d-\d\d) \d\d:\d\d\]"),
        ("zcfg", r"(\d{4})/(\d\d)/(\d\d)&nbsp;"),
        ("zcjd", r"year\[0\]='(\d{4})';month\[0\]='(\d\d)';day\[0\]='(\d\d)'"),
        ("xxgk-zfcg", r"<record><!\[CDATA\[<li><span>(\d{4}-\d\d-\d\d)</span>"),
        ("edu-jydt", r"发布时间：(\d{4}-\d\d-\d\d)"),
        ("hdjl-xzxx", r"\[回复时间：(\d{4}-\d\d-\d\d)\]"),
    ],
)
def test_each_family_writes_the_newest_date_its_own_way(key: str, pattern: str) -> None:
    newest = PAGES.history.published(key, SHOWN_AT)[0].on
    shown = first_row(key, pattern)
    assert str(newest).startswith(shown)


def test_a_definition_list_writes_dates_in_chinese() -> None:
    newest = PAGES.history.published("xxgknb", SHOWN_AT)[0].on
    assert newest.isoformat() == "2026-01-26"
    assert first_row("xxgknb", r"<dd>.*?<span>(.*?)</span></dd>") == "2026年1月26日"


def test_two_dates_stand_in_the_order_of_the_header() -> None:
    newest = PAGES.history.published("zcwj-zfwj", SHOWN_AT)[0]
    html = page("zcwj-zfwj")
    assert html.index("成文日期") < html.index("发布日期")
    assert f"<td>{newest.written_on}</td><td>{newest.on}</td>" in html


def test_a_pinned_item_is_the_first_row_and_years_old() -> None:
    assert first_row("tzgg", r'<span class="date">\((\d{4})-') == "2024"
    rows = PAGES.sheet(COUNTY.column("tzgg"), 0, SHOWN_AT).rows
    assert len(rows) == 20
    assert rows[1].on.isoformat() > "2026-11"


def test_a_list_without_dates_has_none_but_in_its_sidebar() -> None:
    html = page("xwzx-spxw").partition('<h2 class="tit">')[2].partition('<div class="foot">')[0]
    assert re.findall(r"20\d\d[-年/.]\d", html) == []


def test_month_and_day_alone_stand_where_no_year_can_be_had() -> None:
    item = PAGES.history.published("xxgk-mrcj", SHOWN_AT)[0]
    inside = page("xxgk-mrcj").partition('<h2 class="tit">')[2].partition('<div class="foot">')[0]
    article = PAGES.article(item, SHOWN_AT).partition('<div class="article">')[2].partition('class="foot"')[0]
    assert f"[{item.on:%m-%d}]" in inside
    assert "2026" not in inside
    assert f"日期：{item.on:%m-%d}" in article
    assert "2026-" not in article


def test_a_shell_names_its_api_and_no_item() -> None:
    html = page("xxgk-jgsf").partition('<h2 class="tit">')[2]
    assert "/api/list/xxgk-jgsf?page=1" in html
    assert not any(item.title in html for item in PAGES.history.published("xxgk-jgsf", SHOWN_AT))


def test_blank_pages_say_so_beside_a_sidebar_of_newer_items() -> None:
    assert "共0条记录" in page("xxgk-xzzf")
    assert "暂无此类信息，特此说明" in page("xxgk-gqxx")
    assert "<span>2026-11-20</span>" in page("xxgk-xzzf")


@pytest.mark.parametrize("column", COUNTY.columns, ids=lambda column: column.key)
def test_every_page_carries_a_clock_and_the_right_name(column: Column) -> None:
    html = page(column.key)
    assert "2026年11月23日" in html
    assert f'<h2 class="tit">{column.name}</h2>' in html
    assert "2026-11-24" not in html


@pytest.mark.parametrize("column", ROWED, ids=lambda column: column.key)
def test_the_pages_of_a_list_hold_each_item_once(column: Column) -> None:
    now = datetime(2025, 3, 3, 9, tzinfo=SHANGHAI)
    sheets = [PAGES.sheet(column, number, now) for number in range(PAGES.sheet(column, 0, now).pages)]
    rows = [item for sheet in sheets for item in sheet.rows]
    items = PAGES.history.published(column.key, now)
    pinned = rows[: column.pinned] if len(items) > column.rows else []
    assert rows == [*pinned, *items[: len(items) - len(pinned)]]
    assert pinned == list(items[::-1][: len(pinned)])


def test_a_short_list_has_no_pinned_row_and_one_page() -> None:
    items = PAGES.history.published("xxgknb", SHOWN_AT)
    sheet = sheet_of(items, number=0, size=20, pinned=1)
    assert (sheet.rows, sheet.pages, sheet.total) == (items, 1, 3)


def test_the_empty_list_has_one_empty_page() -> None:
    sheet = sheet_of((), number=0, size=20)
    assert (tuple(sheet.rows), sheet.pages) == ((), 1)


@pytest.mark.parametrize(("number", "name"), [(0, "index.html"), (1, "index_1.html"), (12, "index_12.html")])
def test_pages_of_a_list_are_named_as_one_cms_does(number: int, name: str) -> None:
    assert leaf(number) == name
    assert page_number(name) == number


@pytest.mark.parametrize("name", ["index_0.html", "index_01.html", "index_99999.html", "list.html", "index"])
def test_other_names_are_no_pages(name: str) -> None:
    assert page_number(name) is None


def test_the_folder_itself_is_the_first_page() -> None:
    assert page_number("") == 0


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("202611/t20261120_20015.html", 20015),
        ("content/7.html", 7),
        ("/p/8.html", 8),
        ("t20261120_1.html", None),
    ],
)
def test_an_article_is_known_by_the_number_in_its_address(name: str, number: int | None) -> None:
    assert article_number(name) == number


def test_an_article_prints_when_and_from_whom() -> None:
    item = PAGES.history.published("xwzx-bmdt", SHOWN_AT)[0]
    html = PAGES.article(item, SHOWN_AT)
    assert f"发布时间：{item.at:%Y-%m-%d %H:%M}" in html
    assert f"来源：{item.source}" in html
    assert f'<meta name="PubDate" content="{item.at:%Y-%m-%d %H:%M}">' in html
    assert html.count("<p>　　") >= 3
