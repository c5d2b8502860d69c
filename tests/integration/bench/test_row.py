"""One pass over saved pages, as the database has it afterwards."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bench.row import run_row
from bench.saved import SavedPage, load_pages
from pipeline.tell import BOARD
from records.errors import OutsideError
from records.observation import Outcome
from tests.integration.bench.folder import Written, article, listing, page, write_folder

PAGES = [
    Written(
        "list.html", page("工作动态", listing("2026-11-18", "2026-11-02")), {"kind": "list", "path": "a/"}
    ),
    Written("other.html", "<p>机构职能</p>", {"kind": "other", "path": "b/"}),
    Written("stray.html", page("公告", article("2026-10-12", "")), {"kind": "article", "path": "c/1.html"}),
]


@pytest.fixture
def pages(tmp_path: Path) -> Sequence[SavedPage]:
    return load_pages(write_folder(tmp_path / "pages", PAGES))


def test_a_pass_keeps_a_look_at_every_page_and_tells_of_it(
    pages: Sequence[SavedPage], tmp_path: Path
) -> None:
    said: list[str] = []
    (done,) = run_row(pages, home=tmp_path / "home", say=said.append)
    assert [(file, answer.newest_on) for file, answer in done.answers.items()] == [
        ("list.html", date(2026, 11, 18)),
        ("other.html", None),
        ("stray.html", date(2026, 10, 12)),
    ]
    assert done.answers["stray.html"].outcome is Outcome.READ
    assert done.verdicts == 6
    assert "list.html" in (tmp_path / "home" / BOARD).read_text(encoding="utf-8")
    assert done.digest > 1_000
    assert [line.partition(" in ")[0] for line in said] == ["2026-11-23: 3 pages"]


def test_a_pass_that_takes_too_long_is_broken_off(pages: Sequence[SavedPage], tmp_path: Path) -> None:
    with pytest.raises(OutsideError):
        run_row(pages, home=tmp_path / "home", say=print, longest=0.0)
