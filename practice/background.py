"""An asyncio server beside the caller's own code, with a stop that takes no longer than promised."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Any

#: Seconds a server may take to stop.
STOP = 10.0


@contextmanager
def background(opened: Callable[[], AbstractAsyncContextManager[None]]) -> Iterator[None]:
    """Run the server that *opened* opens on a loop in a thread of its own while the block runs.

    Whatever keeps it from opening (OSError for an address in use) is raised here.
    """
    ready: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def main() -> None:
        stop = asyncio.Event()
        async with opened():
            ready.set_result((asyncio.get_running_loop(), stop))
            await stop.wait()

    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="practice") as threads:
        run = threads.submit(lambda: asyncio.run(main()))
        either: tuple[Future[Any], ...] = (ready, run)
        wait(either, return_when=FIRST_COMPLETED)
        if not ready.done():
            run.result()
        loop, stop = ready.result()
        try:
            yield
        finally:
            loop.call_soon_threadsafe(stop.set)
            run.result(timeout=STOP)
