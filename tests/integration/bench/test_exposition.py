"""The scrape's benchmark: as many samples on both sides, each in a process of its own."""

import json
from pathlib import Path

import pytest

from bench.county import scrape_of_county
from bench.exposition import main
from exporters.metrics.exposition import exposition
from records.verdict import State


def test_a_size_is_a_row_and_an_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "exposition.json"
    assert main(["--targets", "50", "--json", str(out)]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split(" | ")[:2] == ["targets", "samples"]
    assert row.startswith("50 | ")
    (told,) = json.loads(out.read_text(encoding="utf-8"))
    assert told["ours"]["samples"] == told["bare"]["samples"] > 50 * 10
    assert told["ratio"] == told["ours"]["seconds"] / told["bare"]["seconds"]


def test_the_made_up_county_is_in_every_state() -> None:
    text = exposition(lambda: scrape_of_county(500)).decode()
    told = [line for line in text.splitlines() if line.startswith("xuncha_target_state{")]
    assert all(any(f'state="{state}"' in line for line in told) for state in State)
    assert "xuncha_target_suspected{" in text
