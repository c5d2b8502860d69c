"""``python -m bench.pages --only readers`` over a few invented pages, its figures counted by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.cost import cost_of, memory_over
from bench.noise import NOISES
from bench.pages import main
from bench.peers import left_out, ours, tools
from bench.saved import load_pages
from tests.integration.bench.folder import Written, article, listing, page, write_folder

PAGES = [
    Written(
        "a/list.html",
        page("工作动态", listing("2026-11-18", "2026-11-02", "2026-09-30")),
        {"kind": "list", "site": "甲", "path": "gzdt/index.html", "expected_latest_date": "2026-11-18"},
    ),
    Written(
        "b/older.html",
        page("财政信息", listing("2024-03-05", "2024-02-20", "2024-01-11"), charset="gbk"),
        {
            "kind": "list",
            "site": "乙",
            "encoding": "GBK",
            "n_items": 3,
            "path": "czxx/",
            "expected_latest_date": "2024-03-05",
        },
        "gbk",
    ),
    Written(
        "b/blank.html",
        page("人事信息", '<ul class="list"></ul><p>暂无信息</p>'),
        {"kind": "list", "site": "乙", "n_items": None, "path": "rsxx/", "blank": True},
    ),
    Written(
        "a/article.html",
        page("通知公告", article("2026-10-12", "2026-11-12")),
        {"kind": "article", "site": "甲", "path": "tzgg/7.html", "expected_pub_date": "2026-10-12"},
    ),
    Written("a/home.html", page("首页", listing("2026-11-20")), {"kind": "home", "path": "index.html"}),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path, PAGES)


def told(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    assert main([str(folder), "--only", "readers", "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)["readers"]


def test_our_reader_is_right_and_the_newest_date_is_not_when_there_is_noise(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = told(folder, capsys, "--tool", "xuncha", "--tool", "newest date")
    runs = {(run["noise"], run["tool"]): run for run in figures["runs"]}
    assert set(runs) == {(noise, tool) for noise in NOISES for tool in ("xuncha", "newest date")}
    for noise in NOISES:
        assert runs[noise, "xuncha"]["counts"]["dated"] == {"right": 2, "wrong": 0, "none": 0}, noise
    assert runs["plain", "newest date"]["counts"]["dated"]["right"] == 2
    assert runs["all", "newest date"]["counts"]["dated"]["right"] == 0
    assert figures["noise_counts"] == {"newest date": True}
    assert figures["cost"]["p99"] >= figures["cost"]["median"] > 0


@pytest.mark.filterwarnings("ignore")
def test_the_table_asks_everybody_there_is_and_names_who_is_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder), "--only", "readers", "--noise", "plain"]) == 0
    shown = capsys.readouterr()
    for name in tools():
        assert f"\n{name}  " in shown.out
    for name in left_out():
        assert f"{name} is not installed" in shown.out
    assert shown.err == "4 pages: plain\n"


def test_memory_is_told_on_the_way(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--flat", "20"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["after 2 pages", "after 10 pages", "after 20 pages"]


def test_memory_over_fewer_pages_than_marks_is_told_once_a_page(folder: Path) -> None:
    assert [number for number, _ in memory_over(load_pages(folder), 1)] == [1]


@pytest.mark.parametrize("asked", [["--noise", "thunder"], ["--tool", "guess"], ["--only", "weather"]])
def test_a_name_nobody_knows_ends_with_2_and_the_names_there_are(
    folder: Path, capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    assert main([str(folder), *asked]) == 2
    error = capsys.readouterr().err
    assert asked[1] in error
    known = {"--noise": "sidebar-before", "--tool": "sibling group", "--only": "left-out"}
    assert known[asked[0]] in error


def test_a_folder_without_a_manifest_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "manifest.jsonl" in capsys.readouterr().err


def test_an_encoding_nobody_knows_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {**PAGES[0].line, "encoding": "klingon"}
    write_folder(tmp_path, [Written("a/list.html", PAGES[0].text, line)])
    assert main([str(tmp_path)]) == 2
    assert "klingon is no encoding" in capsys.readouterr().err


def test_a_blank_page_costs_no_ratio_where_lxml_makes_nothing_of_it(tmp_path: Path) -> None:
    empty = Written("empty.html", "", {"kind": "list", "path": "", "blank": True})
    (saved,) = load_pages(write_folder(tmp_path, [empty]))
    assert list(cost_of([saved]).ratios) == []
    assert ours(b"", saved).newest_on is None
