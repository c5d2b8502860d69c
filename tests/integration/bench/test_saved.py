"""The manifest, line by line."""

from datetime import date
from pathlib import Path

import pytest

from bench.saved import Kind, load_pages
from records.errors import InputError
from tests.integration.bench.folder import Written, write_folder

LIST = {"kind": "list", "path": "/xwzx/index.html", "expected_latest_date": "2026-11-18", "cms": "-"}


def test_a_line_becomes_a_page_with_its_labels(tmp_path: Path) -> None:
    (page,) = load_pages(
        write_folder(tmp_path, [Written("a/1.html", "文", {**LIST, "also_right": "2026-11-17"})])
    )
    assert (page.file, page.kind, page.path) == ("a/1.html", Kind.LIST, "xwzx/index.html")
    assert (page.expected_on, page.also_right) == (date(2026, 11, 18), date(2026, 11, 17))
    assert page.now == date(2026, 11, 23)
    assert page.body == "文".encode()


def test_an_articles_own_date_is_what_is_expected_of_it(tmp_path: Path) -> None:
    line = {
        "kind": "article",
        "path": "1.html",
        "expected_pub_date": "2026-01-02",
        "expected_latest_date": None,
    }
    (page,) = load_pages(write_folder(tmp_path, [Written("1.html", "文", line)]))
    assert page.expected_on == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ('{"file": "1.html", "kind": "list", "path": "", "now": "soon"}', "now"),
        ('{"file": "1.html", "kind": "poem", "path": "", "now": "2026-11-23"}', "kind"),
        ('{"file": "gone.html", "kind": "list", "path": "", "now": "2026-11-23"}', "there is no file"),
        ("", "lists no page"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_refused_with_its_line(
    tmp_path: Path, line: str, said: str
) -> None:
    (tmp_path / "1.html").write_text("文", encoding="utf-8")
    (tmp_path / "manifest.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_pages(tmp_path)


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name a folder of saved pages"):
        load_pages(tmp_path)
