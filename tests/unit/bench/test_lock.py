"""The lock of other people's tools, beside the one of everybody."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = [re.split("[<>=~]", each)[0] for each in PROJECT["dependency-groups"]["bench"]]


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", text, re.M))


def test_the_tools_are_locked_and_every_package_has_its_hashes() -> None:
    text = (ROOT / "bench/requirements.lock").read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"^(?=\w)", text, flags=re.M) if re.match(r"\w", block)]
    assert set(WANTED) <= {block.split("==")[0] for block in blocks}
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_installing_the_tools_changes_no_version_that_the_tests_run_with() -> None:
    tested, beside = pins("requirements.lock"), pins("bench/requirements.lock")
    common = tested.keys() & beside.keys()
    assert "lxml" in common
    assert {name: beside[name] for name in common} == {name: tested[name] for name in common}


def test_nobody_who_runs_the_tests_has_to_install_them() -> None:
    assert not set(WANTED) & pins("requirements.lock").keys()
