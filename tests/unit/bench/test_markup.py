"""Places in a page's markup."""

from datetime import date

import pytest

from bench.markup import first_row, put_below, put_on_top, row_that_shows

DAY = date(2026, 3, 5)


def shown(text: str) -> str | None:
    row = row_that_shows(text, DAY)
    return text[row.start : row.end] if row else None


@pytest.mark.parametrize("form", ["2026-03-05", "2026-3-5", "2026/03/05", "2026.3.5", "2026年3月5日"])
def test_a_row_is_found_by_any_usual_form_of_its_day(form: str) -> None:
    row = f"<li><a href=1>公告</a>{form}</li>"
    assert shown(f"<ul><li><a>旧</a>2026-03-04</li>{row}</ul>") == row


def test_a_row_may_be_of_a_table_and_is_the_innermost() -> None:
    row = "<TR class=x><TD><A href=1>公告</A></TD><TD>2026-03-05</TD></TR>"
    assert shown(f"<table><tr><td><a></a><table>{row}</table></td></tr></table>") == row


def test_a_row_may_be_a_whole_list_of_one_item() -> None:
    row = "<ul><li><a>公告</a></li><li>2026-03-05</li></ul>"
    assert shown(f"<ul><li><a>旧</a></li><li>2026-03-04</li></ul>{row}") == row


@pytest.mark.parametrize(
    "text",
    [
        "<p>2026-03-05</p>",
        "<li>2026-03-05</li>",
        '<li><a title="2026-03-05">公告</a></li>',
        "<li><a>公告</a></li><p>2026-03-05</p><li><a>公告</a></li>",
        "<li><a>公告</a>2026-03-051</li>",
        "<li><a>公告</a>2026-03-05",
    ],
)
def test_what_is_no_linked_row_that_shows_the_day_is_none(text: str) -> None:
    assert shown(text) is None


def test_the_first_row_is_the_first_of_those_that_follow_one_another() -> None:
    text = "<li><a>表头</a></li><p></p><li><a>一</a></li>\n <li><a>二</a></li><li><a>三</a>2026-03-05</li>"
    row = row_that_shows(text, DAY)
    assert row
    assert text[first_row(text, row).start :].startswith("<li><a>一")


def test_a_row_without_a_link_is_a_heading_and_not_gone_above() -> None:
    text = "<tr><th>标题</th></tr><tr><td><a>一</a>2026-03-05</td></tr>"
    row = row_that_shows(text, DAY)
    assert row
    assert first_row(text, row) == row


def test_a_page_without_a_body_gets_things_at_its_very_ends() -> None:
    assert put_on_top("<p>", "[") == "[<p>"
    assert put_below("<p>", "]") == "<p>]"


def test_a_body_that_a_script_writes_does_not_end_the_page() -> None:
    assert put_below("<script>'</body>'</script></BODY>", "]") == "<script>'</body>'</script>]</BODY>"
