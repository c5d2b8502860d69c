"""The names of sheets."""

import re
from collections.abc import Sequence

from exporters.weekly.report import clean

#: What a sheet's name may have, in characters.
_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def sheet_names(names: Sequence[str]) -> list[str]:
    """Return *names* as sheets may bear them: without forbidden signs, short, and no two the same."""
    given: list[str] = []
    for name in names:
        plain = _FORBIDDEN.sub(" ", clean(name)).strip()[:_LONGEST] or "表"
        number = 2
        chosen = plain
        while chosen in given:
            chosen = f"{plain[: _LONGEST - 4]} {number}"
            number += 1
        given.append(chosen)
    return given
