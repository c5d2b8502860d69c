"""docs/metrics.md has every metric with its type and its labels, and no other."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.unit.exporters.scraped import SCRAPE, described

PAPER = Path(__file__).parents[3] / "docs" / "metrics.md"


def written() -> Mapping[str, tuple[str, frozenset[str]]]:
    """Return what the paper's table says: type and labels by name."""
    rows = re.findall(
        r"^\| `(xuncha_\w+)` \| (\w+) \| ([^|]*)\| .+ \| .+ \|$", PAPER.read_text(encoding="utf-8"), re.M
    )
    assert len({name for name, _, _ in rows}) == len(rows)
    return {name: (kind, frozenset(re.findall(r"`(\w+)`", labels))) for name, kind, labels in rows}


def exposed() -> Mapping[str, tuple[str, frozenset[str]]]:
    """Return what is exposed; ``le`` is every histogram's own."""
    return {name: (kind, labels - {"le"}) for name, (kind, labels) in described(SCRAPE).items()}


def test_the_paper_has_every_metric_that_is_exposed() -> None:
    assert exposed().keys() - written().keys() == set()


def test_every_metric_of_the_paper_is_exposed() -> None:
    assert written().keys() - exposed().keys() == set()


@pytest.mark.parametrize("name", exposed())
def test_the_paper_has_its_type_and_its_labels(name: str) -> None:
    assert written()[name] == exposed()[name]
