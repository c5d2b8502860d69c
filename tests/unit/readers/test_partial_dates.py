from datetime import date

import pytest

from crawler.dates.address import address_date, year_from_address
from crawler.dates.partial import Parts, combine, is_short, read_parts, short_dates
from crawler.dates.relative import relative_date
from records.civil import parse_moment

LAST = date(2026, 11, 24)
NOW = parse_moment("2026-11-23T09:00:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("--2021--", Parts(year=2021)),
        ("2021年", Parts(year=2021)),
        ("06-09", Parts(month=6, day=9)),
        ("[12-24]", Parts(month=12, day=24)),
        ("10/28", Parts(month=10, day=28)),
        ("6月9日", Parts(month=6, day=9)),
        ("2019.10", Parts(year=2019, month=10)),
        ("2019年10月", Parts(year=2019, month=10)),
        ("25", Parts(day=25)),
        ("6月", Parts(month=6)),
    ],
)
def test_a_part_of_a_date_says_what_it_holds(text: str, expected: Parts) -> None:
    assert read_parts(text) == expected


@pytest.mark.parametrize("text", ["", "13-40", "2021", "第12期", "99", "2021年06月09日上午九时整"])
def test_only_2021_of_these_is_a_part(text: str) -> None:
    assert (read_parts(text) is not None) == (text == "2021")


def test_parts_make_a_date_when_each_is_given_once() -> None:
    assert combine([Parts(year=2021), Parts(month=6, day=9)], not_after=LAST) == date(2021, 6, 9)
    assert combine([Parts(day=25), Parts(year=2019, month=10)], not_after=LAST) == date(2019, 10, 25)
    assert combine([Parts(day=1), Parts(day=25), Parts(year=2019, month=10)], not_after=LAST) is None
    assert combine([Parts(year=2021), Parts(month=2, day=30)], not_after=LAST) is None
    assert combine([Parts(month=6, day=9)], not_after=LAST) is None


def test_two_digit_years_are_this_century_unless_that_lies_ahead() -> None:
    assert short_dates(["20-09-22", "[98/1/2]"], not_after=LAST) == [date(2020, 9, 22), date(1998, 1, 2)]


def test_one_row_that_does_not_fit_spoils_the_short_form_for_all() -> None:
    assert short_dates(["20-09-22", "20-22-09"], not_after=LAST) == [None, None]


def test_the_month_comes_first_only_where_a_number_above_12_says_so() -> None:
    assert short_dates(["09/26/2018", "09/01/2018"], not_after=LAST) == [date(2018, 9, 26), date(2018, 9, 1)]
    assert short_dates(["26/09/2018", "01/09/2018"], not_after=LAST) == [date(2018, 9, 26), date(2018, 9, 1)]
    assert short_dates(["09/06/2018", "09/01/2018"], not_after=LAST) == [None, None]
    assert short_dates(["26/09/2018", "09/26/2018"], not_after=LAST) == [None, None]


def test_a_short_form_fills_its_node() -> None:
    assert is_short("[09/26/2018]")
    assert is_short("20-09-22")
    assert not is_short("电话 20-09-22")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://a.test/zw/202101/t20210108_1.html", date(2021, 1, 8)),
        ("http://a.test/art/2021/1/8/art_6_1.html", date(2021, 1, 8)),
        ("http://a.test/034001/20210111/46ce.html", date(2021, 1, 11)),
        ("http://a.test/2016-06-30/635.html", date(2016, 6, 30)),
        ("http://a.test/info/1044/100065.htm", None),
        ("http://a.test/202113/t20211308_1.html", None),
        ("", None),
    ],
)
def test_an_address_carries_the_date_of_its_folders(address: str, expected: date | None) -> None:
    assert address_date(address, not_after=LAST) == expected


def test_the_address_gives_the_year_only_for_the_same_month_and_day() -> None:
    shown = Parts(month=1, day=8)
    assert year_from_address(shown, "/202101/t20210108_1.html", not_after=LAST) == date(2021, 1, 8)
    assert year_from_address(shown, "/201705/t20170520_1.html", not_after=LAST) is None
    assert year_from_address(shown, "/zw/202101/77.html", not_after=LAST) == date(2021, 1, 8)
    assert year_from_address(shown, "/zw/202102/77.html", not_after=LAST) is None
    assert year_from_address(shown, "/zw/77.html", not_after=LAST) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("刚刚", date(2026, 11, 23)),
        ("5分钟前", date(2026, 11, 23)),
        ("10小时前", date(2026, 11, 22)),
        ("3天前", date(2026, 11, 20)),
        ("昨天", date(2026, 11, 22)),
        ("前天", date(2026, 11, 21)),
    ],
)
def test_relative_words_are_told_from_now(text: str, expected: date) -> None:
    found = relative_date(text, now=NOW)
    assert found
    assert found.on == expected


def test_a_time_with_yesterday_gives_the_moment() -> None:
    found = relative_date("昨天 10:08", now=NOW)
    assert found
    assert found.at == parse_moment("2026-11-22T10:08:00")


@pytest.mark.parametrize("text", ["前天的会议", "今天是星期一", "12月前完成", "昨天 25:00"])
def test_relative_words_inside_a_sentence_date_nothing(text: str) -> None:
    assert relative_date(text, now=NOW) is None
