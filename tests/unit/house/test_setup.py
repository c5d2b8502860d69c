"""The set-up behind `make demo` and `make test`, as far as it needs no system."""

from pathlib import Path

import pytest

from crawler.rendering.found import PROGRAMS
from scripts.debian import BROWSERS, sudo_line, venv_package
from scripts.environment import Environment
from scripts.prepare import main, prepare
from scripts.saying import SetupError, last_line


class NoVenv:
    """A system that has everything but the means to make an environment."""

    def has(self, *programs: str) -> bool:
        return programs != ("apt-get",)

    def has_venv(self) -> bool:
        return False

    has_browser = has_chinese_fonts = has_libatomic = has_postgresql = lambda self: True


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with the two files that decide what is installed."""
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text("first\n")
    return tmp_path


def test_the_line_to_type_installs_nothing_that_was_not_asked_for() -> None:
    assert sudo_line(["fonts-noto-cjk", "postgresql"]) == (
        "sudo apt-get install --no-install-recommends fonts-noto-cjk postgresql"
    )


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_again(checkout: Path, changed: str) -> None:
    before = Environment(checkout).digest()
    (checkout / changed).write_text("second\n")
    assert Environment(checkout).digest() != before


def test_an_unchanged_checkout_has_the_same_digest_every_time(checkout: Path) -> None:
    assert Environment(checkout).digest() == Environment(checkout).digest()


def test_a_moved_checkout_is_installed_again(checkout: Path, tmp_path: Path) -> None:
    before = Environment(checkout).digest()
    moved = checkout.rename(tmp_path.with_name("moved"))
    assert Environment(moved).digest() != before


def test_an_environment_whose_python_is_gone_does_not_work(checkout: Path) -> None:
    (checkout / ".venv/bin").mkdir(parents=True)
    (checkout / ".venv/bin/python").symlink_to(checkout / "gone")
    assert not Environment(checkout).works()


def test_without_a_way_to_make_an_environment_the_set_up_names_the_package(checkout: Path) -> None:
    with pytest.raises(SetupError, match=venv_package()):
        prepare("test", NoVenv(), Environment(checkout))


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("Reading lists\nE: Unable to locate package x\nDone", "E: Unable to locate package x"),
        ("ERROR: no match\nERROR: no version of y\n\nhint: try again\n", "ERROR: no version of y"),
        ("one\ntwo\n", "two"),
        ("", "it said nothing"),
    ],
)
def test_of_a_failed_program_the_line_that_says_most_is_told(printed: str, told: str) -> None:
    assert last_line(printed) == told


def test_the_set_up_knows_the_demo_and_the_tests_and_nothing_else() -> None:
    with pytest.raises(SystemExit):
        main(["everything"])


def test_the_set_up_takes_for_a_browser_what_xuncha_will_take() -> None:
    assert BROWSERS == PROGRAMS
