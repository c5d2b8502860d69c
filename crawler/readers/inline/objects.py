"""Lists kept as JSON in a script: var list = [{"title": "…", "url": "…", "pubDate": "2021-01-08"}, …]."""

import html
import json
import re
from collections.abc import Iterator, Mapping

from crawler.readers.inline.scripts import replace_scripts

#: What a cheap look at the text must find before this form is tried.
SIGN = "{"
_OPENS = re.compile(r"\[\s{0,200}\{\s{0,200}\"")
#: Longer scripts are libraries, and pages with more arrays than this hold no list.
_MAX_CODE = 500_000
_MAX_TRIES = 20
#: The share of rows that must have each part.
_MOST = 0.8
_TITLE = re.compile(r"(?:(?:doc|art|info|news|main)_?)?(?:title|headline|subject|biaoti|bt)", re.IGNORECASE)
_ADDRESS = re.compile(r"\w{0,8}(?:url|link|href)", re.IGNORECASE)
#: What the day of appearance is called, from the surest name to one that says only that it is a day.
_DATES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\w{0,8}(?:pub|publish\w{0,2}|release|rel|show|display)_?(?:date|time)(?:str)?|fbsj|fbrq",
        r"(?:info|doc|art|news)?_?(?:date|time)|riqi|shijian",
        r"(?:create|crt|add|input|cr)_?(?:date|time)",
    )
)
_A_DAY = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")
_Row = Mapping[str, object]


def unfold(text: str) -> str:
    """Return *text* with each script that holds such a list followed by the rows it stands for."""
    return replace_scripts(text, _markup) if _OPENS.search(text) else text


def _markup(code: str) -> str | None:
    if len(code) > _MAX_CODE:
        return None
    rows = max((_rows(found) for found in _arrays(code)), key=len, default=[])
    return f'<ul data-written="objects">{"".join(rows)}</ul>' if rows else None


def _arrays(code: str) -> Iterator[list[object]]:
    """Yield the arrays of objects that *code* holds as JSON; what is only like JSON is passed over."""
    decoder, at = json.JSONDecoder(strict=False), 0
    for _ in range(_MAX_TRIES):
        opened = _OPENS.search(code, at)
        if not opened:
            return
        try:
            found, at = decoder.raw_decode(code, opened.start())
        except (ValueError, RecursionError):
            at = opened.end()
            continue
        yield found


def _rows(found: list[object]) -> list[str]:
    """Return the markup of each object that has a title and a day; nothing where few of them have."""
    objects = [one for one in found if isinstance(one, dict)]
    rows = list(filter(None, map(_row, objects)))
    return rows if rows and len(rows) >= _MOST * len(found) else []


def _row(one: _Row) -> str:
    title, address = _value(one, _TITLE), _value(one, _ADDRESS)
    day = next((day for form in _DATES if _A_DAY.match(day := _value(one, form))), "")
    if not title or not day:
        return ""
    shown, href = html.escape(html.unescape(title)), html.escape(address)
    return f'<li><a href="{href}">{shown}</a><span>{html.escape(day)}</span></li>'


def _value(one: _Row, form: re.Pattern[str]) -> str:
    found = (value.strip() for name, value in one.items() if isinstance(value, str) and form.fullmatch(name))
    return next(filter(None, found), "")
