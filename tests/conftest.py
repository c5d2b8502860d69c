"""What all three rooms share: a database of either kind for each test, and programs that may be missing.

PostgreSQL is a real one: one server a session, on a socket of its own; one database a
test. pytest-postgresql would start it as whoever runs the tests, and PostgreSQL
refuses root, which is who runs them in a container.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

#: How long the server may take to start or to stop, in seconds.
PATIENCE = 30.0

#: A test's data need not outlive a power cut.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")

_numbers = count(1)


@pytest.fixture(scope="session")
def needs() -> Callable[..., Path]:
    """Return a function: the path of the first of some *programs* that is installed.

    None of them is a skipped test, and in CI (the environment's CI is set) a failed one.
    """

    def find(*programs: str, folders: tuple[Path, ...] = ()) -> Path:
        places = os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, folders)])
        for program in programs:
            if found := shutil.which(program, path=places):
                return Path(found)
        sentence = f"{' or '.join(programs)} is not installed; `make test` installs it or says how"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)

    return find


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the address of a SQLite database that is not there yet."""
    return f"sqlite:///{tmp_path / 'xuncha.db'}"


@pytest.fixture
def postgres_url(postgres_server: Path) -> Iterator[str]:
    """Yield the address of an empty database on a real PostgreSQL."""
    name = f"test_{next(_numbers)}"
    with _administrator(postgres_server) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield f"postgresql+psycopg://xuncha@/{name}?host={postgres_server}"
    with _administrator(postgres_server) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the address of an empty database: the test runs once on SQLite, once on PostgreSQL."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    return str(request.getfixturevalue(fixture))


@pytest.fixture(scope="session")
def postgres_server(needs: Callable[..., Path]) -> Iterator[Path]:
    """Yield the folder with the socket of a running server."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: -int(found.parent.name))
    initdb, setpriv = needs("initdb", folders=tuple(debian)), needs("setpriv")
    # A socket's path may have 107 bytes, and root's tmp_path is closed to other users.
    folder = Path(tempfile.mkdtemp(prefix="xuncha-pg-"))
    who = _not_root(folder)
    try:
        _make_cluster(initdb, folder, who)
        # Whatever ends this session takes the server along.
        with (folder / "log").open("wb") as log:
            command = [setpriv, "--pdeathsig", "INT", initdb.with_name("postgres"), "-D", folder / "data"]
            options = ["-k", folder, *(part for setting in QUICK for part in ("-c", setting))]
            server = subprocess.Popen([*command, *options], stdout=log, stderr=log, cwd=folder, **who)
        try:
            _wait_until_ready(server, folder)
            yield folder
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _not_root(folder: Path) -> dict[str, Any]:
    """Return what makes a child run as somebody PostgreSQL accepts, who then owns *folder*."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _make_cluster(initdb: Path, folder: Path, who: dict[str, Any]) -> None:
    form = ["--username", "xuncha", "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"]
    command = [initdb, "--pgdata", folder / "data", *form]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False, **who)
    assert done.returncode == 0, done.stderr


def _wait_until_ready(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        try:
            _administrator(folder).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    pytest.fail(f"PostgreSQL did not start: {(folder / 'log').read_text()}")


def _administrator(folder: Path) -> "psycopg.Connection[tuple[Any, ...]]":
    return psycopg.connect(host=str(folder), user="xuncha", dbname="postgres", autocommit=True)
