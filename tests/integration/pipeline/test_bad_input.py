"""Whatever is wrong with what we were given: one clear line, exit code 2, nothing written."""

import socket
from pathlib import Path

import pytest

from tests.integration.pipeline.conftest import Xuncha


def one_line(stderr: str) -> str:
    (line,) = stderr.splitlines()
    assert line.startswith("xuncha: ")
    return line


def test_serve_with_a_used_port_is_one_line(process: Xuncha) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = process("serve", XUNCHA_PORT=str(port))
    assert done.returncode == 2
    assert f"XUNCHA_PORT: cannot listen on 127.0.0.1:{port}" in one_line(done.stderr)


@pytest.mark.parametrize("command", [("serve",), ("run", "--now", "2026-11-23"), ("status",)])
def test_an_unwritable_database_is_one_line(xuncha: Xuncha, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "folder").mkdir()
    url = f"sqlite:///{tmp_path / 'folder'}"
    done = xuncha(*command, XUNCHA_DATABASE_URL=url, XUNCHA_PORT=free_port())
    assert done.returncode == 2
    assert "cannot be opened for writing" in one_line(done.stderr)


@pytest.mark.parametrize("command", ["serve", "run", "check"])
def test_a_missing_inventory_is_one_line_and_nothing_is_written(
    xuncha: Xuncha, environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    done = xuncha(command, XUNCHA_INVENTORY=str(tmp_path / "none"), XUNCHA_PORT=free_port())
    assert done.returncode == 2
    assert "xuncha init" in one_line(done.stderr)
    assert not Path(environment["XUNCHA_HOME"]).exists()


@pytest.mark.parametrize("command", ["serve", "run", "status", "doctor"])
def test_a_wrong_environment_variable_is_one_line_and_nothing_is_written(
    xuncha: Xuncha, environment: dict[str, str], command: str
) -> None:
    done = xuncha(command, XUNCHA_PROT="9000")
    assert done.returncode == 2
    assert "did you mean XUNCHA_PORT?" in one_line(done.stderr)
    assert not Path(environment["XUNCHA_HOME"]).exists()


def test_serve_on_an_open_address_is_refused(xuncha: Xuncha) -> None:
    done = xuncha("serve", XUNCHA_HOST="0.0.0.0", XUNCHA_PORT=free_port())
    assert done.returncode == 2
    assert "named accounts" in one_line(done.stderr)


def test_a_home_that_cannot_be_made_is_one_line(xuncha: Xuncha, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = xuncha("run", "--now", "2026-11-23", XUNCHA_HOME=str(tmp_path / "file" / "home"))
    assert done.returncode == 2
    assert "set XUNCHA_HOME" in one_line(done.stderr)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run", "--only", "nowhere"), "no column or account has the key 'nowhere'"),
        (("status",), "no pass has been judged yet"),
        (("explain", "xwzx-zwyw"), "no pass has been judged yet"),
        (("digest",), "no pass has been judged"),
        (("mail-test", "clerk@office.test"), "XUNCHA_SMTP_HOST"),
        (("read",), "name either files or a --manifest"),
        (("read", "none.html"), "there is no file none.html"),
        (("read", "--manifest", "none.jsonl"), "none.jsonl: cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_line(xuncha: Xuncha, arguments: tuple[str, ...], told: str) -> None:
    done = xuncha(*arguments)
    assert done.returncode == 2
    assert told in one_line(done.stderr)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", ":1: not JSON"),
        ("[]", ":1: no file"),
        ('{"file": "none.html"}', ":1: there is no file"),
        ('{"file": "m.jsonl", "kind": "poem"}', ":1: kind 'poem' cannot be read"),
        ('{"file": "m.jsonl", "now": "soon"}', ":1: now 'soon' is no moment"),
    ],
)
def test_a_manifest_with_a_mistake_is_one_line_with_its_place(
    xuncha: Xuncha, tmp_path: Path, line: str, told: str
) -> None:
    (tmp_path / "m.jsonl").write_text(line + "\n")
    done = xuncha("read", "--manifest", str(tmp_path / "m.jsonl"))
    assert (done.returncode, done.stdout) == (2, "")
    assert told in one_line(done.stderr)


BROKEN = Path(__file__).parents[2] / "inventories" / "broken"


@pytest.mark.parametrize("mistake", sorted(folder.name for folder in BROKEN.iterdir()))
def test_check_on_a_broken_inventory_prints_each_fault_on_a_line_and_writes_nothing(
    xuncha: Xuncha, environment: dict[str, str], mistake: str
) -> None:
    expected = (BROKEN / mistake / "expected.txt").read_text(encoding="utf-8").splitlines()
    done = xuncha("check", XUNCHA_INVENTORY=str(BROKEN / mistake))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [f"xuncha: {line}" for line in expected]
    assert not Path(environment["XUNCHA_HOME"]).exists()


@pytest.mark.parametrize(
    "arguments",
    [("run", "--now", "soon"), ("digest", "--week", "47"), ("nothing",), ("status", "--state", "OLD")],
)
def test_a_wrong_word_on_the_command_line_exits_2(xuncha: Xuncha, arguments: tuple[str, ...]) -> None:
    done = xuncha(*arguments)
    assert done.returncode == 2
    assert "Error:" in done.stderr
    assert "Traceback" not in done.stderr


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])
