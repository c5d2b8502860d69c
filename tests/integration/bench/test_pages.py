"""``python -m bench.pages`` over a few invented pages: all in one run, the row's figures counted by hand."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bench.pages import main
from tests.integration.bench.folder import Written, article, listing, page, write_folder

ROOT = Path(__file__).parents[3]
#: No run may take longer, in seconds.
PATIENCE = 120
#: Of the readers only ours, on the pages as they are.
NARROWED = ("--noise", "plain", "--tool", "xuncha")

PAGES = [
    Written(
        "a/plain.html",
        page("工作动态", listing("2026-11-18", "2026-11-02", "2026-09-30")),
        {"kind": "list", "path": "xwzx/index.html", "expected_latest_date": "2026-11-18"},
    ),
    Written(
        "b/today.html",
        page("通知公告", listing("2026-10-08", "2026-10-01", "2026-08-15"), today="2026年11月23日"),
        {"kind": "list", "path": "xwzx/index.html", "expected_latest_date": "2026-10-08"},
    ),
    Written(
        "b/older.html",
        page("财政信息", listing("2024-03-05", "2024-02-20", "2024-01-11"), charset="gbk"),
        {"kind": "list", "path": "czxx/", "expected_latest_date": "2024-03-05", "now": "2024-03-08"},
        "gbk",
    ),
    Written(
        "c/mislabelled.html",
        page("规划计划", listing("2026-05-06", "2026-04-03", "2026-03-01")),
        {"kind": "list", "path": "ghjh/", "expected_latest_date": "2026-05-07"},
    ),
    Written(
        "c/blank.html",
        page("人事信息", '<ul class="list"></ul><p>暂无信息</p>'),
        {"kind": "list", "path": "rsxx/", "blank": True},
    ),
    Written(
        "c/undated.html",
        page("专题专栏", listing("", "", "", "")),
        {"kind": "list", "path": "ztzl/", "undated": True},
    ),
    Written(
        "d/article.html",
        page("通知公告", article("2026-10-12", "2026-11-12")),
        {"kind": "article", "path": "tzgg/202609/t20260930_7.html", "expected_pub_date": "2026-10-12"},
    ),
    Written("d/home.html", page("首页", listing("2026-11-20")), {"kind": "home", "path": "index.html"}),
]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What the command says of PAGES; it leaves nothing in the folder for temporary files."""
    folder = write_folder(tmp_path_factory.mktemp("pages"), PAGES)
    scratch = tmp_path_factory.mktemp("scratch")
    done = subprocess.run(
        [sys.executable, "-m", "bench.pages", str(folder), "--json", *NARROWED],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list(scratch.iterdir()) == []
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def told(everything: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = everything["row"]
    return found


def test_one_run_shows_the_row_the_readers_and_the_sites_left_out(everything: Mapping[str, Any]) -> None:
    assert list(everything) == ["row", "readers", "left_out"]
    (run,) = everything["readers"]["runs"]
    assert run["counts"] == everything["row"]["counts"]["row"]
    assert [run["noise"] for run in everything["left_out"]["runs"]] == ["plain"] * 3


def test_every_page_is_looked_at_in_one_pass_for_each_day(told: Mapping[str, Any]) -> None:
    assert (told["pages"], told["passes"], told["largest_pass"]["pages"]) == (8, 2, 7)


def test_every_look_is_judged_under_both_rulebooks_and_told(told: Mapping[str, Any]) -> None:
    assert told["verdicts"] == 16
    assert told["samples"] > 16


def test_the_row_is_counted_as_by_hand(told: Mapping[str, Any]) -> None:
    assert told["counts"]["row"] == {
        "dated": {"right": 3, "wrong": 1, "none": 0},
        "yearless": {"right": 0, "wrong": 0, "none": 0},
        "undated": {"right": 1, "wrong": 0, "none": 0},
        "blank": {"right": 1, "wrong": 0, "none": 0},
        "articles": {"right": 1, "wrong": 0, "none": 0},
    }


def test_the_script_is_counted_as_by_hand(told: Mapping[str, Any]) -> None:
    counts = told["counts"]["script"]
    assert counts["dated"] == {"right": 2, "wrong": 2, "none": 0}
    assert counts["blank"] == {"right": 0, "wrong": 0, "none": 1}
    assert counts["articles"] == {"right": 0, "wrong": 1, "none": 0}


def test_the_page_that_is_missed_is_named_with_what_the_row_said(told: Mapping[str, Any]) -> None:
    missed = {each["file"]: each for each in told["missed"]}
    assert set(missed) == {"b/today.html", "c/mislabelled.html", "c/blank.html", "d/article.html"}
    assert missed["c/mislabelled.html"]["row"] == {
        "mark": "wrong",
        "newest_on": "2026-05-06",
        "outcome": "READ",
        "note": "",
    }


def test_speed_and_memory_are_measured(told: Mapping[str, Any]) -> None:
    assert told["seconds"] > 0
    assert told["pages_per_second"] > 0
    assert min(told["peak_mb"].values()) > 10


def test_a_folder_that_is_not_there_ends_with_2_and_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nowhere")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "nowhere/manifest.jsonl: cannot be read" in said.err
