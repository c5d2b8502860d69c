"""What one value of the inventory may be, each with the remedy for what it may not be."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BeforeValidator

from records.inventory_files.addresses import checked_address
from records.inventory_files.near import advice, shown
from records.period import Period
from records.rulebook import YearDay

Choice = TypeVar("Choice", bound=StrEnum)

#: Longer than any title or clause.
MAX_TEXT = 2_000
#: Longer limits are slips of the keyboard, and past them dates run out.
MAX_MONTHS, MAX_DAYS = 120, 3_660
#: No platform lets an account post to all its readers more often a month.
MAX_COUNT = 1_000
#: No portal goes deeper.
MAX_LEVEL = 9

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_WHOLE = re.compile(r"-?[0-9]{1,6}")
_SECONDS = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,3})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_LEAP_YEAR = 2024
_MAIL = re.compile(r"[^@\s<>(),;:\"\\]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_LOOSE_PERIOD = re.compile(
    r"p?([1-9][0-9]{0,3})\s*(d|days?|天|日|w|weeks?|周|m|months?|个?月|y|years?|年)", re.IGNORECASE
)
_UNITS = {
    "d": "D",
    "天": "D",
    "日": "D",
    "w": "W",
    "周": "W",
    "m": "M",
    "月": "M",
    "个": "M",
    "y": "Y",
    "年": "Y",
}
#: Characters that turn the direction of the text after them.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be text, not {kind_of(value)}")  # noqa: TRY004  (pydantic collects ValueErrors)
    text = " ".join(value.split())
    if len(text) > MAX_TEXT:
        raise ValueError(f"is longer than {MAX_TEXT:,} characters; shorten it")
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cs"} or character in _TURNING:
            raise ValueError(f"holds the invisible character U+{ord(character):04X}; delete it")
    return text


def kind_of(value: object) -> str:
    """Return what *value* is, as a remedy calls it."""
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else "text"


def _name(value: object) -> str:
    text = _text(value)
    if not text:
        raise ValueError("is empty; fill it in")
    return text


def _key(value: object) -> str:
    text = _text(value)
    if not _KEY.fullmatch(text):
        raise ValueError(f"{shown(text)} is no key; use letters, digits, '-', '_' and '.', like xwzx-zwyw")
    return text


def _flag(value: object) -> bool:
    text = _text(value)
    if text not in {"true", "false"}:
        raise ValueError(f"{shown(text)} is neither true nor false; write one of the two")
    return text == "true"


def _whole(value: object) -> int:
    text = _text(value)
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"{shown(text)} is no whole number; write one like 10")
    return int(text)


def _count(value: object) -> int:
    number = _whole(value)
    if not 1 <= number <= MAX_COUNT:
        raise ValueError(f"{number} is no number of posts a month; write one from 1 to {MAX_COUNT}, like 4")
    return number


def _level(value: object) -> int:
    level = _whole(value)
    if not 1 <= level <= MAX_LEVEL:
        raise ValueError(
            f"{level} is no level; write 1 for a first-level column (一级栏目), 2 for one below it"
        )
    return level


def _seconds(value: object) -> float:
    text = _text(value)
    if not _SECONDS.fullmatch(text):
        raise ValueError(f"{shown(text)} is no number of seconds; write one like 2.0")
    return float(text)


def _day(value: object) -> date:
    text = _text(value)
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError as error:
        raise ValueError(f"{shown(text)} is no day; write it like 2026-01-31") from error


def _year_day(value: object) -> YearDay:
    text = _text(value)
    match = _YEAR_DAY.fullmatch(text)
    try:
        day = date(_LEAP_YEAR, int(match[1]), int(match[2])) if match else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"{shown(text)} is no day of every year; write it in quotes, like '01-31'")
    return YearDay(month=day.month, day=day.day)


def _period(value: object) -> Period:
    text = _text(value)
    try:
        period = Period.parse(text)
    except ValueError as error:
        loose = _LOOSE_PERIOD.fullmatch(text)
        better = (
            f"write P{loose[1]}{_UNITS[loose[2][0].lower()]}"
            if loose
            else "write it like P7D, P2W, P6M or P1Y"
        )
        raise ValueError(f"{shown(text)} is no duration; {better}") from error
    if period.months > MAX_MONTHS or period.days > MAX_DAYS:
        raise ValueError(f"{shown(text)} is longer than ten years; write a shorter one")
    return period


def _address(value: object) -> str:
    return checked_address(_text(value))


def _mail(value: object) -> str:
    text = _text(value)
    if not _MAIL.fullmatch(text):
        raise ValueError(f"{shown(text)} is no mail address; write it like office@example.test")
    return text


def _variable(value: object) -> str:
    text = _text(value)
    if not _VARIABLE.fullmatch(text):
        raise ValueError(
            "is no variable's name; write the NAME of an environment variable, never the secret itself"
        )
    return text


def choice(choices: type[Choice]) -> BeforeValidator:
    """Return what takes a value of *choices* and names the nearest where it is none."""

    def choose(value: object) -> Choice:
        text = _text(value)
        values = [member.value for member in choices]
        if text not in values:
            raise ValueError(f"{shown(text)} is not known here; {advice(text, values)}")
        return choices(text)

    return BeforeValidator(choose)


def _or_empty(validate: Callable[[object], str]) -> BeforeValidator:
    return BeforeValidator(lambda value: value if value == "" else validate(value))


Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_name)]
Key = Annotated[str, BeforeValidator(_key)]
KeyOrNone = Annotated[str, _or_empty(_key)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_whole)]
Count = Annotated[int, BeforeValidator(_count)]
Level = Annotated[int, BeforeValidator(_level)]
Seconds = Annotated[float, BeforeValidator(_seconds)]
Day = Annotated[date, BeforeValidator(_day)]
DayOfYear = Annotated[YearDay, BeforeValidator(_year_day)]
Duration = Annotated[Period, BeforeValidator(_period)]
Address = Annotated[str, BeforeValidator(_address)]
AddressOrNone = Annotated[str, _or_empty(_address)]
Mail = Annotated[str, BeforeValidator(_mail)]
MailOrNone = Annotated[str, _or_empty(_mail)]
VariableOrNone = Annotated[str, _or_empty(_variable)]
#: What a ledger says; nothing written there is kept as an empty text.
Filing = Annotated[str, BeforeValidator(lambda value: _text("" if value is None else value))]
