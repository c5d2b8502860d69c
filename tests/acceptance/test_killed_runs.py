"""``xuncha run`` killed at every commit that writes, every file put in place and at random moments.

Whatever the moment, another run leaves the database and the evidence that a run left alone leaves.
"""

import hashlib
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from practice.inventory import write_inventory
from practice.serve import serving

KILLER = Path(__file__).parent / "killing"
TARGETS = ("zcjd", "tt-ylfb")
NOW = "2026-11-23"
AT_RANDOM = 6
#: Two at a time: the machine has two cores.
AT_ONCE = 2

#: What a database says, each table in an order that does not depend on who came first.
DUMP = {
    "passes": "SELECT inventory, reader, scope, state, started_at, judged_at, finished_at FROM passes",
    "inventories": "SELECT version, content FROM inventories",
    "readings": "SELECT digest, entries FROM readings",
    "sightings": "SELECT target, entry, first_seen_at FROM sightings",
    "observations": (
        "SELECT pass_id, target, seen_at, outcome, complete, reading, evidence, how, reader, address,"
        " noted, verified, note, thorough, paths, elsewhere, moved_to, skew, seconds FROM observations"
    ),
    "verdicts": (
        "SELECT pass_id, target, rulebook, position, rulebook_version, rule, clause, state, reason,"
        " judged_at, certainty, newest_on, newest_title, due_on, seen_at, last_outcome, rests_on <> '[]',"
        " first_key IS NULL, first_key_at, second_key IS NULL, one_source"
        " FROM verdicts"
    ),
    "incidents": "SELECT pass_id, kind, host, from_at, until_at, note FROM incidents",
    "changes": "SELECT pass_id, target, rulebook, before, after, changed_at, claimed_at FROM changes",
}


@dataclass(frozen=True)
class Office:
    """An inventory, and a folder in which every run has a home of its own."""

    inventory: Path
    folder: Path

    def home(self, name: str) -> Path:
        return self.folder / name / "home" / "xuncha"

    def start(self, name: str, **environment: str) -> "subprocess.Popen[bytes]":
        """Start a run with the home *name*; *environment* may name a point to be killed at."""
        passed = {key: value for key, value in os.environ.items() if not key.startswith("XUNCHA_")}
        passed |= {
            "XUNCHA_HOME": str(self.home(name)),
            "XUNCHA_INVENTORY": str(self.inventory),
            "XUNCHA_LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(KILLER),
            **environment,
        }
        only = [part for target in TARGETS for part in ("--only", target)]
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", "run", "--now", NOW, *only],
            env=passed,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def run(self, name: str, **environment: str) -> int:
        """Run to the end, or to the point, and return the status."""
        with self.start(name, **environment) as process:
            return process.wait(timeout=120)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The practice county, served and listed, standing still at one moment."""
    folder = tmp_path_factory.mktemp("killed")
    with serving() as portal:
        write_inventory(folder / "inventory", port=portal.port)
        yield Office(inventory=folder / "inventory", folder=folder)


@dataclass(frozen=True)
class Undisturbed:
    """What a run that nobody kills leaves, and the points it passes."""

    database: Mapping[str, list[str]]
    evidence: Mapping[str, str]
    #: The same after a second run, whose answers may be 304.
    database_twice: Mapping[str, list[str]]
    evidence_twice: Mapping[str, str]
    points: list[str]

    def is_like(self, home: Path, *, twice: bool) -> tuple[bool, bool]:
        """Return whether the database and the evidence in *home* are as they should be."""
        database = self.database_twice if twice else self.database
        evidence = self.evidence_twice if twice else self.evidence
        return database_of(home) == database, evidence_of(home) == evidence


@pytest.fixture(scope="module")
def undisturbed(office: Office) -> Undisturbed:
    """The measure of all the others."""
    trace = office.folder / "trace"
    assert office.run("undisturbed", KILL_TRACE=str(trace)) == 0
    home = office.home("undisturbed")
    database, evidence = database_of(home), evidence_of(home)
    assert office.run("undisturbed") == 0
    return Undisturbed(
        database=database,
        evidence=evidence,
        database_twice=database_of(home),
        evidence_twice=evidence_of(home),
        points=list(dict.fromkeys(trace.read_text().split())),
    )


def database_of(home: Path) -> Mapping[str, list[str]]:
    """Return the content of the database, without the numbers that depend on who came first."""
    connection = sqlite3.connect(home / "xuncha.db")
    try:
        return {table: sorted(map(repr, connection.execute(query))) for table, query in DUMP.items()}
    finally:
        connection.close()


def evidence_of(home: Path) -> Mapping[str, str]:
    """Return the digest of every file kept as evidence, by its path; files in the making count too."""
    folder = home / "evidence"
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def agrees(office: Office, name: str, expected: Undisturbed) -> str:
    """Return what differs after another run of *name*, or an empty string."""
    home = office.home(name)
    was_done = (home / "xuncha.db").exists() and is_finished(home)
    if office.run(name) != 0:
        return f"{name}: the run after the kill failed"
    same_database, same_evidence = expected.is_like(home, twice=was_done)
    if not same_database:
        return f"{name}: another database"
    return "" if same_evidence else f"{name}: other evidence"


def is_finished(home: Path) -> bool:
    """Return whether the killed run had in fact come to its end, so that another one is a second pass."""
    connection = sqlite3.connect(home / "xuncha.db")
    try:
        return connection.execute("SELECT count(*) FROM passes WHERE state = 'finished'").fetchone() == (1,)
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()


def killed_at(office: Office, point: str, expected: Undisturbed) -> str:
    name = point.replace(":", "-")
    status = office.run(name, KILL_POINT=point)
    if status == 0:
        return f"{point}: the run was not killed"
    return agrees(office, name, expected)


def killed_at_random(office: Office, seed: int, expected: Undisturbed) -> str:
    name = f"random-{seed}"
    delay = random.Random(seed).uniform(0.5, 4.0)
    process = office.start(name)
    try:
        process.wait(timeout=delay)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=30)
    return agrees(office, name, expected)


def test_the_points_cover_every_stage(undisturbed: Undisturbed) -> None:
    stages = {point.rpartition(":")[0] for point in undisturbed.points}
    assert stages == {
        "parent:before-commit",
        "parent:after-commit",
        "parent:rename",
        "crawler:before-commit",
        "crawler:after-commit",
        "crawler:rename",
    }
    assert len(undisturbed.points) + AT_RANDOM >= 30


@pytest.mark.timeout(900)
def test_a_run_after_a_kill_leaves_what_a_run_left_alone_leaves(
    office: Office, undisturbed: Undisturbed
) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        at_points = pool.map(lambda point: killed_at(office, point, undisturbed), undisturbed.points)
        at_random = pool.map(lambda seed: killed_at_random(office, seed, undisturbed), range(AT_RANDOM))
        assert [told for told in (*at_points, *at_random) if told] == []
