"""What holds for every file of the source."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGES = ("bench", "crawler", "exporters", "monitors", "pipeline", "practice", "records", "scripts")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def pins(lock: str) -> dict[str, str]:
    """Return the versions that *lock* names, by package."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", text, re.M))


def test_every_init_is_empty_or_a_sentence() -> None:
    full = []
    for path in SOURCES:
        body = ast.parse(path.read_text(encoding="utf-8")).body if path.name == "__init__.py" else []
        if [
            node for node in body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        ]:
            full.append(path)
    assert full == []


def test_no_module_is_named_for_nothing_in_particular() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [path for path in SOURCES if path.stem in vague] == []


def test_nobody_imports_the_bare_name_crawler() -> None:
    bare = re.compile(r"^\s*import crawler\s*$", re.M)
    assert [path for path in SOURCES if bare.search(path.read_text(encoding="utf-8"))] == []


def test_the_rooms_of_the_tests_are_no_packages() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize("lock", ["requirements.lock", "deploy/requirements.lock"])
def test_every_locked_package_has_its_hashes(lock: str) -> None:
    blocks = re.split(r"^(?=[\w])", (ROOT / lock).read_text(encoding="utf-8"), flags=re.M)
    assert [
        block.splitlines()[0] for block in blocks if block.strip() and "--hash=sha256:" not in block
    ] == []


def test_a_deployment_runs_the_versions_that_were_tested() -> None:
    tested, deployed = pins("requirements.lock"), pins("deploy/requirements.lock")
    assert deployed.items() <= tested.items()
    assert "pytest" not in deployed
