"""The system underneath: what Debian or Ubuntu already has, and how the rest is installed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path

from scripts.saying import last_line, say

BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome-stable", "google-chrome")

_SERVICES = ("postgresql", "prometheus", "prometheus-alertmanager")


@dataclass(frozen=True)
class Debian:
    """One system; a test makes one of its own below another *top*, with another *path*."""

    top: Path = Path("/")
    #: Where programs are looked for, as PATH writes it; None is the environment's PATH.
    path: str | None = None
    #: Whether packages can be installed; otherwise an administrator is asked to.
    as_root: bool = field(default_factory=lambda: os.geteuid() == 0)

    def has(self, *programs: str) -> bool:
        """Return whether all *programs* can be started by name."""
        return all(shutil.which(program, path=self.path) for program in programs)

    def has_venv(self) -> bool:
        """Return whether this very interpreter can make environments: Debian ships that apart."""
        invalidate_caches()  # it may have been installed a moment ago
        return find_spec("ensurepip") is not None

    def has_browser(self) -> bool:
        """Return whether a Chromium is installed, by the system or by Playwright."""
        own = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright"
        return any(map(self.has, BROWSERS)) or any(Path(own).glob("chromium*/INSTALLATION_COMPLETE"))

    def has_libatomic(self) -> bool:
        """Return whether the library is installed that Playwright's own driver needs, and does not bring."""
        places = ("lib*/libatomic.so.1", "lib/*/libatomic.so.1")
        return any(any((self.top / "usr").glob(place)) for place in places)

    def has_chinese_fonts(self) -> bool:
        """Return whether some font with Chinese characters is installed."""
        if self.has("fc-list"):
            question = [self._program("fc-list"), ":lang=zh-cn"]
            return bool(subprocess.run(question, capture_output=True, check=False).stdout)
        return any((self.top / "usr/share/fonts").glob("**/*CJK*"))

    def has_postgresql(self) -> bool:
        """Return whether the server's programs are installed, in Debian's place or on the path."""
        return any((self.top / "usr/lib/postgresql").glob("*/bin/initdb")) or self.has("initdb", "postgres")

    def install(self, packages: Sequence[str]) -> None:
        """Install those of *packages* that this release has; needs root.

        A failure is one line, no exception: the caller looks again at what is here.
        """
        self._apt("update")
        known = [package for package in packages if self._knows(package)]
        if not known:
            return
        say(f"installing {' '.join(known)}")
        with self._services_held_back(known):
            self._apt("install", "--yes", "--no-install-recommends", *known)

    def _apt(self, *arguments: str) -> None:
        done = subprocess.run(
            [self._program("apt-get"), "-qq", "-o", "DPkg::Lock::Timeout=120", *arguments],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            say(f"apt-get {arguments[0]} failed: {last_line(done.stderr or done.stdout)}")

    def _knows(self, package: str) -> bool:
        """Return whether this release has *package*: Ubuntu, for one, has no chromium-headless-shell."""
        shown = subprocess.run(
            [self._program("apt-cache"), "show", package], capture_output=True, check=False
        )
        return shown.returncode == 0

    def _program(self, name: str) -> str:
        return shutil.which(name, path=self.path) or name

    @contextmanager
    def _services_held_back(self, packages: Sequence[str]) -> Iterator[None]:
        """Keep freshly installed services from running: the tests start servers of their own."""
        policy = self.top / "usr/sbin/policy-rc.d"
        ours = not policy.exists()
        if ours:
            policy.write_text("#!/bin/sh\nexit 101\n")
            policy.chmod(0o755)
        try:
            yield
        finally:
            if ours:
                policy.unlink()
        fresh = [service for service in _SERVICES if service in packages]
        if fresh and (self.top / "run/systemd/system").exists():
            subprocess.run([self._program("systemctl"), "disable", "--quiet", *fresh], check=False)


def venv_package() -> str:
    """Return the package that lets this very interpreter make environments."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def sudo_line(packages: Sequence[str]) -> str:
    """Return the command that an administrator types for *packages*."""
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"
