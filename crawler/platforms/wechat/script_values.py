"""What a page's scripts set a name to, in the forms that WeChat's templates write.

``var ct = "…"``, ``window.biz = '' || '…'``, ``d.ct = xml ? getXmlValue('…') : '…'``,
``nick_name: JsDecode('…')``, ``ori_send_time: '…' * 1``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

#: Places of one name that are looked at; real pages have fewer than a hundred.
_MAX_PLACES = 1_000
_QUOTED = r"(?:'((?:[^'\\\n]|\\.){0,4000})'|\"((?:[^\"\\\n]|\\.){0,4000})\")"
_FROM_XML = r"(?:xml\s{0,4}\?\s{0,4}getXmlValue\('[\w.]{1,40}'\)\s{0,4}:\s{0,4})?"
_BEFORE = rf"\s{{0,4}}\(?{_FROM_XML}(?:JsDecode\(|htmlDecode\()?"
_VALUE = re.compile(rf"{_BEFORE}(?:{_QUOTED}|(\d{{1,20}}))")
_OR = re.compile(rf"\s{{0,4}}\|\|\s{{0,4}}{_QUOTED}")
_SET = re.compile(r"\s{0,4}=(?!=)")
_KEY = re.compile(r"[\"']?\s{0,4}:")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}


class Held(Enum):
    """How a script holds a value."""

    #: A variable of its own, or of the window.
    VARIABLE = ("var {}", "window.{}")
    #: A field of the object ``d``, which image and text posts fill.
    FIELD = ("d.{}",)
    #: A key of an object written out.
    KEY = ("{}",)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One value, and where it stands."""

    value: str
    start: int


def values_of(scripts: str, name: str, held: Held, *, start: int = 0) -> Iterator[Said]:
    """Yield the texts and numbers that *scripts* set *name* to from *start* on; empty ones are left out.

    The name is taken whole: ``create_time`` is not found in ``ori_create_time``.
    """
    sign = _KEY if held is Held.KEY else _SET
    for form in held.value:
        word = form.format(name)
        for place in _places(scripts, word, start):
            follows = sign.match(scripts, place + len(word))
            value = _value_at(scripts, follows.end()) if follows else ""
            if value:
                yield Said(value=value, start=place)


def first_of(scripts: str, name: str, held: Held) -> str:
    """Return the first value of *name*, or empty."""
    return next((said.value for said in values_of(scripts, name, held)), "")


def _places(scripts: str, word: str, start: int) -> Iterator[int]:
    place = scripts.find(word, start)
    for _ in range(_MAX_PLACES):
        if place < 0:
            return
        before = scripts[place - 1] if place else " "
        if not (before.isalnum() or before in "_.$-\\"):
            yield place
        place = scripts.find(word, place + len(word))


def _value_at(scripts: str, position: int) -> str:
    found = _VALUE.match(scripts, position)
    for _ in range(4):
        if found is None:
            return ""
        value = next(filter(None, found.groups()), "")
        if value:
            return _unescaped(value)
        found = _OR.match(scripts, found.end())
    return ""


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _LETTERS.get(escape[3], escape[3])
