"""No answer hangs on a file's name, its folder, its place in the manifest, its packing or a stated kind."""

import json
from pathlib import Path

import pytest

from bench.fuzz import main
from bench.shuffled import ANSWERS, Agreement, agreement

PAGES = Path(__file__).parents[2] / "pages"
#: A title, a date without a year and one short sentence: nothing tells what it is.
NEITHER = {"article/a-sidebar-above-a-header-without-a-year/page.html"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder whose manifest lists every page of tests/pages, in folders of their own."""
    lines = []
    for meta in sorted(PAGES.rglob("meta.json")):
        stated = json.loads(meta.read_text(encoding="utf-8"))
        file = meta.parent.relative_to(PAGES) / "page.html"
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_bytes((PAGES / file).read_bytes())
        line = {
            "file": file.as_posix(),
            "kind": stated["kind"],
            "url": stated["address"],
            "now": stated["now"],
        }
        lines.append(json.dumps(line))
    (tmp_path / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("seed", [1, 2])
def test_shuffled_renamed_flattened_and_packed_pages_are_read_alike(folder: Path, seed: int) -> None:
    found = agreement(folder, seed=seed)
    assert found.pages == len(list(PAGES.rglob("page.html")))
    assert list(found.moved) == []


def test_pages_whose_kind_nobody_stated_are_read_alike(folder: Path) -> None:
    found = agreement(folder, seed=1)
    assert found.told == found.pages
    assert {file for file, _, _ in found.untold} <= NEITHER, list(found.lines())
    assert [after["newest_on"] for _, _, after in found.untold] == [
        before["newest_on"] for _, before, _ in found.untold
    ]


def test_an_answer_that_changed_is_told_with_its_page() -> None:
    before = dict.fromkeys(ANSWERS, "x")
    after = before | {"newest_on": "2026-11-20"}
    found = Agreement(pages=2, moved=[("a/1.html", before, after)], told=1, untold=[])
    assert list(found.lines()) == [
        "shuffled, renamed, flattened, some packed: 1 of 2 the same",
        "kind left out, lists and articles: 1 of 1 the same",
        "a/1.html: newest_on x became 2026-11-20",
    ]


def test_the_command_tells_how_many_agree(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--shuffle", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["moved"], told["pages"]) == ([], told["told"])
