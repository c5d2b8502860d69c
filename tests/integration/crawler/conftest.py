"""The crawl as a fixture."""

from pathlib import Path

import pytest

from tests.integration.crawler.wild import Crawler


@pytest.fixture
def crawler(tmp_path: Path) -> Crawler:
    return Crawler(home=tmp_path)
