"""The virtual environment .venv: the locked packages, xuncha itself, and a browser where there is none."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.saying import SetupError, last_line, say

#: How long one attempt at a browser download may take, in seconds.
DOWNLOAD_SECONDS = 600


@dataclass(frozen=True)
class Environment:
    """The virtual environment of the checkout *root*."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self.root / ".venv"

    def works(self) -> bool:
        """Return whether it has a Python that starts: an upgrade of the system can take it away."""
        python = self.folder / "bin/python"
        if not python.exists():
            return False
        return subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0

    def make(self) -> None:
        """Make it hold exactly what the lock says, and xuncha itself, editable.

        A stamp holds the digest of what was installed; while it agrees, nothing is
        done. Raises SetupError when it cannot be made.
        """
        stamp, digest = self.folder / ".prepared", self.digest()
        working = self.works()
        if working and stamp.exists() and stamp.read_text() == digest:
            return
        if not working:
            say("making .venv")
            self._run([sys.executable, "-m", "venv", "--clear", str(self.folder)], "making .venv")
        self._install()
        stamp.write_text(digest)

    def digest(self) -> str:
        """Return what tells one state of lock, metadata, place and Python's minor version from another."""
        files = [(self.root / name).read_bytes() for name in ("requirements.lock", "pyproject.toml")]
        place = f"{self.root} {sys.version_info.major}.{sys.version_info.minor}".encode()
        return hashlib.sha256(b"\0".join([*files, place])).hexdigest()

    def download_browser(self, *, with_libraries: bool) -> None:
        """Ask Playwright for a browser of its own, once; where that cannot be had, one line says so.

        *with_libraries* lets it install the system libraries of the browser as well.
        """
        tried = self.folder / ".browser-tried"
        if tried.exists():
            return
        say("no Chromium found: asking Playwright for one")
        libraries = ["--with-deps"] if with_libraries else []
        command = [self._program("playwright"), "install", *libraries, "chromium-headless-shell"]
        try:
            self._run(command, "downloading a browser", seconds=DOWNLOAD_SECONDS)
        except SetupError as error:
            tried.touch()
            say(f"{error}; to try again, delete {tried.relative_to(self.root)}")

    def _install(self) -> None:
        say("installing the locked packages (a minute or two the first time)")
        began = time.monotonic()
        pip = [self._program("python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-deps"]
        self._run([*pip, "--require-hashes", "-r", str(self.root / "requirements.lock")], "installing them")
        self._run([*pip, "--no-build-isolation", "-e", str(self.root)], "installing xuncha itself")
        say(f"installed in {time.monotonic() - began:.0f} s")

    def _program(self, name: str) -> str:
        return str(self.folder / "bin" / name)

    def _run(self, command: Sequence[str], doing: str, *, seconds: float | None = None) -> None:
        """Run *command* quietly; raises SetupError with the line that says most when it fails."""
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            raise SetupError(f"{doing} took longer than {seconds:.0f} s") from None
        if done.returncode:
            self.folder.mkdir(exist_ok=True)
            (self.folder / "setup.log").write_text(done.stdout)
            raise SetupError(f"{doing} failed: {last_line(done.stdout)} (all of it: .venv/setup.log)")
