"""What time it is for a look: the real time, or the moment the order stopped the clock at."""

from collections.abc import Callable
from datetime import datetime

from records.civil import SHANGHAI, parse_moment

Clock = Callable[[], datetime]


def clock_at(now: str | None) -> Clock:
    """Return a clock that stands at the ISO moment *now*, or the real one where there is none."""
    if not now:
        return lambda: datetime.now(SHANGHAI)
    moment = parse_moment(now)
    return lambda: moment
