"""One pass at a time: two would look at the same hosts at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.home import writable
from records.errors import InputError


@contextmanager
def one_pass_at_a_time(home: Path) -> Iterator[None]:
    """Hold the lock of *home* while a pass runs; it is let go when the process ends, however it ends.

    Raises InputError where another process holds it, or *home* cannot be written.
    """
    path = home / "pass.lock"
    with writable(home):
        home.mkdir(parents=True, exist_ok=True)
        handle = path.open("a+")
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(f"{path}: another pass is running; wait until it has ended") from error
        yield
