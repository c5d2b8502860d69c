"""The years a title names: a report published in 2026 is that of 2025 where it says so."""

import re

#: 二〇二五 is written with four numerals, and its zero in several ways.
_NUMERALS = str.maketrans("〇零○０１２３４５６７８９一二三四五六七八九", "0000123456789123456789")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def years_named(title: str) -> frozenset[int]:
    """Return the years *title* names, in digits or in numerals; often none."""
    return frozenset(int(year) for year in _YEAR.findall(title.translate(_NUMERALS)))
