"""Noise: it is there, it is the same every time, and it takes nothing of the page away."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.noise import NOISES
from bench.saved import Kind
from bench.script import dates_in, newest_date
from tests.unit.bench.invented import LIST, NEWEST, NOW, saved

PAGE = saved()
ENCODINGS = {"gb-declared", "gb-undeclared", "gb-lying", "all"}
ADDS = sorted(set(NOISES) - ENCODINGS - {"plain"})


def noisy(name: str, text: str = LIST, encoding: str = "utf-8") -> str:
    return NOISES[name](text.encode(encoding), saved(encoding=encoding)).decode(encoding)


def is_within(part: str, whole: str) -> bool:
    """Whether *whole* has every letter of *part* in its order."""
    letters: Iterator[str] = iter(whole)
    return all(letter in letters for letter in part)


def test_plain_is_the_page_as_it_was_saved() -> None:
    assert NOISES["plain"](b"\xff<p>", PAGE) == b"\xff<p>"


@pytest.mark.parametrize("name", ADDS)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_a_noise_adds_and_takes_nothing_away(name: str, encoding: str) -> None:
    text = LIST if encoding != "big5" else "<body><div><ul><li><a>公告</a>2026-11-03</li></ul></div></body>"
    added = NOISES[name](text.encode(encoding), saved(encoding=encoding)).decode(encoding, "surrogateescape")
    assert len(added) > len(text)
    assert is_within(text, added)


@pytest.mark.parametrize("name", NOISES)
def test_the_same_page_gets_the_same_noise(name: str) -> None:
    assert NOISES[name](LIST.encode(), PAGE) == NOISES[name](LIST.encode(), PAGE)


@given(
    st.binary(max_size=200), st.sampled_from(sorted(NOISES)), st.sampled_from(["utf-8", "gb18030", "big5"])
)
def test_no_bytes_at_all_break_a_noise(body: bytes, name: str, encoding: str) -> None:
    NOISES[name](body, saved(encoding=encoding))


@given(st.binary(max_size=200))
def test_bytes_that_are_not_in_the_encoding_are_kept(body: bytes) -> None:
    assert body in NOISES["clock"](body, saved())


def test_the_clock_says_the_day_the_page_is_looked_at() -> None:
    assert "今天是2026年11月23日 星期一" in noisy("clock")


def test_the_counter_has_digits_like_a_day_and_no_date() -> None:
    text = noisy("counter")
    assert text.count("20261123") == 2
    assert newest_date(text.encode(), now=NOW) == NEWEST


def test_the_footers_stand_below_everything() -> None:
    for name, words in (("last-update", "网站最后更新：2026年11月23日"), ("copyright", "2008-2026")):
        text = noisy(name)
        assert text.index("办公室") < text.index(words) < text.index("</body>")


def test_one_sidebar_stands_before_the_list_and_one_after() -> None:
    before, after = noisy("sidebar-before"), noisy("sidebar-after")
    assert before.index("<body") < before.index('class="beside"') < before.index('class="list"')
    assert after.index("</ul>") < after.index('class="beside"') < after.index("</body>")


def test_two_sidebars_stand_on_either_side_of_the_lists_frame() -> None:
    text = noisy("sidebar-inside")
    signs = ["当前位置", "beside3", '<div class="frame"', "a/299.html", "beside4", '<div class="foot"']
    where = [text.index(sign) for sign in signs]
    assert where == sorted(where)


@pytest.mark.parametrize("items", [0, 3, 70])
@pytest.mark.parametrize("newest", [NEWEST, date(2026, 11, 22), date(2020, 2, 29)])
def test_a_sidebar_is_longer_than_the_list_and_newer_and_not_of_tomorrow(items: int, newest: date) -> None:
    added = NOISES["sidebar-before"](b"<body>", saved(items=items, newest=newest))
    days = list(dates_in(added.decode()))
    assert len(days) > items
    assert newest < min(days) <= max(days) == NOW


def test_beside_a_list_of_today_the_sidebar_is_of_today_as_well() -> None:
    added = NOISES["sidebar-after"](b"<body></body>", saved(newest=NOW))
    assert set(dates_in(added.decode())) == {NOW}


def test_a_sidebar_is_never_called_like_a_column_the_page_speaks_of() -> None:
    names = re.findall("<h3>(.*?)</h3>", noisy("sidebar-before") + noisy("sidebar-after"))
    assert len(set(names)) == 2
    for name in names:
        again = noisy("sidebar-before", LIST.replace("工作动态", name))
        assert f"<h3>{name}</h3>" not in again


def test_a_pinned_row_stands_first_and_is_years_old() -> None:
    days = list(dates_in(noisy("pinned")))
    assert days == [date(2022, 11, 3), NEWEST, date(2026, 10, 20), date(2026, 10, 8)]


def test_a_pinned_row_leads_to_an_address_of_its_own() -> None:
    links = re.findall('href="(a/.*?)"', noisy("pinned"))
    assert len(set(links)) == len(links) == 4


@pytest.mark.parametrize(
    "page", [saved(kind=Kind.ARTICLE), saved(newest=None), saved(newest=date(2026, 1, 1))]
)
def test_where_no_row_shows_the_newest_day_nothing_is_pinned(page: object) -> None:
    assert NOISES["pinned"](LIST.encode(), page) == LIST.encode()  # type: ignore[arg-type]


def test_gb18030_is_declared_left_out_or_lied_about() -> None:
    for name, says in (("gb-declared", "gb18030"), ("gb-undeclared", None), ("gb-lying", "utf-8")):
        text = NOISES[name](LIST.encode(), PAGE).decode("gb18030")
        said = re.search('charset="?([\\w-]+)', text)
        assert (said and said[1]) == says
        assert "演练县新建三所幼儿园" in text


def test_a_page_that_named_no_encoding_names_one_when_it_is_to_declare_or_to_lie() -> None:
    bare = "<head><title>公告</title></head>".encode()
    assert NOISES["gb-declared"](bare, PAGE).startswith(b'<head><meta charset="gb18030">')
    assert NOISES["gb-lying"](bare, PAGE).startswith(b'<head><meta charset="utf-8">')


def test_all_of_it_is_every_kind_of_noise_in_one_page() -> None:
    text = NOISES["all"](LIST.encode(), PAGE).decode("gb18030")
    for sign in ("今天是", "位访问者", "beside1", "beside2", "网站最后更新", "版权所有", "2022-11-03"):
        assert sign in text
    assert 'charset="utf-8"' in text
