"""The papers agree with the program and with one another."""

import re
from datetime import time
from pathlib import Path

import pytest
from typer.main import get_group

from pipeline.cli import program
from pipeline.settings import Settings

ROOT = Path(__file__).parents[3]
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
PAPERS = (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))

#: Files that name settings without describing them.
USERS = (".env.example", "docker-compose.yml", "Dockerfile", "deploy/systemd/xuncha.service")

#: Fields that are settings with names of their own, and how papers write one of them.
GROUPS = {"secrets": "secret_name", "chats": "chat_name"}
#: By what comes after XUNCHA_.
SETTINGS = set(Settings.model_fields) - set(GROUPS) | set(GROUPS.values())


def table(readme: Path, pattern: str) -> dict[str, str]:
    """Return the rows whose first cell is *pattern* in code marks: its one group, and the last cell."""
    rows = re.findall(rf"^\| `{pattern}` \|.*\| (.+) \|$", readme.read_text(encoding="utf-8"), re.M)
    return dict(rows)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readme_has_every_command_and_no_other(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `xuncha ([\w-]+)` \|", text, re.M)) == set(get_group(program()).commands)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_no_paper_names_a_command_that_is_not_there(paper: Path) -> None:
    named = re.findall(r"(?:`|bin/)xuncha ([a-z][a-z-]*)", paper.read_text(encoding="utf-8"))
    assert set(named) <= set(get_group(program()).commands)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readme_has_every_setting_with_its_default(readme: Path) -> None:
    stated = table(readme, "XUNCHA_([A-Z_]+)")
    assert set(stated) == {name.upper() for name in SETTINGS}
    for name, default in settled().items():
        assert name in GROUPS or stated[name.upper()] == f"`{default}`"


def settled() -> dict[str, str]:
    """Return the defaults that can be written down: an empty one is described in words."""
    values = {name: _written(value) for name, value in Settings().model_dump().items()}
    return {name: value for name, value in values.items() if value}


def _written(value: object) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("file", USERS)
def test_no_file_names_a_setting_that_is_not_there(file: str) -> None:
    named = re.findall(r"XUNCHA_([A-Z_]+)", (ROOT / file).read_text(encoding="utf-8"))
    assert {name.removesuffix("_FILE").lower() for name in named} <= SETTINGS


def test_the_example_environment_has_every_setting_and_each_can_be_used() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    given = dict(re.findall(r"^#(XUNCHA_\w+)=\"?([^\"\n]*)", text, re.M))
    names = {name.removeprefix("XUNCHA_").removesuffix("_FILE").lower() for name in given}
    assert names == SETTINGS
    assert Settings.from_environment({k: v for k, v in given.items() if not k.endswith("_FILE")})


def test_the_example_environment_sets_nothing_by_itself() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_relative_link_leads_somewhere(paper: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", paper.read_text(encoding="utf-8"))
    assert [link for link in links if ":" not in link and not (paper.parent / link).exists()] == []


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_what_the_readme_tells_make_to_do_is_in_the_makefile(readme: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    told = set(re.findall(r"(?:`|^    )make (\w+)", readme.read_text(encoding="utf-8"), re.M))
    assert {"demo", "test"} <= told <= targets


def test_ci_runs_the_test_command_of_the_readme_and_nothing_else() -> None:
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec make test </dev/null"]
