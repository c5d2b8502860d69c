"""A bound on a whole conversation: each step has its time-out, but a thousand slow steps would have none."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from threading import Event, Timer


@contextmanager
def patience(seconds: float, connection: Callable[[], socket.socket | None]) -> Iterator[None]:
    """Cut *connection* off once the block has taken *seconds*, and raise TimeoutError then.

    The connection is asked for at that moment, since TLS puts another socket in the place of the first.
    """
    over = Event()

    def cut() -> None:
        over.set()
        current = connection()
        if current is not None:
            with suppress(OSError):
                # The one of the plain socket: that of TLS takes the session away from whoever is reading.
                socket.socket.shutdown(current, socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    too_long = TimeoutError(f"it took longer than {seconds:g} s")
    try:
        yield
    except (OSError, HTTPException) as error:
        if over.is_set():
            raise too_long from error
        raise
    finally:
        timer.cancel()
    if over.is_set():
        # Who was reading may have taken the cut for the end of what there was.
        raise too_long
