"""The set-up on a system of its own: programs are shell scripts that write down how they were called."""

from pathlib import Path

import pytest

from scripts.debian import Debian
from scripts.environment import Environment
from scripts.prepare import prepare, wanted
from scripts.saying import SetupError


class System:
    """A root folder with programs that keep a diary."""

    def __init__(self, top: Path) -> None:
        self.top, self.bin, self.diary = top, top / "bin", top / "diary"
        for folder in ("bin", "usr/sbin", "usr/share/fonts", "checkout/.venv/bin"):
            (top / folder).mkdir(parents=True)
        self.diary.touch()
        self.debian = Debian(top=top, path=str(self.bin), as_root=True)
        self.debian_without_root = Debian(top=top, path=str(self.bin), as_root=False)
        self.environment = Environment(top / "checkout")
        for name in ("requirements.lock", "pyproject.toml"):
            (top / "checkout" / name).touch()

    def program(self, name: str, then: str = "exit 0", folder: str = "bin") -> None:
        """Put a program there that writes its name and arguments down and does *then*."""
        path = self.top / folder / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> {self.diary}\n{then}\n')
        path.chmod(0o755)

    def told(self, start: str) -> list[str]:
        """Return the lines of the diary that begin with *start*."""
        return [line for line in self.diary.read_text().splitlines() if line.startswith(start)]


@pytest.fixture
def system(tmp_path: Path) -> System:
    """Return a system that has an environment, apt and nothing else."""
    made = System(tmp_path)
    made.program("python", folder="checkout/.venv/bin")
    made.program("playwright", folder="checkout/.venv/bin")
    made.program("apt-get")
    made.program("apt-cache")
    return made


def test_known_packages_are_installed_without_recommendations(system: System) -> None:
    system.program("apt-cache", then='[ "$2" != chromium-headless-shell ]')
    system.debian.install(["chromium-headless-shell", "fonts-noto-cjk", "postgresql"])
    update, install = system.told("apt-get")
    assert update.endswith(" update")
    assert install.endswith(" install --yes --no-install-recommends fonts-noto-cjk postgresql")


def test_services_are_held_back_while_packages_are_installed_and_only_then(system: System) -> None:
    policy = system.top / "usr/sbin/policy-rc.d"
    system.program("apt-get", then=f"cat {policy} >> {system.diary} 2>/dev/null; true")
    system.debian.install(["prometheus"])
    assert system.told("exit 101") == ["exit 101"]
    assert not policy.exists()


def test_a_policy_that_is_already_there_is_left_alone(system: System) -> None:
    policy = system.top / "usr/sbin/policy-rc.d"
    policy.write_text("somebody's own\n")
    system.debian.install(["prometheus"])
    assert policy.read_text() == "somebody's own\n"


def test_where_systemd_runs_fresh_services_do_not_start_with_the_machine(system: System) -> None:
    (system.top / "run/systemd/system").mkdir(parents=True)
    system.program("systemctl")
    system.debian.install(["fonts-noto-cjk", "postgresql"])
    assert system.told("systemctl") == ["systemctl disable --quiet postgresql"]


def test_an_apt_that_fails_is_one_line(system: System, capsys: pytest.CaptureFixture[str]) -> None:
    system.program("apt-get", then="echo 'E: no network' >&2; exit 100")
    system.debian.install(["prometheus"])
    assert capsys.readouterr().out.splitlines() == [
        "setup: apt-get update failed: E: no network",
        "setup: installing prometheus",
        "setup: apt-get install failed: E: no network",
    ]


def test_packages_are_installed_once_and_a_second_set_up_does_nothing(system: System) -> None:
    system.program("chromium-headless-shell")
    system.program("fc-list", then="echo Noto Sans CJK")
    (system.top / "usr/lib/machine").mkdir(parents=True)
    (system.top / "usr/lib/machine/libatomic.so.1").touch()
    prepare("demo", system.debian, system.environment)
    installs = system.told("python -m pip install")
    assert len(installs) == 2
    assert "--require-hashes" in installs[0]
    assert "--no-build-isolation -e" in installs[1]
    prepare("demo", system.debian, system.environment)
    assert system.told("python -m pip install") == installs
    assert system.told("apt-get") == []


def test_a_failed_installation_is_told_in_one_line_and_tried_again(system: System) -> None:
    system.program("chromium")
    failing = '[ "$2" != pip ] || { echo "ERROR: no such version"; exit 1; }'
    system.program("python", then=failing, folder="checkout/.venv/bin")
    for _ in range(2):
        with pytest.raises(SetupError, match=r"failed: ERROR: no such version \(all of it: "):
            system.environment.make()
    assert "no such version" in (system.environment.folder / "setup.log").read_text()


def test_a_browser_that_cannot_be_downloaded_is_asked_for_once(
    system: System, capsys: pytest.CaptureFixture[str]
) -> None:
    system.program("playwright", then="echo 'Error: no route'; exit 1", folder="checkout/.venv/bin")
    system.environment.download_browser(with_libraries=False)
    system.environment.download_browser(with_libraries=False)
    assert len(system.told("playwright install")) == 1
    assert "Error: no route" in capsys.readouterr().out


def test_the_demo_needs_no_servers_and_the_tests_do(system: System) -> None:
    demo, test = (
        {need.package for need in wanted(what, system.debian, system.environment)}
        for what in ("demo", "test")
    )
    assert test - demo == {"postgresql", "prometheus", "prometheus-alertmanager"}


def test_without_root_the_line_to_type_is_printed_and_the_rest_goes_on(
    system: System, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare("test", system.debian_without_root, system.environment)
    told = capsys.readouterr().out
    assert (
        "please run: sudo apt-get install --no-install-recommends chromium-headless-shell libatomic1 " in told
    )
    assert system.told("apt-get") == []
    assert len(system.told("python -m pip install")) == 2
    assert "setup: without postgresql the tests on PostgreSQL are left out" in told


def test_as_root_what_is_missing_is_installed(system: System) -> None:
    prepare("test", system.debian, system.environment)
    asked = "libatomic1 fontconfig fonts-noto-cjk postgresql prometheus prometheus-alertmanager"
    assert system.told("apt-get")[-1].endswith(asked)


def test_elsewhere_than_on_debian_the_packages_are_named(
    system: System, capsys: pytest.CaptureFixture[str]
) -> None:
    (system.bin / "apt-get").unlink()
    prepare("demo", system.debian, system.environment)
    assert "neither Debian nor Ubuntu" in capsys.readouterr().out
