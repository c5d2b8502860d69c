"""Answers in JSON: loaded within bounds, their rows found by path."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crawler.readers.apis.rows import Row, read_rows, unreadable
from crawler.readers.bounds import MAX_BYTES, MAX_ROWS
from crawler.readers.decoding import decode
from crawler.readers.reading import Reading

#: Objects and arrays open at once; real answers stay below ten.
MAX_DEPTH = 60
#: Brackets and strings of one answer; a whole column of 2,500 documents has some 200,000.
MAX_TOKENS = 500_000
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}
_TOKEN = re.compile(r"[\[\]{}]|\"[^\"\\]*(?:\\.[^\"\\]*)*\"?", re.DOTALL)
_CALL = re.compile(r"[A-Za-z_$][\w$.]{0,80}\s{0,20}\((.*)\)\s{0,20};?", re.DOTALL)


def load(body: bytes) -> object:
    """Return the value *body* holds, the argument where it calls a function with it (JSONP); None if none."""
    if len(body) > MAX_BYTES:
        return None
    text = decode(body).strip()
    call = _CALL.fullmatch(text)
    return load_text(call[1] if call else text)


def load_text(text: str) -> object:
    """Return the value that the JSON *text* is, or None where it is none or nested too deep."""
    depth = 0
    for count, token in enumerate(_TOKEN.finditer(text)):
        depth += _DEEPER.get(token[0], 0)
        if depth > MAX_DEPTH or count >= MAX_TOKENS:
            return None
    try:
        value: object = json.loads(text, strict=False, parse_constant=lambda _: None)
    except ValueError:
        return None
    return value


def dig(value: object, path: str) -> object:
    """Return what stands in *value* at the dotted *path*, or None."""
    for name in path.split(".") if path else ():
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def count_at(value: object, *paths: str) -> int | None:
    """Return the first whole number at one of *paths*, or None."""
    for path in paths:
        found = dig(value, path)
        if isinstance(found, str) and found.strip().isdecimal() and len(found) < 10:
            return int(found)
        if isinstance(found, int) and not isinstance(found, bool) and found >= 0:
            return found
    return None


def text_at(value: object, *paths: str) -> str:
    """Return the first text or number that is not empty at one of *paths*, as text; or empty."""
    for path in paths:
        found = dig(value, path)
        if isinstance(found, str) and found.strip():
            return found.strip()
        if isinstance(found, int) and not isinstance(found, bool):
            return str(found)
    return ""


def _href(row: Mapping[str, object], names: tuple[str, ...]) -> str:
    return text_at(row, *names)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Where an answer keeps its rows, and a row its parts: dotted paths, the likeliest first."""

    rows: tuple[str, ...]
    total: tuple[str, ...] = ()
    title: tuple[str, ...] = ("title",)
    address: tuple[str, ...] = ("url",)
    date: tuple[str, ...]
    source: tuple[str, ...] = ()
    #: How a row's address is made of what stands at *address*, where that is no address itself.
    link: Callable[[Mapping[str, object], tuple[str, ...]], str] = field(default=_href)
    #: The answer is the whole column at once.
    whole: bool = False


def read_json(value: object, shape: Shape, *, address: str, now: datetime) -> Reading:
    """Return the reading of the loaded answer *value*; rows that are no objects make it unreadable."""
    found = next((rows for rows in (dig(value, path) for path in shape.rows) if isinstance(rows, list)), None)
    total = count_at(value, *shape.total)
    if found is None:
        return unreadable("the list's interface answered without a list")
    if not all(isinstance(row, dict) for row in found):
        return unreadable("the list's interface answered with rows of another kind")
    if shape.whole and found:
        total = len(found)
    rows = [_row(row, shape) for row in found[:MAX_ROWS]]
    return read_rows(rows, total=total, address=address, now=now)


def _row(row: Mapping[str, object], shape: Shape) -> Row:
    return Row(
        title=text_at(row, *shape.title),
        href=shape.link(row, shape.address),
        dates=tuple(dig(row, name) for name in shape.date),
        source=text_at(row, *shape.source),
    )
