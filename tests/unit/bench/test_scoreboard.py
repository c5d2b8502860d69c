"""The table, from runs that nobody had to measure."""

from dataclasses import replace
from datetime import date

import pytest

from bench.cost import Cost
from bench.runs import Run
from bench.saved import Kind, SavedPage
from bench.score import Answer, Group, Mark
from bench.scoreboard import Figures, as_json, fallen, table_lines
from records.observation import Outcome
from tests.unit.bench.invented import NEWEST, saved

RIGHT = Answer(newest_on=NEWEST, outcome=Outcome.READ)
WRONG = Answer(newest_on=date(2026, 11, 20), outcome=Outcome.READ)
SILENT = Answer(newest_on=None, outcome=Outcome.UNREADABLE, note="no list")
PAGES: list[tuple[SavedPage, Answer]] = [
    (saved(site="一"), RIGHT),
    (saved(site="一"), RIGHT),
    (saved(site="一"), WRONG),
    (replace(saved(site="二"), file="2.html"), SILENT),
    (saved(kind=Kind.ARTICLE), RIGHT),
    (saved(newest=None, blank=True), WRONG),
    (saved(newest=None, undated=True), SILENT),
]
RUN = Run(noise="all", tool="xuncha", answers=PAGES, seconds=[0.002] * len(PAGES))
COST = Cost(ratios=[1.0, 2.0, 9.0])


def figures(*runs: Run) -> Figures:
    return Figures(runs=runs, cost=COST, left_out=["GNE"])


def weak(tool: str, right: int, of: int) -> Run:
    answers = [(saved(), RIGHT)] * right + [(saved(), WRONG)] * (of - right)
    return Run(noise="all", tool=tool, answers=answers)


def test_a_site_weighs_as_much_as_another_however_many_pages_it_has() -> None:
    assert RUN.right(Group.DATED) == 0.5
    assert RUN.macro(Group.DATED) == pytest.approx((2 / 3 + 0) / 2)
    assert RUN.count([Group.DATED]) == {Mark.RIGHT: 2, Mark.WRONG: 1, Mark.NONE: 1}


def test_a_line_has_lists_dateless_lists_articles_and_time() -> None:
    line = next(line for line in table_lines(figures(RUN)) if line.startswith("xuncha  "))
    assert line.split() == ["xuncha", "2", "1", "1", "33.3%", "1", "1", "0", "1", "0", "0", "100.0%", "2.0"]


def test_every_page_our_reader_misses_is_named_with_what_it_said() -> None:
    lines = list(table_lines(figures(RUN)))
    assert "all             none   2.html: said no date (UNREADABLE), shows 2026-11-03 no list" in lines
    assert sum(line.startswith("all  ") and ".html" in line for line in lines) == 3


def test_other_tools_misses_are_counted_and_not_named() -> None:
    lines = list(table_lines(figures(replace(RUN, tool="first date"))))
    assert not [line for line in lines if ".html" in line]


def test_what_is_not_installed_is_said() -> None:
    assert any(line.startswith("GNE is not installed") for line in table_lines(figures(RUN)))


def test_the_cost_is_told_in_times_of_the_bare_parse() -> None:
    text = "\n".join(table_lines(figures(RUN)))
    assert "2.0 times at the median, 9.0 at p99, 3 pages" in text
    assert Cost(ratios=[]).p99 == Cost(ratios=[]).median == 0


@pytest.mark.parametrize(
    ("tool", "right", "met"),
    [
        ("newest date", 1, True),
        ("newest date", 2, False),
        ("sibling group", 17, True),
        ("htmldate", 12, False),
    ],
)
def test_noise_counts_only_where_it_brings_the_naive_tools_down(tool: str, right: int, *, met: bool) -> None:
    runs = [weak(tool, right, 20)]
    assert [each[2] for each in fallen(runs)] == [met]
    line = next(line for line in table_lines(figures(*runs)) if line.startswith("all noise"))
    assert ("TOO WEAK" in line) is not met


def test_the_naive_tools_are_held_to_all_noise_alone() -> None:
    assert list(fallen([replace(weak("newest date", 1, 1), noise="clock")])) == []


def test_a_tool_is_told_by_site_plain_and_with_all_noise_and_nowhere_else() -> None:
    runs = [replace(RUN, noise=noise, tool=tool) for noise in ("clock", "all") for tool in ("xuncha", "GNE")]
    lines = list(table_lines(figures(*runs)))
    assert [line for line in lines if line.startswith("right by site")] == [
        "right by site, all, lists with a date",
        "right by site, all, articles",
    ]
    at = lines.index("right by site, all, lists with a date")
    assert [line.split() for line in lines[at + 1 : at + 4]] == [
        ["of", "xuncha", "GNE"],
        ["3", "2", "2", "一"],
        ["1", "0", "0", "二"],
    ]


def test_the_aims_are_held_against_our_reader_alone() -> None:
    lines = list(table_lines(figures(RUN, replace(RUN, tool="GNE"))))
    assert [line for line in lines if line.startswith("aims")] == [
        "aims, all: MISSED: 1 lists without a date wrong, at most 0"
    ]


def test_machines_get_the_same() -> None:
    told = as_json(figures(RUN))
    assert told["left_out"] == ["GNE"]
    assert told["cost"] == {"median": 2.0, "p99": 9.0}
    (run,) = told["runs"]  # type: ignore[misc]
    assert run["counts"]["dated"] == {"right": 2, "wrong": 1, "none": 1}
    assert run["by_site"]["dated"] == {"一": pytest.approx(2 / 3), "二": 0}
    assert run["macro"] == {"dated": 0.3333, "articles": 1.0}
    assert run["dateless_wrong"] == 1
    assert run["missed_aims"] == ["1 lists without a date wrong, at most 0"]
    assert [each["mark"] for each in run["missed"]] == ["wrong", "none", "wrong"]
