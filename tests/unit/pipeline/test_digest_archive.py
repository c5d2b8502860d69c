"""Digests are kept whole, one of a week for each reader."""

from pathlib import Path

import pytest

from exporters.mail.message import Attachment, Digest
from pipeline.telling.digest_archive import OFFICE, DigestArchive
from pipeline.week import Week

WEEK, NEXT = Week.parse("2026-W47"), Week.parse("2026-W48")


def digest(subject: str = "周报") -> Digest:
    attached = Attachment(name="县教育局.xlsx", content=subject.encode(), type="application/x")
    return Digest(subject=subject, html=f"<p>{subject}</p>", text="正文\n", attachments=(attached,))


def test_all_three_forms_are_kept(tmp_path: Path) -> None:
    folder = DigestArchive(tmp_path).keep(WEEK, "jyj", digest())
    assert folder == tmp_path / "digests/2026-W47/jyj"
    assert {file.name for file in folder.iterdir()} == {"digest.html", "digest.txt", "digest.xlsx"}
    assert (folder / "digest.txt").read_text() == "周报\n\n正文\n"


def test_made_again_it_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    archive = DigestArchive(tmp_path)
    archive.keep(WEEK, OFFICE, digest())
    archive.keep(WEEK, OFFICE, digest("改过的周报"))
    assert {one.subject for one in archive.all()} == {"改过的周报"}
    assert len(archive.all()) == 3


def test_the_newest_week_and_the_office_come_first(tmp_path: Path) -> None:
    archive = DigestArchive(tmp_path)
    for week in (WEEK, NEXT):
        for key in ("a", "Z", OFFICE):
            archive.keep(week, key, digest())
    kept = [(one.week, one.key) for one in archive.all() if one.form == "html"]
    assert kept == [(week, key) for week in ("2026-W48", "2026-W47") for key in (OFFICE, "Z", "a")]


def test_before_the_first_there_is_nothing(tmp_path: Path) -> None:
    assert DigestArchive(tmp_path / "nowhere").all() == ()


@pytest.mark.parametrize("key", ["..", ".", "", "a/b", "/etc", "_other", "a\0", "a" * 81])
def test_a_key_that_is_none_is_no_folder(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        DigestArchive(tmp_path).keep(WEEK, key, digest())
    assert list(tmp_path.iterdir()) == []


def test_what_else_lies_there_is_not_listed(tmp_path: Path) -> None:
    archive = DigestArchive(tmp_path)
    folder = archive.keep(WEEK, "jyj", digest())
    (folder / "secret.html").write_text("x")
    (folder.parent / "loose.html").write_text("x")
    (tmp_path / "digests/notes").mkdir()
    assert {one.name for one in archive.all()} == {"jyj.html", "jyj.txt", "jyj.xlsx"}


@pytest.mark.parametrize(
    ("week", "name"),
    [
        ("2026-W47", "../jyj.html"),
        ("2026-W47", "secret.html"),
        ("..", "jyj.html"),
        ("2026-W46", "jyj.html"),
        ("2026-W47", ""),
        ("2026-W47", "jyj.html\0"),
    ],
)
def test_nothing_is_found_by_a_name_that_is_not_kept(tmp_path: Path, week: str, name: str) -> None:
    archive = DigestArchive(tmp_path)
    archive.keep(WEEK, "jyj", digest())
    assert archive.find("2026-W47", "jyj.html")
    assert archive.find(week, name) is None
