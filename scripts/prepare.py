"""Everything `make demo` and `make test` need, on a fresh Debian or Ubuntu: packages, .venv, a browser.

Only the standard library, because nothing is installed yet. As root missing packages
are installed; otherwise the line to type is printed and the rest goes on. A second
run finds everything in place and takes well under a second.
"""

import argparse
import fcntl
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.debian import Debian, sudo_line, venv_package
from scripts.environment import Environment
from scripts.saying import SetupError, say


@dataclass(frozen=True)
class Need:
    """A Debian package, whether what it brings is already here, and what is lost without it."""

    package: str
    here: bool
    loss: str


def main(argv: Sequence[str]) -> int:
    """Prepare the checkout for the demo or the tests; 0 when it can be used, 2 with one line otherwise."""
    parser = argparse.ArgumentParser(prog="prepare", description="Prepare this checkout for use.")
    parser.add_argument("what", choices=["demo", "test"], help="what to prepare for")
    what = parser.parse_args(argv).what
    try:
        with _alone():
            prepare(what, Debian(), Environment(Path(__file__).resolve().parent.parent))
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 2
    return 0


def prepare(what: str, system: Debian, environment: Environment) -> None:
    """Install what is missing for *what* (demo or test), and say what could not be had.

    Raises SetupError when there can be no environment at all.
    """
    if sys.version_info < (3, 11):  # noqa: UP036  an older one may be all there is
        raise SetupError("Python 3.11 or newer is needed; `make PYTHON=/path/to/it …` names one")
    missing = [need.package for need in wanted(what, system, environment) if not need.here]
    if missing:
        provide(missing, system)
    if not environment.works() and not system.has_venv():
        raise SetupError(f"no virtual environment can be made without {venv_package()}")
    environment.make()
    if not system.has_browser():
        environment.download_browser(with_libraries=system.as_root)
    for need in wanted(what, system, environment):
        if not need.here:
            say(f"without {need.package} {need.loss}")


def wanted(what: str, system: Debian, environment: Environment) -> list[Need]:
    """Return the Debian packages that *what* (demo or test) rests on."""
    found = [
        Need(venv_package(), environment.works() or system.has_venv(), "there is no environment"),
        Need("chromium-headless-shell", system.has_browser(), "script-built pages cannot be rendered"),
        Need("libatomic1", system.has_libatomic(), "Playwright cannot drive a browser"),
        Need("fontconfig", system.has("fc-list"), "`xuncha doctor` cannot see which fonts there are"),
        Need("fonts-noto-cjk", system.has_chinese_fonts(), "Chinese text in pictures is drawn as boxes"),
    ]
    if what == "test":
        found += [
            Need("postgresql", system.has_postgresql(), "the tests on PostgreSQL are left out"),
            Need("prometheus", system.has("promtool"), "the tests with Prometheus are left out"),
            Need("prometheus-alertmanager", system.has("amtool"), "the tests with Alertmanager are left out"),
        ]
    return found


def provide(packages: Sequence[str], system: Debian) -> None:
    """Install *packages* as root, or print the line that an administrator types."""
    if not system.has("apt-get"):
        say(f"this is neither Debian nor Ubuntu; its own packages for {', '.join(packages)} will do")
    elif system.as_root:
        system.install(packages)
    else:
        say(f"not root, so please run: {sudo_line(packages)}")


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other set-up works on this checkout; this file is the lock."""
    with Path(__file__).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
