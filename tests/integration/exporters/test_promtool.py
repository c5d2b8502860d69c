"""Prometheus' own linter has nothing to say about the metrics."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from exporters.metrics import exposition
from tests.unit.exporters.county import county


def test_promtool_finds_nothing_to_mend(needs: Callable[..., Path]) -> None:
    checked = subprocess.run(
        [needs("promtool"), "check", "metrics"],
        input=exposition(county),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, b"", b"")
