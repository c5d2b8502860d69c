"""The import contracts of pyproject.toml, each tried with an import that it forbids."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGES = ("bench", "crawler", "exporters", "monitors", "pipeline", "practice", "records")

FORBIDDEN = [
    ("exporters/metrics/text.py", "import monitors.judge"),
    ("crawler/readers/reading.py", "import monitors.judge"),
    ("monitors/judge.py", "import records.store"),
    ("monitors/judge.py", "import sqlalchemy"),
    ("monitors/due.py", "import time"),
    ("exporters/metrics/text.py", "import playwright.sync_api"),
    ("exporters/mail/wall.py", "import exporters.page.render"),
    ("crawler/readers/reading.py", "import scrapy"),
    ("crawler/dates/stated.py", "import records.store"),
    ("records/verdict.py", "import crawler.readers.reading"),
    ("records/verdict.py", "import records.store"),
    ("records/civil.py", "import pipeline.cli"),
    ("records/unlisted.py", "import records.civil"),
    ("records/inventory_files/text.py", "import sqlalchemy"),
    ("records/__init__.py", "import records.store"),
    ("practice/county.py", "import records.targets"),
    ("practice/county.py", "import monitors.judge"),
    ("pipeline/cli.py", "import records.tables"),
    ("pipeline/cli.py", "import bench.pages"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the source, with its contracts, to be spoilt."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_walls_stand(copy: Path) -> None:
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("file", "line"), FORBIDDEN)
def test_an_import_through_a_wall_is_caught(copy: Path, file: str, line: str) -> None:
    with (copy / file).open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    done = lint_imports(copy)
    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout


def test_judging_loads_no_database_no_spider_and_no_browser() -> None:
    heavy = {"sqlalchemy", "scrapy", "twisted", "playwright", "pydantic"}
    program = f"import monitors.judge, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def lint_imports(folder: Path) -> "subprocess.CompletedProcess[str]":
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)
