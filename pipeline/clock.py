"""The clock as an argument: the real one, or one that stands still for ``--now``."""

from collections.abc import Callable
from datetime import datetime

from records.civil import SHANGHAI

#: Returns the present moment, aware, in Asia/Shanghai.
Clock = Callable[[], datetime]


def real_clock() -> datetime:
    """Return the machine's present moment."""
    return datetime.now(SHANGHAI)


def clock_at(now: datetime | None) -> Clock:
    """Return a clock that stands at *now*, or the real one where *now* is None."""
    return real_clock if now is None else lambda: now
