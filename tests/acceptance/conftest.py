"""The practice county, and an office of its own for each test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from practice.inventory import write_inventory
from practice.serve import Portal, serving


@pytest.fixture(scope="session")
def portal() -> Iterator[Portal]:
    """The practice county, served while the tests run."""
    with serving() as opened:
        yield opened


@pytest.fixture
def office(tmp_path: Path, portal: Portal) -> dict[str, str]:
    """The settings of an office that watches the practice county."""
    write_inventory(tmp_path / "inventory", port=portal.port)
    return {
        "XUNCHA_HOME": str(tmp_path / "home"),
        "XUNCHA_INVENTORY": str(tmp_path / "inventory"),
        "XUNCHA_LOG_LEVEL": "WARNING",
        "XUNCHA_CHROMIUM_SANDBOX": str(os.geteuid() != 0),
    }
