"""Each folder of tests/platforms/PLATFORM is one case: what was sent, meta.json and expected.json."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.platforms.catalogue import PLATFORMS
from crawler.platforms.told import Told
from records.civil import parse_moment
from records.targets import Platform

ANSWERS = Path(__file__).parents[2] / "platforms"
CASES = sorted(path.parent.relative_to(ANSWERS).as_posix() for path in ANSWERS.rglob("meta.json"))


def facts_of(told: Told) -> dict[str, Any]:
    """Return what expected.json may state of an answer."""
    reading = told.reading
    newest = max(reading.entries, key=lambda entry: entry.published_on or date.min, default=None)
    shown = newest if newest and newest.published_on else None
    return {
        "outcome": reading.outcome.value,
        "complete": reading.complete,
        "items": len(reading.entries),
        "found_by": reading.found_by,
        "newest_on": str(shown.published_on) if shown else None,
        "newest_at": shown.published_at.isoformat() if shown and shown.published_at else None,
        "newest_title": newest.title if newest else None,
        "newest_address": newest.address if newest else None,
        "ids": list(told.account.ids),
        "name": told.account.name,
        "principal": told.account.principal,
        "state": told.state,
        "moved_to": told.moved_to,
        "albums": list(told.albums),
        "posts": told.posts,
    }


@pytest.mark.parametrize("case", CASES)
def test_a_saved_answer_is_read_as_its_folder_says(case: str) -> None:
    folder = ANSWERS / case
    meta = json.loads((folder / "meta.json").read_text())
    expected = json.loads((folder / "expected.json").read_text())
    (sent,) = folder.glob("sent.*")
    body = gzip.decompress(sent.read_bytes()) if sent.suffix == ".gz" else sent.read_bytes()
    seen_at = parse_moment(meta["seen_at"]) if meta["seen_at"] else None
    told = PLATFORMS[Platform(case.partition("/")[0])](body, address=meta["address"], seen_at=seen_at)
    facts = facts_of(told)
    assert {key: facts[key] for key in expected} == expected


def test_every_case_is_whole() -> None:
    for case in CASES:
        names = {path.name.partition(".")[0] for path in (ANSWERS / case).iterdir()}
        assert names == {"sent", "meta", "expected"}


def test_every_platform_has_cases() -> None:
    assert {case.partition("/")[0] for case in CASES} == set(PLATFORMS)
