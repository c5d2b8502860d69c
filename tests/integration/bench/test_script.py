"""The ten-line script, which must stay a fair peer."""

from datetime import date

import pytest

from bench.script import newest_date

NOW = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["2026-11-02", "2026/11/2", "2026.11.02", "2026年11月2日", "<b>2026</b>-11-02"]
)
def test_every_usual_form_is_read(text: str) -> None:
    assert newest_date(f"<li>公告 {text}</li>".encode(), now=NOW) == date(2026, 11, 2)


def test_the_newest_counts_and_the_future_does_not() -> None:
    body = b"2026-01-05 2026-11-23 2026-11-24 2025-12-31"
    assert newest_date(body, now=NOW) == NOW


def test_what_a_visitor_does_not_see_is_not_read() -> None:
    body = '<script>"2026-11-02"</script><style>/*2026-11-03*/</style><!--2026-11-04--><a title="2026-11-05">'
    assert newest_date(body.encode(), now=NOW) is None


def test_a_page_in_gbk_is_read_too() -> None:
    assert newest_date("发布于2026年11月2日".encode("gbk"), now=NOW) == date(2026, 11, 2)


def test_what_is_no_day_and_what_is_a_number_is_no_date() -> None:
    assert newest_date(b"2026-13-45 12026-11-021", now=NOW) is None
