"""The program as a person runs it: on an environment of its own, in this process or in one of its own."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import run_program
from practice.inventory import write_inventory
from practice.serve import Portal, serving
from tests.integration.pipeline.month import Month, month_in, watch_month


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


Xuncha = Callable[..., Done]


@pytest.fixture(scope="session")
def portal() -> Iterator[Portal]:
    """The practice county, served while the tests run."""
    with serving() as opened:
        yield opened


@pytest.fixture
def environment(tmp_path: Path, portal: Portal) -> dict[str, str]:
    """An environment with a home of its own and the practice county's inventory."""
    write_inventory(tmp_path / "inventory", port=portal.port)
    return {
        "XUNCHA_HOME": str(tmp_path / "home"),
        "XUNCHA_INVENTORY": str(tmp_path / "inventory"),
        "XUNCHA_LOG_LEVEL": "WARNING",
        "XUNCHA_CHROMIUM_SANDBOX": "false",
    }


@pytest.fixture
def xuncha(environment: dict[str, str], capfd: pytest.CaptureFixture[str]) -> Xuncha:
    """Return what runs the program to its end in this process: arguments, and variables that differ.

    Its child, the crawler, is a process all the same.
    """

    def run(*arguments: str, **variables: str) -> Done:
        capfd.readouterr()
        code = run_program(arguments, environment | variables)
        told = capfd.readouterr()
        return Done(returncode=code, stdout=told.out, stderr=told.err)

    return run


@pytest.fixture
def process(environment: dict[str, str]) -> Xuncha:
    """Return what runs the program as a process of its own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("XUNCHA_")}

    def run(*arguments: str, **variables: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.cli", *arguments],
            env=kept | environment | variables,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Done(returncode=done.returncode, stdout=done.stdout, stderr=done.stderr)

    return run


@pytest.fixture(scope="session")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    """A month of a small practice county, not to be written to: one for all processes of the tests."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "month"
    shared.mkdir(exist_ok=True)
    found = month_in(shared)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "watched").exists():
            watch_month(found)
            (shared / "watched").touch()
    return found


@pytest.fixture
def office(month: Month, tmp_path: Path) -> Month:
    """The month on a copy that a test may spoil."""
    shutil.copytree(month.settings.home, tmp_path / "home")
    return month.at(tmp_path / "home")
