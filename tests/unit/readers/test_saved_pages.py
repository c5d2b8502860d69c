"""Each folder of tests/pages is one case: page.html, meta.json and expected.json; a new case adds no code."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.readers.article import read_article
from crawler.readers.column_list import read_column_list
from crawler.readers.reading import Reading
from records.civil import parse_moment

PAGES = Path(__file__).parents[2] / "pages"
READERS: Mapping[str, Callable[..., Reading]] = {"list": read_column_list, "article": read_article}
CASES = sorted(path.parent.relative_to(PAGES).as_posix() for path in PAGES.rglob("meta.json"))


def facts_of(reading: Reading) -> dict[str, Any]:
    """Return what expected.json may state of a reading."""
    newest = max(reading.entries, key=lambda entry: entry.published_on or date.min, default=None)
    shown = newest if newest and newest.published_on else None
    return {
        "outcome": reading.outcome.value,
        "complete": reading.complete,
        "items": len(reading.entries),
        "found_by": reading.found_by,
        "noted": reading.noted,
        "follow": reading.follow,
        "newest_on": str(shown.published_on) if shown else None,
        "newest_at": shown.published_at.isoformat() if shown and shown.published_at else None,
        "newest_title": newest.title if newest else None,
        "newest_address": newest.address if newest else None,
        "sources": [entry.source for entry in reading.entries],
    }


@pytest.mark.parametrize("case", CASES)
def test_a_saved_page_is_read_as_its_folder_says(case: str) -> None:
    folder = PAGES / case
    meta = json.loads((folder / "meta.json").read_text())
    expected = json.loads((folder / "expected.json").read_text())
    read = READERS[meta["kind"]]
    moment = parse_moment(meta["now"])
    reading = read(
        (folder / "page.html").read_bytes(), address=meta["address"], now=moment, charset=meta["charset"]
    )
    facts = facts_of(reading)
    assert {key: facts[key] for key in expected} == expected


def test_every_case_is_whole() -> None:
    for case in CASES:
        assert {path.name for path in (PAGES / case).iterdir()} == {"page.html", "meta.json", "expected.json"}


def test_the_main_families_have_a_case() -> None:
    assert len(CASES) >= 25


def in_utf8() -> list[str]:
    """Return the cases that declare no encoding but utf-8."""
    pages = {case: (PAGES / case / "page.html").read_bytes() for case in CASES}
    return [case for case, body in pages.items() if b'charset="utf-8"' in body and is_utf8(body)]


def is_utf8(body: bytes) -> bool:
    return "\ufffd" not in body.decode("utf-8", errors="replace")


@pytest.mark.parametrize("case", in_utf8())
def test_gbk_changes_nothing(case: str) -> None:
    folder = PAGES / case
    meta = json.loads((folder / "meta.json").read_text())
    body = (folder / "page.html").read_bytes()
    recoded = body.decode("utf-8").replace('charset="utf-8"', 'charset="gb2312"').encode("gb18030")
    read, moment = READERS[meta["kind"]], parse_moment(meta["now"])
    plain = read(body, address=meta["address"], now=moment, charset="")
    assert read(recoded, address=meta["address"], now=moment, charset="") == plain
