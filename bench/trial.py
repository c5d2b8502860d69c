"""One reading tried: how long it took, and whether it raised instead of answering."""

import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time
from types import FrameType, TracebackType

#: A reading that takes longer counts as slow, where the best of so many tries does.
LONGEST = 1.0
_TRIES = 3
#: A reading that takes longer than this is broken off, so that the next page gets its turn.
_BROKEN_OFF = 60.0


class OverrunError(Exception):
    """A reading was broken off because it did not end; the message says after how long."""


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What came of one reading."""

    #: What it answered; None where it raised.
    value: object
    #: The best time, in seconds of the processor: other work on the machine does not count.
    seconds: float
    #: What it raised and where, in one line; empty where it answered.
    raised: str

    @property
    def slow(self) -> bool:
        """Whether it took longer than a page may take."""
        return self.seconds > LONGEST


def try_reading(read: Callable[[], object]) -> Tried:
    """Return what came of *read*, whatever it does; tried again where it was slow, the best time counts."""
    tried = _once(read)
    for _ in range(_TRIES - 1):
        if not tried.slow or tried.raised:
            break
        again = _once(read)
        tried = min(tried, again, key=lambda one: one.seconds)
    return tried


class _Watched:
    """Times what is done inside, breaks it off in the end, and keeps what it raises."""

    def __enter__(self) -> "_Watched":
        self.raised = ""
        self._before = signal.signal(signal.SIGALRM, _overrun)
        signal.setitimer(signal.ITIMER_REAL, _BROKEN_OFF)
        self._began = process_time()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.seconds = process_time() - self._began
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self._before)
        if not isinstance(error, Exception):
            return False
        self.raised = _line(error)
        return True


def _once(read: Callable[[], object]) -> Tried:
    value: object = None
    with _Watched() as watched:
        value = read()
    return Tried(value=value, seconds=watched.seconds, raised=watched.raised)


def _overrun(_signal: int, _frame: FrameType | None) -> None:
    raise OverrunError(f"did not end within {_BROKEN_OFF:.0f} s")


def _line(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else "nowhere"
    return f"{type(error).__name__} at {place}: {error}"[:300]
