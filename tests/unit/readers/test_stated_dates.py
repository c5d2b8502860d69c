from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dates.plain import plain
from crawler.dates.stated import compact_date, find_date, find_dates, last_believed
from records.civil import SHANGHAI, parse_moment

LAST = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-01-08", date(2021, 1, 8)),
        ("2021/1/8", date(2021, 1, 8)),
        ("2021.01.08", date(2021, 1, 8)),
        ("[2021-01-08]", date(2021, 1, 8)),
        ("（2021年1月8日）", date(2021, 1, 8)),
        ("2021 年 1 月 8 日", date(2021, 1, 8)),
        ("２０２１－０１－０８", date(2021, 1, 8)),
        ("２０２１年１月８日", date(2021, 1, 8)),
        ("二〇二一年一月八日", date(2021, 1, 8)),
        ("二○二一年十二月三十一日", date(2021, 12, 31)),
        ("二零二〇年二月二十九日", date(2020, 2, 29)),
        ("发布时间：2020-12-31 11:06:22 阅读次数：12", date(2020, 12, 31)),
        ("2021年1月8日10:20", date(2021, 1, 8)),
    ],
)
def test_a_full_date_is_found_in_each_of_its_forms(text: str, expected: date) -> None:
    assert find_date(text, not_after=LAST) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021年1月",
        "01-08",
        "演政办发〔2023〕16号",
        "0719-3220000",
        "12021-01-08",
        "2021-01-081",
        "2021-13-08",
        "2021-02-29",
        "1.2021.1.8.3",
        "2021-1/8",
        "二〇二一年十三月八日",
        "二〇二一年一十十月八日",
        "2020-12-282020年第13批",
    ],
)
def test_what_is_no_full_date_is_not_taken_for_one(text: str) -> None:
    assert find_date(text, not_after=LAST) is None


def test_a_date_after_the_last_believed_day_is_not_believed() -> None:
    assert find_date("2026-11-24", not_after=LAST) == LAST
    assert find_date("2026-11-25", not_after=LAST) is None


def test_a_date_before_1990_is_a_laws_or_a_birthday() -> None:
    assert find_date("1990-01-01", not_after=LAST) == date(1990, 1, 1)
    assert find_date("1989-12-31", not_after=LAST) is None


def test_tomorrow_is_believed_by_the_day_in_shanghai() -> None:
    assert last_believed(parse_moment("2026-11-22T16:30:00+00:00")) == date(2026, 11, 24)


def test_a_time_beside_the_date_gives_the_moment() -> None:
    found = next(find_dates(plain("2023-08-19 10∶08"), not_after=LAST))
    assert found.at == datetime(2023, 8, 19, 10, 8, tzinfo=SHANGHAI)
    seconds = next(find_dates(plain("2020年12月31日 11时06分22秒"), not_after=LAST))
    assert seconds.at == datetime(2020, 12, 31, 11, 6, 22, tzinfo=SHANGHAI)


def test_an_hour_of_25_is_no_time() -> None:
    assert next(find_dates("2023-08-19 25:08", not_after=LAST)).at is None


def test_several_dates_come_in_the_texts_order() -> None:
    text = plain("[提交时间：2026-08-01] 县信访局 [回复时间：2026-08-09]")
    assert [stated.on.day for stated in find_dates(text, not_after=LAST)] == [1, 9]


def test_eight_digits_are_a_date_only_when_they_are_all_there_is() -> None:
    assert compact_date("20210108", not_after=LAST) == date(2021, 1, 8)
    assert compact_date("20211308", not_after=LAST) is None
    assert compact_date("202101081", not_after=LAST) is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=LAST), st.sampled_from(["-", "/", "."]))
def test_every_day_is_found_as_people_write_it(on: date, separator: str) -> None:
    assert find_date(f"{on.year}{separator}{on.month}{separator}{on.day}", not_after=LAST) == on
    assert find_date(f"{on.year}年{on.month:02}月{on.day:02}日", not_after=LAST) == on


@given(st.text(alphabet="0123456789年月日-/.: 〇一二十[]（）", max_size=60))
def test_no_text_makes_it_raise_or_find_an_unbelievable_day(text: str) -> None:
    found = find_date(text, not_after=LAST)
    assert found is None or date(1990, 1, 1) <= found <= LAST
