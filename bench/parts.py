"""The parts of the benchmark: each measures something over saved pages, and tells it in lines and in data."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import report, scoreboard
from bench.cost import cost_of
from bench.left_out import leave_out, left_out_json, left_out_lines
from bench.noise import Noise
from bench.peers import Tool, left_out
from bench.row import run_row
from bench.runs import measure
from bench.saved import SavedPage
from bench.score import Answer, Scored
from bench.script import newest_date


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is put into the pages, who reads them, and who hears how far it is."""

    noises: Mapping[str, Noise]
    tools: Mapping[str, Tool]
    say: Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Told:
    """The figures of a part, for people and for programs."""

    lines: Sequence[str]
    data: Mapping[str, object]


Part = Callable[[Sequence[SavedPage], Asked], Told]


def row(pages: Sequence[SavedPage], asked: Asked) -> Told:
    """Return the figures of the whole row and of the script over *pages*, plain; leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="xuncha-bench-") as home:
        passes = run_row(pages, home=Path(home), say=asked.say)
    memory = report.peak_memory()
    answers = {file: answer for each in passes for file, answer in each.answers.items()}
    scored = [Scored(page=page, row=answers[page.file], script=_by_script(page)) for page in pages]
    figures = report.Figures(pages=scored, passes=passes, memory=memory)
    return Told(lines=list(report.table_lines(figures)), data=report.as_json(figures))


def readers(pages: Sequence[SavedPage], asked: Asked) -> Told:
    """Return the figures of our reader and of the other tools on *pages* with each noise."""
    runs = measure(pages, noises=asked.noises, tools=asked.tools, say=asked.say)
    figures = scoreboard.Figures(runs=runs, cost=cost_of(pages), left_out=left_out())
    return Told(lines=list(scoreboard.table_lines(figures)), data=scoreboard.as_json(figures))


def sites_left_out(pages: Sequence[SavedPage], asked: Asked) -> Told:
    """Return the figures of our reader on each site of *pages*, its weights fitted on the other sites."""
    told = leave_out(pages, noises=asked.noises, say=asked.say)
    return Told(lines=list(left_out_lines(told)), data=left_out_json(told))


#: Every part by its name, in the order they are done: the row first, while little memory is held.
PARTS: Mapping[str, Part] = {"row": row, "readers": readers, "left-out": sites_left_out}


def _by_script(page: SavedPage) -> Answer:
    return Answer(newest_on=newest_date(page.body, now=page.now))
