"""Prometheus' own linter has nothing to say about the metrics."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from exporters.metrics.exposition import exposition
from exporters.metrics.scrape import Scrape
from tests.unit.exporters.scraped import HOSTILE_SCRAPE, SCRAPE


@pytest.mark.parametrize("scrape", [SCRAPE, HOSTILE_SCRAPE, None], ids=["county", "hostile", "nothing yet"])
def test_promtool_finds_nothing_to_mend(scrape: Scrape | None, needs: Callable[..., Path]) -> None:
    checked = subprocess.run(
        [needs("promtool"), "check", "metrics"],
        input=exposition(lambda: scrape),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, b"", b"")
