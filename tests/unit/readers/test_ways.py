"""Ways of dating a list by what stands beside its rows: headings, attributes, neighbours."""

from datetime import date

import pytest

from crawler.dates.partial import Parts, only_day
from crawler.readers.column_list import read_column_list
from crawler.readers.reading import Reading
from records.civil import parse_moment
from records.observation import Outcome

NOW = parse_moment("2026-11-23T09:00:00")
TITLE = "青石镇完成村道安全护栏改造工程"


def read(markup: str) -> Reading:
    page = f"<html><head><title>工作动态</title></head><body><h2>工作动态</h2>{markup}</body></html>"
    return read_column_list(page.encode(), address="http://www.yanlian.test/zw/index.html", now=NOW)


def days(reading: Reading) -> list[str]:
    return [str(entry.published_on) for entry in reading.entries]


def rows(*shown: str) -> str:
    items = (f'<li><a href="x{number}.html">{TITLE}</a>{one}</li>' for number, one in enumerate(shown))
    return f"<ul>{''.join(items)}</ul>"


@pytest.mark.parametrize(
    ("earliest", "latest", "day"),
    [
        ("2026-01-05", "2026-11-24", "2026-03-04"),
        ("2025-01-05", "2026-11-24", None),
        ("2026-03-05", "2026-11-24", None),
        ("2025-12-30", "2026-03-03", None),
        ("2026-03-04", "2026-03-04", "2026-03-04"),
    ],
)
def test_a_month_and_day_is_a_date_where_only_one_year_is_left(
    earliest: str, latest: str, day: str | None
) -> None:
    found = only_day(Parts(month=3, day=4), date.fromisoformat(earliest), date.fromisoformat(latest))
    assert found == (date.fromisoformat(day) if day else None)


def test_the_29th_of_february_is_of_a_leap_year() -> None:
    assert only_day(Parts(month=2, day=29), date(2023, 1, 1), date(2026, 1, 1)) == date(2024, 2, 29)


def test_rows_between_two_dated_rows_have_their_year() -> None:
    reading = read(rows("<i>2026-03-01</i>", "<i>02-09</i>", "<i>2026-01-05</i>", "<i>2025-12-24</i>"))
    assert days(reading) == ["2026-03-01", "2026-02-09", "2026-01-05", "2025-12-24"]
    assert reading.complete


def test_rows_below_the_last_dated_row_stay_open() -> None:
    reading = read(rows("<i>2026-03-01</i>", "<i>2026-02-09</i>", "<i>01-05</i>"))
    assert days(reading) == ["2026-03-01", "2026-02-09", "None"]
    assert not reading.complete


def test_a_row_above_an_old_one_is_refused_a_year() -> None:
    reading = read(rows("<i>03-01</i>", "<i>2024-02-09</i>", "<i>2024-01-05</i>"))
    assert days(reading)[0] == "None"
    assert not reading.complete


def test_neighbours_of_a_list_without_order_tell_no_year() -> None:
    shown = ("<i>03-01</i>", "<i>2026-02-09</i>", "<i>2026-05-05</i>", "<i>2026-01-05</i>")
    assert days(read(rows(*shown)))[0] == "None"


def test_one_wrap_from_january_to_december_is_no_proof_of_a_year() -> None:
    reading = read(rows("<i>02-09</i>", "<i>01-05</i>", "<i>12-24</i>", "<i>11-02</i>"))
    assert reading.outcome is Outcome.UNDATED
    assert set(days(reading)) == {"None"}


def test_a_day_heads_the_rows_below_it() -> None:
    reading = read(f"<h4>2026-11-20</h4>{rows('', '')}<h4>2026-11-18</h4>{rows('')}")
    assert days(reading) == ["2026-11-20", "2026-11-20", "2026-11-18"]


def test_one_day_above_a_list_is_a_clock_and_no_heading() -> None:
    assert read(f"<p>2026-11-23</p>{rows('', '', '')}").outcome is Outcome.UNDATED


def test_a_row_with_a_date_of_its_own_is_not_dated_by_a_heading() -> None:
    own = rows("<i>2026-11-19</i>", "<i>2026-11-17</i>")
    reading = read(f"<h4>2026-11-20</h4>{own}<h4>2026-11-18</h4>{own}")
    assert set(days(reading)) == {"2026-11-19", "2026-11-17"}


def test_a_date_below_each_row_is_that_row_s_and_heads_no_other() -> None:
    items = "".join(
        f'<tr><td><a href="{on}.html">{TITLE}</a></td></tr><tr><td><span>{on}</span></td></tr>'
        for on in ("2026-10-14", "2026-09-27", "2026-09-20")
    )
    neighbour = '<ul><li><a href="/qt/0.html">县图书馆延长周末办理时间</a><span>2026-11-22</span></li></ul>'
    page = f"<body>{neighbour}<h2>工作动态</h2><table>{items}</table></body>"
    found = read_column_list(page.encode(), address="http://www.yanlian.test/zw/index.html", now=NOW)
    assert days(found) == ["2026-10-14", "2026-09-27", "2026-09-20"]


def test_a_cell_that_is_headed_as_the_date_may_say_more_than_the_date() -> None:
    rows = "".join(
        f"<tr><td><a href='{n}.html'>{TITLE}</a></td>"
        f"<td>发布时间：2026-11-{n} 来源：县教育局</td><td>2026-10-0{n % 9}</td></tr>"
        for n in (20, 18, 12)
    )
    found = read(f"<table><tr><td>标题</td><td>发布日期</td><td>生成日期</td></tr>{rows}</table>")
    assert days(found) == ["2026-11-20", "2026-11-18", "2026-11-12"]


def test_one_year_right_above_months_and_days_is_theirs() -> None:
    assert days(read(f"<h3>2025年</h3>{rows('12-30', '12-02', '01-05')}")) == [
        *("2025-12-30", "2025-12-02", "2025-01-05"),
    ]


@pytest.mark.parametrize(
    "above", ['<a href="2025.html">2025年</a>', "<p>2026年11月23日</p>", "<p>2024</p><p>2025</p>"]
)
def test_a_link_to_a_year_a_day_and_a_choice_of_years_are_nobodys_heading(above: str) -> None:
    assert read(f"{above}{rows('10-30', '10-02', '01-05')}").outcome is Outcome.UNDATED


def test_a_year_heads_months_and_days() -> None:
    reading = read(
        f"<h4>2026年</h4>{rows('<i>03-04</i>', '<i>01-02</i>')}<h4>2025年</h4>{rows('<i>12-30</i>')}"
    )
    assert days(reading) == ["2026-03-04", "2026-01-02", "2025-12-30"]


@pytest.mark.parametrize(
    "attribute",
    [
        'data-time="1795140480"',
        'data-timestamp="1795140480000"',
        'data-pubdate="2026-11-20"',
        'data-publish-time="2026-11-20T10:08:00+08:00"',
        'data-date="2026-11-19T17:00:00Z"',
    ],
)
def test_an_attribute_dates_a_row_that_shows_no_date(attribute: str) -> None:
    reading = read(rows(*[f"<b {attribute}></b>"] * 3))
    assert set(days(reading)) == {"2026-11-20"}
    assert reading.found_by == "attribute"


@pytest.mark.parametrize(
    "attribute",
    [
        'data-deadline="1795140480"',
        'data-time="4102444800"',
        'data-time="12"',
        'data-id="1795140480"',
        'data-time="x"',
    ],
)
def test_an_attribute_that_is_no_believable_date_dates_nothing(attribute: str) -> None:
    assert read(rows(*[f"<b {attribute}></b>"] * 3)).outcome is Outcome.UNDATED


def test_an_attribute_that_contradicts_what_is_shown_is_not_believed() -> None:
    reading = read(rows(*['<b data-time="1795140480">11-02</b>'] * 3))
    assert set(days(reading)) == {"None"}


def test_a_shown_date_beats_an_attribute() -> None:
    reading = read(rows(*['<b data-time="1795140480">2026-10-02</b>'] * 3))
    assert set(days(reading)) == {"2026-10-02"}


def test_the_breadcrumb_parts_no_list() -> None:
    menu = '<ul><li><a href="/c/">政务公开</a></li></ul>'
    items = "".join(
        f'<ul><li><a href="{day}.html">{TITLE}</a></li><li>2026-10-{day}</li></ul>' for day in (20, 18, 12)
    )
    reading = read(f"{menu}<div>当前位置：首页 &gt; 工作动态</div>{items}")
    assert days(reading) == ["2026-10-20", "2026-10-18", "2026-10-12"]


def test_a_title_before_a_bracket_labels_no_date() -> None:
    titled = (
        f'<li><a href="{n}.html">演练县召开农业生产调度会（2026年10月{n}日）</a></li>' for n in (20, 18)
    )
    assert days(read(f"<ul>{''.join(titled)}</ul>")) == ["2026-10-20", "2026-10-18"]
    deadline = (f'<li><a href="{n}.html">公告：报名截止（2026年10月{n}日）</a></li>' for n in (20, 18))
    assert set(days(read(f"<ul>{''.join(deadline)}</ul>"))) == {"None"}
