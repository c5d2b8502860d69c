"""Lists kept as parallel arrays in a script: urls[0]='…'; headers[0]="…"; year[0]='2021'; …"""

import html
import re
from collections import defaultdict

from crawler.readers.inline.scripts import replace_scripts

#: What a cheap look at the text must find before this form is tried.
SIGN = "[0]"
_ITEM = re.compile(r"\b(\w{1,40})\[(\d{1,5})\]\s*=\s*(?:\"([^\"]{0,500})\"|'([^']{0,500})'|(\d{1,8}))\s*;?")
#: The part that an array's name tells it holds.
_PARTS = {
    "address": re.compile(r"url|link|href", re.IGNORECASE),
    "title": re.compile(r"head|title|subject|biaoti", re.IGNORECASE),
    "year": re.compile(r"year|nian", re.IGNORECASE),
    "month": re.compile(r"month|yue", re.IGNORECASE),
    "day": re.compile(r"^day|days|^ri$", re.IGNORECASE),
    "date": re.compile(r"date|time|riqi", re.IGNORECASE),
}


def unfold(text: str) -> str:
    """Return *text* with each script that fills such arrays followed by the list it stands for."""
    return replace_scripts(text, _markup)


def _markup(code: str) -> str | None:
    if SIGN not in code:
        return None
    items: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for name, index, *values in _ITEM.findall(code):
        part = next((part for part, form in _PARTS.items() if form.search(name)), "")
        if part:
            items[int(index)].setdefault(part, "".join(values))
    rows = [_row(items[index]) for index in sorted(items)]
    if not rows or not all(rows):
        return None
    return f'<ul data-written="arrays">{"".join(rows)}</ul>'


def _row(item: dict[str, str]) -> str:
    dated = item.get("date") or "-".join(item.get(part, "") for part in ("year", "month", "day"))
    if not item.get("title") or not any(map(str.isdigit, dated)):
        return ""
    address, title = html.escape(item.get("address", "")), html.escape(html.unescape(item["title"]))
    return f'<li><a href="{address}">{title}</a><span>{html.escape(dated)}</span></li>'
