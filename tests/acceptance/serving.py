"""``xuncha serve`` as a process that is waited for, asked and stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

#: How long a start, an answer or an end may take, in seconds.
PATIENCE = 90.0


@dataclass(frozen=True)
class Served:
    """A running server."""

    process: "subprocess.Popen[str]"
    address: str

    def ask(self, path: str) -> httpx.Response:
        """Return the answer to a GET."""
        return httpx.get(f"{self.address}{path}", timeout=30)

    def until(self, path: str, status: int) -> httpx.Response:
        """Return the first answer with that *status*, polling with a bound."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the server ended"
            try:
                answer = self.ask(path)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code == status:
                return answer
            time.sleep(0.1)
        raise AssertionError(f"{path} did not answer {status} in {PATIENCE} s")

    def stop(self) -> int:
        """Ask it to end, and return its status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE)


@contextmanager
def served(environment: Mapping[str, str], *arguments: str) -> Iterator[Served]:
    """Run ``xuncha serve`` while the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "serve", *arguments],
        env={**os.environ, **environment, "XUNCHA_PORT": str(port)},
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield Served(process=process, address=f"http://127.0.0.1:{port}")
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=30)
