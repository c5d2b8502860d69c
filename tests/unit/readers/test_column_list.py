from datetime import date

import pytest

from crawler.readers.column_list import read_column_list
from crawler.readers.reading import Reading
from records.civil import parse_moment
from records.observation import Outcome

NOW = parse_moment("2026-11-23T09:00:00")
TITLES = ("演练县召开秋季农业生产调度会", "县政务服务大厅延长周末办理时间", "青石镇完成村道安全护栏改造")
DAYS = ("2026-11-20", "2026-11-12", "2026-10-30")


def read(markup: str, *, address: str = "http://www.yanlian.test/zwyw/gzdt/") -> Reading:
    page = f"<html><head><title>工作动态</title></head><body>{markup}</body></html>"
    return read_column_list(page.encode(), address=address, now=NOW)


def rows(*dates: str, href: str = "{}.html") -> str:
    pairs = enumerate(zip(TITLES, dates, strict=False))
    return "".join(
        f'<li><a href="{href.format(n)}">{title}</a><span>{on}</span></li>' for n, (title, on) in pairs
    )


def test_addresses_are_absolute_by_the_pages_own_address() -> None:
    reading = read(f"<ul>{rows(*DAYS, href='../a/{}.html')}</ul>")
    assert reading.entries[0].address == "http://www.yanlian.test/zwyw/a/0.html"


def test_a_base_element_moves_the_addresses() -> None:
    reading = read(f'<base href="http://files.test/x/"><ul>{rows(*DAYS)}</ul>')
    assert reading.entries[0].address == "http://files.test/x/0.html"


@pytest.mark.parametrize(
    "href", ["javascript:;", "#", "", "http://[::1", "mailto:a@b.test", "data:text/html,x"]
)
def test_a_link_to_no_page_gives_no_address(href: str) -> None:
    assert [entry.address for entry in read(f"<ul>{rows(*DAYS, href=href)}</ul>").entries] == ["", "", ""]


def test_a_page_without_an_address_is_still_read() -> None:
    reading = read(f"<ul>{rows(*DAYS)}</ul>", address="")
    assert reading.entries[0].published_on == date(2026, 11, 20)
    assert reading.entries[0].address == ""


@pytest.mark.parametrize("address", ["http://[", "not an address", "http://www.yanlian.test", "//", "\x00"])
def test_an_address_that_is_none_does_no_harm(address: str) -> None:
    assert read(f"<ul>{rows(*DAYS)}</ul>", address=address).outcome is Outcome.READ


def test_a_row_without_a_date_keeps_its_place_and_spoils_completeness() -> None:
    reading = read(f"<ul>{rows(DAYS[0], '', DAYS[2])}</ul>")
    assert [entry.published_on for entry in reading.entries] == [date(2026, 11, 20), None, date(2026, 10, 30)]
    assert not reading.complete


def test_dates_are_read_node_by_node_and_never_on_joined_text() -> None:
    markup = "".join(
        f"<li><span>{on}</span><a href='{n}.html'>2020年第{n}批名单</a></li>" for n, on in enumerate(DAYS)
    )
    assert [str(entry.published_on) for entry in read(f"<ul>{markup}</ul>").entries] == list(DAYS)


def test_the_clock_of_the_page_is_not_an_entry() -> None:
    reading = read(f"<div>今天是：2026年11月23日</div><ul>{rows(*DAYS)}</ul>")
    assert max(entry.published_on or date.min for entry in reading.entries) == date(2026, 11, 20)


def test_a_list_that_a_newer_one_rivals_proves_nothing() -> None:
    newer = rows("2026-11-22", "2026-11-21", "2026-11-19", href="/y/{}.html")
    older = rows(*DAYS, href="/x/{}.html")
    reading = read(f"<div><ol>{older}</ol></div><div><ol>{newer}</ol></div>")
    assert reading.outcome is Outcome.READ
    assert not reading.complete
    assert "2026-11-22" in reading.note


def test_words_of_emptiness_that_nobody_sees_prove_nothing() -> None:
    hidden = '<p style="display:none">暂无相关信息</p>'
    for markup in (
        hidden,
        "<script>var tip='暂无相关信息'</script>",
        "<template>暂无信息</template>",
        "<!--暂无信息-->",
    ):
        assert read(f"<h2>工作动态</h2>{markup}").outcome is not Outcome.EMPTY


def test_a_sidebar_without_news_does_not_empty_the_column() -> None:
    reading = read(f"<h2>工作动态</h2><ul>{rows(*DAYS)}</ul><div><h3>热点专题</h3><p>暂无信息</p></div>")
    assert reading.outcome is Outcome.READ


def test_an_empty_list_with_a_handle_for_a_script_is_not_blank() -> None:
    pager = "<script>createPageHTML(1, 0, 'index', 'html')</script>"
    assert read(f"<h2>工作动态</h2><ul></ul>{pager}").outcome is Outcome.EMPTY
    assert read(f'<h2>工作动态</h2><ul id="rows"></ul>{pager}').outcome is Outcome.UNREADABLE
    assert read("<h2>工作动态</h2><ul></ul>").outcome is Outcome.UNREADABLE


def test_a_stub_that_leads_to_itself_is_no_stub() -> None:
    stub = '<meta http-equiv="refresh" content="0;url=http://www.yanlian.test/zwyw/gzdt/">'
    assert read(stub).follow == ""


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_a_stub_leads_only_to_http(target: str) -> None:
    assert read(f'<meta http-equiv="refresh" content="0;url={target}">').follow == ""
    assert read(f'<iframe src="{target}"></iframe>').follow == ""


def test_a_page_that_reloads_itself_every_five_minutes_is_no_stub() -> None:
    assert read('<meta http-equiv="refresh" content="300;url=./x/">').follow == ""


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("请先登录后查看", Outcome.BLOCKED),
        ("403 Forbidden", Outcome.BLOCKED),
        ("您的访问被防火墙拦截", Outcome.BLOCKED),
        ("网站正在升级改造，暂停服务", Outcome.MAINTENANCE),
        ("您要找的栏目不存在", Outcome.GONE),
        ("404 Not Found", Outcome.GONE),
    ],
)
def test_a_page_of_few_words_is_what_they_say(words: str, outcome: Outcome) -> None:
    assert read(f"<p>{words}</p>").outcome is outcome


def test_a_long_page_is_not_refused_by_one_of_its_sentences() -> None:
    text = "<p>" + "演练县人民政府概况介绍文字。" * 120 + "网站系统维护期间请访问首页。</p>"
    assert read(text).outcome is Outcome.UNDATED


def test_a_row_that_is_hidden_by_its_attribute_is_no_row() -> None:
    hidden = '<li hidden><a href="#">标题模板标题模板</a><span>2026-11-23</span></li>'
    assert len(read(f"<ul>{hidden}{rows(*DAYS)}</ul>").entries) == len(DAYS)


@pytest.mark.parametrize("tag", ["dd", "DD"])
def test_items_that_nobody_closed_are_rows_one_after_another(tag: str) -> None:
    items = "".join(f'<{tag}><a href="{on}.html">{TITLES[0]}</a>{on}' for on in DAYS)
    reading = read(f"<dl><dt>工作动态{items}</dl>")
    assert [str(entry.published_on) for entry in reading.entries] == list(DAYS)
    assert {entry.title for entry in reading.entries} == {TITLES[0]}


def test_a_date_in_the_row_below_its_title_dates_that_title() -> None:
    pairs = "".join(
        f'<tr><td><a href="x.html">{title}</a></td></tr><tr><td>{on}</td></tr>'
        for title, on in zip(TITLES, DAYS, strict=True)
    )
    reading = read(f"<table>{pairs}</table>")
    assert [(entry.title, str(entry.published_on)) for entry in reading.entries] == list(
        zip(TITLES, DAYS, strict=True)
    )


def test_a_picture_before_the_title_is_no_row_of_its_own() -> None:
    items = "".join(
        f'<a href="{on}.html"><img src="p.jpg"></a><a href="{on}.html">{title}</a> <span>{on}</span><br>'
        for title, on in zip(TITLES, DAYS, strict=True)
    )
    reading = read(f"<h2>工作动态</h2><div>{items}</div>")
    assert [entry.title for entry in reading.entries] == list(TITLES)


def test_two_labelled_dates_are_no_title_however_long() -> None:
    items = "".join(
        f'<li><a href="{number}.html"><b>{title}</b>'
        f"<i>[提交时间：2026-11-01] 县教育局回复中心 [回复时间：{on}]</i></a></li>"
        for number, (title, on) in enumerate(zip(TITLES, DAYS, strict=True))
    )
    assert [entry.title for entry in read(f"<ul>{items}</ul>").entries] == list(TITLES)
