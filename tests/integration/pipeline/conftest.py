"""The program as a person runs it: a process of its own, on an environment of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from practice.inventory import write_inventory
from practice.serve import Portal, serving

Xuncha = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def portal() -> Iterator[Portal]:
    """The practice county, served while the tests run."""
    with serving() as opened:
        yield opened


@pytest.fixture
def environment(tmp_path: Path, portal: Portal) -> dict[str, str]:
    """An environment with a home of its own and the practice county's inventory."""
    write_inventory(tmp_path / "inventory", port=portal.port)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("XUNCHA_")}
    return kept | {
        "XUNCHA_HOME": str(tmp_path / "home"),
        "XUNCHA_INVENTORY": str(tmp_path / "inventory"),
        "XUNCHA_LOG_LEVEL": "WARNING",
    }


@pytest.fixture
def xuncha(environment: dict[str, str]) -> Xuncha:
    """Return what runs the program to its end: arguments, and variables that differ."""

    def run(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "pipeline.cli", *arguments],
            env=environment | variables,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
