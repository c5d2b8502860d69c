"""The fuzzer catches readers that are broken, and replays what it did."""

import json
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

from bench.answers import SHAPES, answer
from bench.cases import make_case
from bench.fuzz import main
from bench.fuzz_report import as_json, table_lines
from bench.fuzzing import LIST_READER, Tally, fuzz, is_whole, mark_of
from bench.grown.grammar import Grown
from bench.mutations import MOST_BYTES, MUTATIONS, mutate
from bench.saved import load_pages
from bench.score import Mark
from bench.trial import LONGEST, OverrunError, Tried, try_reading
from crawler.readers.column_list import read_column_list
from crawler.readers.reading import Reading
from records.observation import Entry, Outcome
from tests.unit.bench.invented import LIST

CASES = range(30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(LIST, encoding="utf-8")
    line = '{"file": "%s.html", "kind": "list", "path": "gzdt/index.html", "now": "2026-11-23"}'
    (tmp_path / "manifest.jsonl").write_text("\n".join(line % name for name in "ab"), encoding="utf-8")
    return tmp_path


def raising(_body: bytes, *, address: str, now: datetime) -> object:
    raise RuntimeError(f"{address} at {now:%Y}")


def mute(_body: bytes, *, address: str, now: datetime) -> Reading:
    return Reading(outcome=Outcome.UNREADABLE)


def fuzzed(folder: Path, reader: object, **more: object) -> Tally:
    given = {"page_readers": {LIST_READER: reader}, "answer_readers": {}} | more
    return fuzz(CASES, seed=1, pages=load_pages(folder), **given)  # type: ignore[arg-type]


def test_a_reader_that_raises_is_caught_and_named_with_its_case(folder: Path) -> None:
    tally = fuzzed(folder, raising, answer_readers={"rss": raising})
    assert [fault.case.number for fault in tally.raised] == list(CASES)
    assert tally.raised[0].what.startswith("RuntimeError at test_fuzz.py:")
    assert {fault.reader for fault in tally.raised} == {LIST_READER, "rss"}
    assert tally.right == 0


def test_a_reader_that_always_says_unreadable_fails(folder: Path) -> None:
    tally = fuzzed(folder, mute)
    assert tally.raised == []
    assert tally.count() == {Mark.RIGHT: 0, Mark.WRONG: 0, Mark.NONE: 10}
    assert "98% is NOT met" in "\n".join(table_lines(tally, seed=1))


def test_our_reader_raises_nothing_and_is_mostly_right(folder: Path) -> None:
    tally = fuzzed(folder, read_column_list)
    assert tally.raised == []
    assert tally.cases == {"mutated": 10, "grown": 10, "answer": 10}
    assert tally.count()[Mark.RIGHT] >= 8


def test_a_reading_that_raises_and_one_that_is_broken_off_are_lines_and_not_the_end() -> None:
    def overrun() -> object:
        raise OverrunError("did not end within 60 s")

    assert "OverrunError" in try_reading(overrun).raised
    assert try_reading(lambda: 7).value == 7


def test_only_what_is_slow_three_times_over_is_slow() -> None:
    assert Tried(value=None, seconds=LONGEST + 0.01, raised="").slow
    assert not Tried(value=None, seconds=LONGEST, raised="").slow


def test_a_case_is_the_same_every_time_and_another_with_another_seed(folder: Path) -> None:
    pages = load_pages(folder)
    for number in CASES:
        assert make_case(number, seed=1, pages=pages) == make_case(number, seed=1, pages=pages)
    assert [make_case(n, seed=1, pages=pages).body for n in CASES] != [
        make_case(n, seed=2, pages=pages).body for n in CASES
    ]


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_takes_any_bytes_and_stays_within_bounds(name: str) -> None:
    for seed, body in enumerate([b"", b"<", LIST.encode(), b"\xff" * 999] * 5):
        spoilt = MUTATIONS[name](Random(seed), body, LIST.encode())
        assert len(spoilt) <= 2 * MOST_BYTES


def test_mutations_change_a_page() -> None:
    bodies = [mutate(Random(seed), LIST.encode(), LIST.encode())[1] for seed in range(30)]
    assert len({body for body in bodies if body != LIST.encode()}) > 20


def test_answers_of_every_shape_are_built() -> None:
    assert {answer(Random(seed))[0] for seed in range(40)} == set(SHAPES)


def page(newest: date | None, also: date | None = None) -> Grown:
    return Grown(body=b"", newest=newest, also_right=also, rows=1, titles=frozenset({"a"}), chosen={})


def said(day: date | None, outcome: Outcome = Outcome.READ, title: str = "a") -> Reading:
    return Reading(outcome=outcome, entries=(Entry(title=title, address="", published_on=day),))


DAY, OTHER = date(2026, 11, 20), date(2026, 11, 19)


@pytest.mark.parametrize(
    ("grown", "reading", "mark"),
    [
        (page(DAY), said(DAY), Mark.RIGHT),
        (page(DAY), said(OTHER), Mark.WRONG),
        (page(DAY), said(None, Outcome.UNDATED), Mark.NONE),
        (page(DAY), said(None, Outcome.GONE), Mark.WRONG),
        (page(None), said(None, Outcome.UNDATED), Mark.RIGHT),
        (page(None), said(None, Outcome.UNREADABLE), Mark.NONE),
        (page(None), said(None, Outcome.EMPTY), Mark.WRONG),
        (page(None), said(DAY), Mark.WRONG),
        (page(None, DAY), said(DAY), Mark.RIGHT),
        (page(None, DAY), said(OTHER), Mark.WRONG),
    ],
)
def test_an_answer_to_a_grown_page_is_worth_what_it_says(grown: Grown, reading: Reading, mark: Mark) -> None:
    assert mark_of(grown, reading)[0] is mark


def test_a_right_date_on_another_title_is_not_the_whole() -> None:
    assert is_whole(page(DAY), said(DAY))
    assert not is_whole(page(DAY), said(DAY, title="b"))


def test_one_case_is_done_again_and_its_page_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = folder / "kept"
    asked = [str(folder), "--case", "4", "--json", "--keep", str(kept)]
    assert main(asked, page_readers={LIST_READER: mute}) == 0
    told = json.loads(capsys.readouterr().out)
    assert [fault["case"] for fault in told["missed"]] == [4]
    assert (kept / "1-4.html").read_bytes() == make_case(4, seed=1, pages=load_pages(folder)).body


def test_a_run_ends_when_its_time_is_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--minutes", "0"]) == 0
    assert capsys.readouterr().out.startswith("seed 1: 0 cases (), 0 readings\n")


def test_the_report_for_programs_has_what_the_table_has(folder: Path) -> None:
    told = json.loads(json.dumps(as_json(fuzzed(folder, mute), seed=1)))
    assert told["grown"] == {"right": 0, "wrong": 0, "none": 10, "share": 0.0, "whole": 0}
    assert len(told["missed"]) == 10
    assert sum(sum(counts.values()) for counts in told["grown_by"]["form"].values()) == 10


def test_a_folder_without_a_manifest_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert main([str(tmp_path), "--shuffle"]) == 2
    assert "manifest.jsonl" in capsys.readouterr().err
