"""The report, from figures that nobody had to measure."""

from datetime import date
from pathlib import Path

from bench.report import Figures, Memory, as_json, table_lines
from bench.row import Pass
from bench.saved import Kind, SavedPage
from bench.score import Answer, Scored
from records.observation import Outcome

DAY = date(2026, 11, 18)
RIGHT, WRONG = Answer(newest_on=DAY, outcome=Outcome.READ), Answer(newest_on=date(2026, 11, 19))
SILENT = Answer(newest_on=None, outcome=Outcome.UNREADABLE, note="no list was recognised")


def scored(file: str, row: Answer, script: Answer, *, blank: bool = False) -> Scored:
    page = SavedPage(
        file=file,
        place=Path(file),
        kind=Kind.LIST,
        path=file,
        now=date(2026, 11, 23),
        expected_on=None if blank else DAY,
        blank=blank,
    )
    return Scored(page=page, row=row, script=script)


PAGES = [
    scored("right.html", RIGHT, RIGHT),
    scored("wrong.html", WRONG, RIGHT),
    scored("silent.html", SILENT, WRONG),
    scored("blank.html", WRONG, Answer(newest_on=None), blank=True),
]
PASS = Pass(
    on=date(2026, 11, 23),
    seconds=2.0,
    answers={each.page.file: each.row for each in PAGES},
    verdicts=8,
    samples=40,
    board=1,
    digest=1,
)
FIGURES = Figures(pages=PAGES, passes=[PASS], memory=Memory(own=50.0, crawler=90.4))


def test_the_table_counts_both_sides_of_each_group() -> None:
    lines = [line.split() for line in table_lines(FIGURES)]
    assert ["lists", "with", "a", "date", "1", "1", "1", "2", "1", "0", "3"] in lines
    assert ["blank", "lists", "0", "1", "0", "0", "0", "1", "1"] in lines


def test_what_the_row_got_wrong_or_left_open_is_named_a_line_each() -> None:
    lines = list(table_lines(FIGURES))
    assert lines[-4:] == [
        "row    wrong  wrong.html",
        "row    none   silent.html",
        "row    wrong  blank.html",
        "script wrong  silent.html",
    ]


def test_speed_and_memory_stand_above_the_table() -> None:
    text = "\n".join(table_lines(FIGURES))
    assert "4 pages in 1 passes: 2.0 s, 2.0 pages/s" in text
    assert "50 MB here, 90 MB in the crawler" in text
    assert "8 verdicts, 40 metric samples, 1 digests" in text


def test_dateless_lists_told_wrongly_have_a_line_of_their_own() -> None:
    assert "dateless lists told wrongly: row 1, script 0" in list(table_lines(FIGURES))


def test_machines_get_the_dates_and_the_notes_as_well() -> None:
    told = as_json(FIGURES)
    assert told["wrong_dates"] == {"row": 1, "script": 0}
    missed = told["missed"]
    assert isinstance(missed, list)
    assert [each["file"] for each in missed] == ["wrong.html", "silent.html", "blank.html"]
    assert missed[1]["row"] == {
        "mark": "none",
        "newest_on": None,
        "outcome": "UNREADABLE",
        "note": "no list was recognised",
    }
    assert missed[0]["expected_on"] == "2026-11-18"
