"""What a portal puts round a list or an article: none of it is the list, so the answer stays.

Each noise is a function from a page's bytes to other bytes; a new one is a function
and a line in NOISES. Nothing is drawn by lot: the same page gets the same noise.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce

from bench import recode
from bench.frames import frame_round
from bench.markup import Row, first_row, put_below, put_on_top, row_that_shows
from bench.saved import SavedPage
from bench.sidebar import sidebar

Noise = Callable[[bytes, SavedPage], bytes]

#: The names of what every figure is told of: none of them, and all at once.
PLAIN, ALL = "plain", "all"

_WEEKDAYS = "一二三四五六日"
#: Years between a pinned row and the newest one; four, so that every day has its counterpart.
_PINNED_YEARS = 4
_LINK_NUMBER = re.compile(r"(href\s*=\s*[\"\'][^\"\']*?)(\d+)([^\d\"\']*[\"\'])", re.IGNORECASE)


def plain(body: bytes, _page: SavedPage) -> bytes:
    """Return *body* as it was saved."""
    return body


def clock(body: bytes, page: SavedPage) -> bytes:
    """Return *body* under a line that says what day it is."""
    day = page.now
    line = f"今天是{_in_words(day)} 星期{_WEEKDAYS[day.weekday()]}，欢迎您！"
    return _edited(body, page, lambda text: put_on_top(text, f'<div class="the-day">{line}</div>'))


def counter(body: bytes, page: SavedPage) -> bytes:
    """Return *body* with the digits of a visitor counter on top and below, which look like days."""
    day = page.now
    line = f"您是第<b>{day:%Y%m%d}</b>位访问者 今日访问：{day:%m%d} 次 累计：{day:%Y.%m%d} 万次"
    return _edited(body, page, lambda text: put_below(put_on_top(text, _block(line)), _block(line)))


def sidebar_before(body: bytes, page: SavedPage) -> bytes:
    """Return *body* with newer items of another column before everything else."""
    return _edited(body, page, lambda text: put_on_top(text, sidebar(text, page, number=1)))


def sidebar_after(body: bytes, page: SavedPage) -> bytes:
    """Return *body* with newer items of another column after everything else."""
    return _edited(body, page, lambda text: put_below(text, sidebar(text, page, number=2)))


def sidebar_inside(body: bytes, page: SavedPage) -> bytes:
    """Return *body* with newer items of other columns right before and after the frame of its list.

    As it is where no row or no frame is found.
    """
    return _edited(body, page, lambda text: _with_neighbours(text, page))


def last_update(body: bytes, page: SavedPage) -> bytes:
    """Return *body* above a footer that says when the site was last updated."""
    line = f"网站最后更新：{_in_words(page.now)} 更新时间：{page.now} 08:30"
    return _edited(body, page, lambda text: put_below(text, _block(line)))


def copyright_years(body: bytes, page: SavedPage) -> bytes:
    """Return *body* above the years of a copyright line."""
    line = f"版权所有 © 2008-{page.now.year} Copyright 2008.01-{page.now:%Y.%m} All Rights Reserved"
    return _edited(body, page, lambda text: put_below(text, _block(line)))


def pinned(body: bytes, page: SavedPage) -> bytes:
    """Return *body* with a row years older on top of its list, or as it is where no row is found."""
    return _edited(body, page, lambda text: _with_pinned(text, page))


def gb_declared(body: bytes, page: SavedPage) -> bytes:
    """Return *body* in GB18030, and saying so."""
    return recode.declared(body, page.encoding)


def gb_undeclared(body: bytes, page: SavedPage) -> bytes:
    """Return *body* in GB18030, without a word about it."""
    return recode.undeclared(body, page.encoding)


def gb_lying(body: bytes, page: SavedPage) -> bytes:
    """Return *body* in GB18030 that calls itself UTF-8."""
    return recode.lying(body, page.encoding)


#: What one after the other is put into one page. The encoding comes last, and of the three the worst.
_TOGETHER: tuple[Noise, ...] = (
    pinned,
    sidebar_inside,
    sidebar_before,
    clock,
    counter,
    sidebar_after,
    last_update,
    copyright_years,
    gb_lying,
)


def together(body: bytes, page: SavedPage) -> bytes:
    """Return *body* with all of it at once, in GB18030 that calls itself UTF-8."""
    return reduce(lambda noisy, noise: noise(noisy, page), _TOGETHER, body)


#: Every noise by the name it has in the table; the last is all of them.
NOISES: Mapping[str, Noise] = {
    PLAIN: plain,
    "clock": clock,
    "counter": counter,
    "sidebar-before": sidebar_before,
    "sidebar-after": sidebar_after,
    "sidebar-inside": sidebar_inside,
    "last-update": last_update,
    "copyright": copyright_years,
    "pinned": pinned,
    "gb-declared": gb_declared,
    "gb-undeclared": gb_undeclared,
    "gb-lying": gb_lying,
    ALL: together,
}


def _edited(body: bytes, page: SavedPage, edit: Callable[[str], str]) -> bytes:
    return recode.bytes_of(edit(recode.text_of(body, page.encoding)), page.encoding)


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _block(line: str) -> str:
    return f'<div class="the-line">{line}</div>'


def _newest_row(text: str, page: SavedPage) -> Row | None:
    return row_that_shows(text, page.expected_on) if page.expected_on and page.is_list else None


def _with_neighbours(text: str, page: SavedPage) -> str:
    row = _newest_row(text, page)
    frame = frame_round(text, row.start + 1) if row else None
    if frame is None:
        return text
    start, end = frame
    before, after = (sidebar(text, page, number=number) for number in (3, 4))
    return text[:start] + before + text[start:end] + after + text[end:]


def _with_pinned(text: str, page: SavedPage) -> str:
    row, day = _newest_row(text, page), page.expected_on
    if row is None or day is None:
        return text
    older = text[row.start : row.end].replace(str(day.year), str(day.year - _PINNED_YEARS))
    older = _LINK_NUMBER.sub(r"\g<1>7\g<2>\g<3>", older)
    at = first_row(text, row).start
    return text[:at] + older + text[at:]
