"""How the parts of a mail are numbered."""

from exporters.weekly.report import Part

_NUMERALS = "一二三四五六七八九十"


def numbered(number: int, part: Part) -> str:
    """Return the heading of the part *number*, counted from 0: 一、本周变化（4 项）."""
    return f"{_numeral(number + 1)}、{part.title}（{len(part.rows)} 项）"


def _numeral(number: int) -> str:
    """Return *number*, from 1 to 19, as Chinese writes it."""
    ten, one = divmod(number, len(_NUMERALS))
    if not ten:
        return _NUMERALS[one - 1]
    return _NUMERALS[-1] + (_NUMERALS[one - 1] if one else "")
