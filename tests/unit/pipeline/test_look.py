"""The crawler's child process, stood in for by small programs."""

import os
import sys
import threading
from pathlib import Path

import pytest

from crawler.order import CrawlOrder
from pipeline.look import Looker
from records.errors import OutsideError


def order(*targets: str) -> CrawlOrder:
    return CrawlOrder(
        database_url="sqlite://", pass_id=1, home="/", targets=targets, user_agent="x", delay=0, timeout=1
    )


def looker(program: str) -> Looker:
    return Looker((sys.executable, "-c", program))


def test_each_kept_look_is_told_as_it_comes() -> None:
    told: list[tuple[str, str]] = []
    program = """
import json, sys
for target in json.load(sys.stdin)["targets"]:
    print(json.dumps({"target": target, "outcome": "READ"}), flush=True)
"""
    looker(program).look(order("a", "b"), progress=lambda *look: told.append(look))
    assert told == [("a", "READ"), ("b", "READ")]


def test_without_targets_no_child_is_started() -> None:
    looker("raise SystemExit(9)").look(order(), progress=lambda *_: None)


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "import os; os.kill(os.getpid(), 9)"])
def test_a_child_that_dies_is_an_error_that_says_the_next_run_goes_on(program: str) -> None:
    with pytest.raises(OutsideError, match="goes on from there"):
        looker(program).look(order("a"), progress=lambda *_: None)


def test_a_child_that_is_stopped_ends_at_once_and_no_other_is_begun() -> None:
    begun = threading.Event()
    patient = looker("""
import sys, time
sys.stdin.read()
print('{"target": "a", "outcome": "READ"}', flush=True)
time.sleep(60)
""")
    failed: list[OutsideError] = []

    def run() -> None:
        try:
            patient.look(order("a"), progress=lambda *_: begun.set())
        except OutsideError as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert begun.wait(30)
    patient.stop()
    thread.join(30)
    assert not thread.is_alive()
    assert "goes on" in str(failed[0])
    with pytest.raises(OutsideError, match="stopping"):
        patient.look(order("b"), progress=lambda *_: None)


def test_a_look_that_is_interrupted_leaves_no_child_behind(tmp_path: Path) -> None:
    program = f"""
import os, sys, time
sys.stdin.read()
open({str(tmp_path / "pid")!r}, "w").write(str(os.getpid()))
print('{{"target": "a", "outcome": "READ"}}', flush=True)
time.sleep(60)
"""

    def interrupt(_target: str, _outcome: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        looker(program).look(order("a"), progress=interrupt)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_no_secret_stands_on_the_child_s_command_line(tmp_path: Path) -> None:
    program = (
        f"import sys; sys.stdin.read(); open({str(tmp_path / 'argv')!r}, 'w').write(repr(sys.orig_argv))"
    )
    secret = CrawlOrder(
        database_url="postgresql://u:hidden@h/x",
        pass_id=1,
        home="/",
        targets=("a",),
        user_agent="x",
        delay=0,
        timeout=1,
    )
    looker(program).look(secret, progress=lambda *_: None)
    assert "hidden" not in (tmp_path / "argv").read_text()
