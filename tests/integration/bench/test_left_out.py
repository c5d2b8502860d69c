"""``python -m bench.pages --only left-out``: no page of a site moves the weights that it is read with."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bench.pages import main
from tests.integration.bench.folder import Written, article, listing, page, write_folder

DAYS = ("2026-10-18", "2026-10-02", "2026-09-30")


def beside(name: str, *days: str) -> str:
    """Return a page whose own list is headed by its name, and a longer and newer one beside it."""
    longer = listing(*(f"2026-11-{day:02}" for day in range(20, 2, -1)))
    return page(name, f"<div><h3>气象提醒</h3>{longer}</div><div><h3>{name}</h3>{listing(*days)}</div>")


def written(site: str, file: str, shows: str, text: str) -> Written:
    line = {"kind": "list", "site": site, "path": f"{file}/index.html", "expected_latest_date": shows}
    return Written(f"{site}/{file}.html", text, line)


#: On 丙 a person read the neighbour's date.
PAGES = [
    written("甲", "gzdt", DAYS[0], beside("工作动态", *DAYS)),
    written("乙", "tzgg", DAYS[0], page("通知公告", listing(*DAYS))),
    written("丙", "czxx", "2026-11-20", beside("财政信息", *DAYS)),
    Written(
        "甲/rsxx.html",
        page("人事信息", '<ul class="list"></ul><p>暂无信息</p>'),
        {"kind": "list", "site": "甲", "path": "rsxx/", "blank": True},
    ),
    Written(
        "丁/article.html",
        page("通知公告", article("2026-10-12", "2026-11-12")),
        {"kind": "article", "site": "丁", "path": "tzgg/7.html", "expected_pub_date": "2026-10-12"},
    ),
]
ASKED = ("--only", "left-out", "--noise", "plain", "--noise", "all")


def told(folder: Path, pages: Sequence[Written], capsys: pytest.CaptureFixture[str]) -> Any:
    assert main([str(write_folder(folder, pages)), "--json", *ASKED]) == 0
    return json.loads(capsys.readouterr().out)["left_out"]


def test_each_site_with_a_list_is_left_out_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = told(tmp_path, PAGES, capsys)
    assert {site: each["of"] for site, each in figures["fits"].items()} == {"甲": 4, "乙": 6, "丙": 6}
    kinds = [(run["noise"], run["weights"]) for run in figures["runs"]]
    assert kinds == [(noise, name) for noise in ("plain", "all") for name in ("hand-set", "equal", "fitted")]
    hand_set = figures["runs"][0]
    assert hand_set["by_site"]["甲"] == {"right": 2, "wrong": 0, "none": 0}
    assert hand_set["by_site"]["丙"] == {"right": 0, "wrong": 1, "none": 0}
    assert hand_set["counts"] == {"right": 3, "wrong": 1, "none": 0}


def test_the_weights_a_site_is_read_with_know_nothing_of_its_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    honest = [*PAGES[:2], written("丙", "czxx", DAYS[0], beside("财政信息", *DAYS)), *PAGES[3:]]
    one, other = (
        told(tmp_path / name, pages, capsys)["fits"] for name, pages in (("one", PAGES), ("other", honest))
    )
    assert one["丙"] == other["丙"]
    assert one["甲"] != other["甲"]


def test_the_table_names_the_sites_the_signals_and_what_was_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(write_folder(tmp_path, PAGES)), *ASKED]) == 0
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert lines[0] == "== left-out"
    assert [line.split()[-1] for line in lines if line.startswith("     2     0     0 ")] == ["甲", "甲"]
    assert any(line.startswith("it stands under the column's name ") for line in lines)
    assert "plain           hand-set  丙/czxx.html: said 2026-10-18 (READ), shows 2026-11-20" in lines
    assert "fitting without 丙" in shown.err
