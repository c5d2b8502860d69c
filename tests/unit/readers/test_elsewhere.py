"""What another page of the site tells of a column: its items, and where its name leads."""

from datetime import date, datetime

import pytest

from crawler.readers.elsewhere import Elsewhere, read_elsewhere
from crawler.readers.sought import Sought, folder_of
from records.civil import SHANGHAI
from records.observation import Entry

NOW = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
HOME = "http://www.county.test/"
COLUMN = "http://www.county.test/xwzx/zwyw/"
OTHERS = (f"{HOME}xwzx/", f"{HOME}tzgg/", f"{COLUMN}bm/")


def read(
    body: str, *, held: tuple[Entry, ...] = (), address: str = COLUMN, name: str = "政务要闻"
) -> Elsewhere:
    sought = Sought(address=address, name=name, others=OTHERS, held=held)
    page = f"<html><head><meta charset='utf-8'><title>演练县人民政府</title></head><body>{body}</body></html>"
    return read_elsewhere(page.encode(), sought=sought, address=HOME, now=NOW)


def row(address: str, title: str, day: str = "") -> str:
    return f"<li><a href='{address}'>{title}</a><span>{day}</span></li>"


def block(heading: str, *rows: str, more: str = "") -> str:
    return f"<div class='block'><h3>{heading}</h3>{more}<ul>{''.join(rows)}</ul></div>"


FILLER = block(
    "<a href='/tzgg/'>通知公告</a>",
    row("/tzgg/1.html", "关于开展秋季检查的通知", "2026-11-22"),
    row("/tzgg/2.html", "关于征集意见建议的公告", "2026-11-21"),
)
NEW = (
    row("/xwzx/zwyw/9.html", "县委召开专题工作会议", "2026-11-20"),
    row("/xwzx/zwyw/8.html", "县长调研秋收工作", "2026-11-18"),
)


def days(found: Elsewhere) -> list[date | None]:
    return [entry.published_on for entry in found.entries]


def test_links_below_the_columns_folder_are_its_own_with_the_dates_their_list_shows() -> None:
    found = read(FILLER + f"<ul>{''.join(NEW)}</ul>")
    assert [entry.address for entry in found.entries] == [f"{COLUMN}9.html", f"{COLUMN}8.html"]
    assert days(found) == [date(2026, 11, 20), date(2026, 11, 18)]
    assert found.shown


def test_what_the_list_holds_is_nothing_new_but_the_page_has_answered() -> None:
    held = (
        Entry(title="县委召开专题工作会议", address="https://www.county.test/xwzx/zwyw/9.html"),
        Entry(title="县长调研秋收工作", address=f"{HOME}art/8.html", published_on=date(2026, 11, 18)),
    )
    found = read(FILLER + f"<ul>{''.join(NEW)}</ul>", held=held)
    assert (found.entries, found.shown) == ((), True)


def test_a_page_with_nothing_of_the_column_has_not_answered() -> None:
    found = read("<ul class='nav'><li><a href='/xwzx/zwyw/'>政务要闻</a></li></ul>" + FILLER)
    assert (found.entries, found.shown) == ((), False)


@pytest.mark.parametrize(
    ("heading", "more"),
    [
        ("政务要闻", ""),
        (" 政务 要闻 ", "<a href='javascript:void(0)'>更多&gt;&gt;</a>"),
        ("要闻", "<a href='/xwzx/zwyw/index.html'>更多</a>"),
        ("<a href='/xwzx/zwyw/'>头条</a>", ""),
    ],
)
def test_a_block_is_the_columns_by_its_heading_or_by_where_it_leads(heading: str, more: str) -> None:
    rows = (
        row("/art/9.html", "县委召开专题工作会议", "2026-11-20"),
        row("/art/8.html", "县长调研秋收工作", "2026-11-18"),
    )
    found = read(FILLER + block(heading, *rows, more=more))
    assert [entry.address for entry in found.entries] == [f"{HOME}art/9.html", f"{HOME}art/8.html"]


@pytest.mark.parametrize(
    ("heading", "more"),
    [
        ("政务要闻", "<a href='/other/'>更多</a>"),
        ("<a href='/other/'>政务要闻</a>", ""),
        ("通知公告", ""),
        ("政务要闻（图片）", ""),
    ],
)
def test_a_block_that_leads_elsewhere_or_is_called_otherwise_is_not_the_columns(
    heading: str, more: str
) -> None:
    rows = (
        row("/art/9.html", "县委召开专题工作会议", "2026-11-20"),
        row("/art/8.html", "县长调研秋收工作", "2026-11-18"),
    )
    assert not read(block(heading, *rows, more=more)).shown


def test_a_name_that_another_column_has_too_says_nothing() -> None:
    rows = (
        row("/art/9.html", "县委召开专题工作会议", "2026-11-20"),
        row("/art/8.html", "县长调研秋收工作", "2026-11-18"),
    )
    sought = Sought(address=COLUMN, name="政务要闻", has_namesakes=True)
    body = (block("政务要闻", *rows) + "<a href='/new/zwyw/'>政务要闻</a>").encode()
    found = read_elsewhere(body, sought=sought, address=HOME, now=NOW, charset="utf-8")
    assert (found.shown, found.moved_to) == (False, "")


def test_blocks_under_one_row_of_tabs_are_nobodys() -> None:
    rows = (
        row("/art/9.html", "县委召开专题工作会议", "2026-11-20"),
        row("/art/8.html", "县长调研秋收工作", "2026-11-18"),
    )
    tabs = "<div><div><a href='/xwzx/zwyw/'>政务要闻</a><a href='/tzgg/'>通知公告</a></div>"
    found = read(f"{tabs}<ul>{''.join(rows)}</ul><ul>{''.join(rows)}</ul></div>")
    assert not found.shown


def test_a_month_and_a_day_are_no_date() -> None:
    found = read(
        f"<ul>{row('/xwzx/zwyw/9.html', '县委召开专题工作会议', '11-20')}"
        f"{row('/xwzx/zwyw/8.html', '县长调研秋收工作', '11-18')}</ul>"
    )
    assert days(found) == [None, None]


def test_a_link_that_stands_alone_is_an_item_without_a_date() -> None:
    found = read("<h2><a href='/xwzx/zwyw/9.html'>县委召开专题工作会议</a></h2>" + FILLER)
    assert [(entry.title, entry.published_on) for entry in found.entries] == [("县委召开专题工作会议", None)]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/xwzx/zwyw/index_1.html'>查看第二页的全部内容</a>",
        "<a href='/xwzx/zwyw/szf/'>省政府重要新闻转载</a>",
        "<a href='/xwzx/zwyw/bm/3.html'>部门栏目自己的一条信息</a>",
        "<a href='/xwzx/zwyw/about.html'>说明</a>",
        "<a href='http://other.test/xwzx/zwyw/1.html'>别的网站的一条信息</a>",
        "<a href='javascript:void(0)'>脚本写的一条链接信息</a>",
        "<a href='/xwzx/other/1.html'>别的栏目的一条信息</a>",
    ],
)
def test_what_lists_or_belongs_to_others_is_no_item(link: str) -> None:
    assert not read(FILLER + link).shown


def test_a_row_with_several_items_is_taken_apart() -> None:
    inner = f"<ul>{''.join(NEW)}</ul>"
    found = read(f"<div class='a'><div class='b'>{inner}</div><div class='b'>{FILLER}</div></div>")
    assert days(found) == [date(2026, 11, 20), date(2026, 11, 18)]


def test_a_column_without_a_folder_of_its_own_is_known_by_its_blocks_alone() -> None:
    address = f"{HOME}list.jsp?id=3"
    assert not read(FILLER + f"<ul>{''.join(NEW)}</ul>", address=address).shown
    assert read(FILLER + block("政务要闻", *NEW), address=address).shown


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        (COLUMN, "www.county.test/xwzx/zwyw/"),
        (f"{COLUMN}index.html", "www.county.test/xwzx/zwyw/"),
        (f"{HOME}col/col12.html", ""),
        (f"{HOME}list.jsp?id=3", ""),
        (HOME, ""),
        (f"{HOME}index.html", ""),
        ("", ""),
    ],
)
def test_a_folder_is_an_address_that_ends_with_one(address: str, folder: str) -> None:
    assert folder_of(address) == folder


def test_a_link_with_the_columns_name_to_another_address_says_where_it_moved() -> None:
    found = read("<ul><li><a href='/new/zwyw/'>政务要闻</a></li></ul>")
    assert (found.moved_to, found.leads_here) == (f"{HOME}new/zwyw/", False)


def test_a_link_to_the_column_itself_says_that_nothing_moved() -> None:
    menu = (
        "<a href='/new/zwyw/'>政务要闻</a><a href='http://www.county.test/xwzx/zwyw/index.html'>政务要闻</a>"
    )
    assert (read(menu).moved_to, read(menu).leads_here) == ("", True)


@pytest.mark.parametrize(
    "link",
    [
        "<a href='http://other.test/zwyw/'>政务要闻</a>",
        "<a href='/tzgg/'>政务要闻</a>",
        "<a href='/'>政务要闻</a>",
        "<a href='/new/zwyw/'>政务要闻（新）</a>",
        "<a href='#'>政务要闻</a>",
    ],
)
def test_other_links_say_nothing_of_a_move(link: str) -> None:
    assert read(link).moved_to == ""


def test_a_stub_is_followed() -> None:
    found = read("<script>location.href='/home/'</script>")
    assert found.follow == f"{HOME}home/"


@pytest.mark.parametrize("body", [b"", b"\x00" * 20, b"<div>" * 100_000, "政务".encode("utf-16")])
def test_bytes_that_are_no_page_show_nothing(body: bytes) -> None:
    sought = Sought(address=COLUMN, name="政务要闻")
    assert read_elsewhere(body, sought=sought, address=HOME, now=NOW) == Elsewhere()


@pytest.mark.parametrize("address", ["", "http://[", "not an address", "http://www.county.test:x/"])
def test_no_address_is_too_odd(address: str) -> None:
    assert (
        read_elsewhere(
            b"<a href='http://['>x</a><a href='/a/1.html'>abcdefgh</a>",
            sought=Sought(address=address, name="政务要闻"),
            address=HOME,
            now=NOW,
        )
        == Elsewhere()
    )
