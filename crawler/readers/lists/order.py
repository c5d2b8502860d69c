"""Whether a list proves that there is nothing newer than what it shows."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

#: How many old rows may be pinned on top.
MAX_PINNED = 15
#: So many rows from new to old are no accident, whatever is pinned above them.
_LONG_RUN = 5


def proves_silence(dates: Sequence[date | None], blocks: Sequence[int], *, only_page: bool) -> bool:
    """Return whether a list with these rows' *dates* cannot hold back a newer entry.

    Every row has to be dated; then either this is the list's *only_page*, or each
    block, once the rows pinned on top are passed over, runs from new to old: what
    stands on later pages is older still.
    """
    dated = [on for on in dates if on]
    if not dated or len(dated) < len(dates):
        return False
    return only_page or all(_descends(dated[start:end]) for start, end in pairwise((*blocks, len(dated))))


def _descends(dates: Sequence[date]) -> bool:
    """Return whether *dates* run from new to old after a pinned prefix, too long for chance."""
    start = len(dates) - 1
    while start > 0 and dates[start - 1] >= dates[start]:
        start -= 1
    run = len(dates) - start
    return start <= MAX_PINNED and run > 1 and (run > start or run >= _LONG_RUN)
