"""Digits as some pages write them: full-width, and Chinese numerals."""

from datetime import date

_DIGITS = "〇一二三四五六七八九"
_WIDER = 0xFEE0


def wide(text: str) -> str:
    """Return *text* with full-width digits."""
    return "".join(chr(ord(one) + _WIDER) if one.isdigit() else one for one in text)


def in_numerals(on: date, *, zero: str = "〇") -> str:
    """Return *on* in Chinese numerals, its zeros written as *zero*."""
    year = "".join(_DIGITS[int(one)] for one in str(on.year))
    return f"{year}年{_number(on.month)}月{_number(on.day)}日".replace("〇", zero)


def _number(value: int) -> str:
    tens, ones = divmod(value, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")
