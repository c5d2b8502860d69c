"""A crawl never outlives the process that ordered it."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int = 0) -> bool:
    """Ask the kernel to kill this process when its parent ends; return whether the parent still lives.

    *parent* is the process that gave the order, 0 where it is not known: then
    only a parent that ends during this call is noticed. Linux watches the thread
    that started us, which must therefore wait for us. Elsewhere nothing is asked.
    """
    expected = parent or os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    return os.getppid() == expected
