"""What one value of the inventory may be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from records.inventory_files import fields
from records.inventory_files.near import advice, nearest, shown
from records.period import Period
from records.targets import ColumnClass


def accepts(kind: object, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


def refusal(kind: object, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        accepts(kind, value)
    return caught.value.errors()[0]["msg"].removeprefix("Value error, ")


@pytest.mark.parametrize(("text", "meant"), [("true", True), ("false", False)])
def test_a_switch_is_true_or_false(text: str, meant: bool) -> None:
    assert accepts(fields.Flag, text) is meant


@pytest.mark.parametrize("text", ["yes", "on", "True", "1", "", "no"])
def test_no_other_word_is_a_switch(text: str) -> None:
    assert "neither true nor false" in refusal(fields.Flag, text)


@pytest.mark.parametrize(("text", "meant"), [("10", 10), ("-3", -3), ("007", 7)])
def test_a_whole_number_is_digits(text: str, meant: int) -> None:
    assert accepts(fields.Whole, text) == meant


@pytest.mark.parametrize("text", ["1.0", "1_000", "ten", "1e3", "٣x", "9999999", ""])
def test_nothing_else_is_a_whole_number(text: str) -> None:
    assert "no whole number" in refusal(fields.Whole, text)


@pytest.mark.parametrize("text", ["0", "-1", "10"])
def test_a_level_is_one_to_nine(text: str) -> None:
    assert "no level" in refusal(fields.Level, text)


@pytest.mark.parametrize(("text", "meant"), [("0", 0.0), ("0.0", 0.0), ("2.5", 2.5), ("30", 30.0)])
def test_seconds_are_a_plain_number(text: str, meant: float) -> None:
    assert accepts(fields.Seconds, text) == meant


@pytest.mark.parametrize("text", ["-1", "nan", "inf", "1e9", "2s"])
def test_nothing_else_is_a_number_of_seconds(text: str) -> None:
    assert "no number of seconds" in refusal(fields.Seconds, text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back(day: date) -> None:
    assert accepts(fields.Day, day.isoformat()) == day


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026/01/01", "20260101", "2026-1-1", "2026-W01-1", "", "今天"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    assert "write it like 2026-01-31" in refusal(fields.Day, text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("P7D", Period(days=7)),
        ("P2W", Period(days=14)),
        ("P6M", Period(months=6)),
        ("P1Y", Period(months=12)),
        ("P10Y", Period(months=120)),
    ],
)
def test_a_duration_is_days_weeks_months_or_years(text: str, meant: Period) -> None:
    assert accepts(fields.Duration, text) == meant


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("7d", "P7D"),
        ("7 days", "P7D"),
        ("7天", "P7D"),
        ("2w", "P2W"),
        ("2周", "P2W"),
        ("6个月", "P6M"),
        ("p6m", "P6M"),
        ("1年", "P1Y"),
        ("P0D", "P7D, P2W"),
        ("soon", "P7D, P2W"),
        ("PT5H", "P7D, P2W"),
        ("", "P7D, P2W"),
    ],
)
def test_a_duration_written_otherwise_is_refused_with_the_right_form(text: str, better: str) -> None:
    assert better in refusal(fields.Duration, text)


@pytest.mark.parametrize("text", ["P11Y", "P3661D", "P999999999999W"])
def test_a_duration_of_more_than_ten_years_is_refused(text: str) -> None:
    assert "longer than ten years" in refusal(fields.Duration, text)


@pytest.mark.parametrize("text", ["a@b.test", "xuncha.office+1@office.example.test"])
def test_a_mail_address_is_a_name_at_a_host(text: str) -> None:
    assert accepts(fields.Mail, text) == text


@pytest.mark.parametrize(
    "text", ["a", "a@b", "办公室 <a@b.test>", "a@b.test, c@d.test", "a@b.test\nBcc: c@d.test", ""]
)
def test_nothing_else_is_a_mail_address(text: str) -> None:
    assert "no mail address" in refusal(fields.Mail, text)


@pytest.mark.parametrize("text", ["a b", "-a", "a@b", "中", "a" * 81, "a/b", ""])
def test_a_key_is_letters_digits_and_a_few_signs(text: str) -> None:
    assert "is no key" in refusal(fields.Key, text)
    assert accepts(fields.Key, "xwzx-zwyw_2.a") == "xwzx-zwyw_2.a"


def test_the_name_of_a_secret_is_taken_and_a_secret_is_not_repeated() -> None:
    assert accepts(fields.VariableOrNone, "WECHAT_TOKEN") == "WECHAT_TOKEN"
    assert accepts(fields.VariableOrNone, "") == ""
    assert "hunter2" not in refusal(fields.VariableOrNone, "hunter2")


def test_white_space_and_line_ends_become_single_spaces() -> None:
    assert accepts(fields.Text, "  一 \n 二\u3000三\t") == "一 二 三"


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "a\u202eb", "a\x9bb"])
def test_characters_that_nobody_sees_are_refused(text: str) -> None:
    assert "invisible character U+" in refusal(fields.Text, text)


def test_a_text_without_end_is_refused() -> None:
    assert "longer than" in refusal(fields.Text, "一" * 2_001)


@pytest.mark.parametrize(
    ("value", "kind"), [(["a"], "a list"), ({"a": "b"}, "keys and values"), (None, "nothing")]
)
def test_what_is_no_text_is_called_what_it_is(value: object, kind: str) -> None:
    assert refusal(fields.Text, value) == f"must be text, not {kind}"


def test_a_name_must_be_filled_in() -> None:
    assert refusal(fields.Name, "  ") == "is empty; fill it in"


def test_a_choice_names_the_nearest() -> None:
    class_ = fields.Annotated[ColumnClass, fields.choice(ColumnClass)]
    assert accepts(class_, "news") is ColumnClass.NEWS
    assert "did you mean annual_report?" in refusal(class_, "anual-report")
    assert "write one of news, notice, policy" in refusal(class_, "要闻")


def test_the_nearest_is_named_whatever_its_case_and_nothing_where_none_is_near() -> None:
    assert nearest("Asia/shanghia", ["Asia/Shanghai", "Europe/Paris"]) == "Asia/Shanghai"
    assert nearest("x", ["Asia/Shanghai"]) == ""
    assert nearest("x" * 100_000, ["xxx"]) == ""


def test_advice_lists_all_choices_only_while_they_are_few() -> None:
    assert advice("z", ["a", "b"]) == "write one of a, b"
    assert advice("z", map(str, range(99))) == "write one that exists"
    assert advice("z", []) == "write one that exists"


def test_a_long_word_is_quoted_in_part() -> None:
    assert shown("a\nb") == r"'a\nb'"
    assert len(shown("x" * 500)) < 70
