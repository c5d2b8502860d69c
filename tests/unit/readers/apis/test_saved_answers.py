"""Each folder of tests/apis/<api> is one case: a page, what its API answered, and what both should give."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from crawler.readers.apis.api import Ask, Found
from crawler.readers.apis.catalogue import APIS, find_api, read_answer
from crawler.readers.reading import Reading
from records.civil import parse_moment

CASES_OF = Path(__file__).parents[3] / "apis"
CASES = sorted(path.parent.relative_to(CASES_OF).as_posix() for path in CASES_OF.rglob("meta.json"))


def settings_of(case: str) -> tuple[Mapping[str, str], dict[str, Any]]:
    folder = CASES_OF / case
    return json.loads((folder / "meta.json").read_text()), json.loads((folder / "expected.json").read_text())


def found_in(case: str, meta: Mapping[str, str]) -> Found | None:
    body = (CASES_OF / case / "page.html").read_bytes()
    return find_api(body, address=meta["address"], charset=meta["charset"])


def parts_of(ask: Ask) -> dict[str, Any]:
    """Return what expected.json may state of a request."""
    url, body = urlsplit(ask.url), ask.body.decode()
    return {
        "method": ask.method,
        "host": url.netloc,
        "path": unquote(url.path),
        "query": dict(parse_qsl(url.query, keep_blank_values=True)),
        "form": dict(parse_qsl(body, keep_blank_values=True)),
        "json": json.loads(body) if body.startswith("{") else {},
        "headers": dict(ask.headers),
    }


def facts_of(reading: Reading) -> dict[str, Any]:
    """Return what expected.json may state of a reading."""
    newest = max(reading.entries, key=lambda entry: entry.published_on or date.min, default=None)
    return {
        "outcome": reading.outcome.value,
        "complete": reading.complete,
        "found_by": reading.found_by,
        "items": len(reading.entries),
        "newest_on": str(newest.published_on) if newest else None,
        "newest_at": newest.published_at.isoformat() if newest and newest.published_at else None,
        "newest_title": newest.title if newest else None,
        "newest_address": newest.address if newest else None,
        "sources": [entry.source for entry in reading.entries],
        "sure": newest.sure if newest else None,
    }


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_answered_by_the_api_its_folder_names(case: str) -> None:
    meta, expected = settings_of(case)
    found = found_in(case, meta)
    assert found
    assert found.name == case.partition("/")[0]
    parts = parts_of(found.ask)
    for part, said in expected["ask"].items():
        assert parts[part] | said == parts[part] if isinstance(said, dict) else parts[part] == said


@pytest.mark.parametrize("case", CASES)
def test_a_saved_answer_is_read_as_its_folder_says(case: str) -> None:
    meta, expected = settings_of(case)
    answer = next((CASES_OF / case).glob("answer.*")).read_bytes()
    name, moment = case.partition("/")[0], parse_moment(meta["now"])
    reading = read_answer(name, answer, address=meta["address"], now=moment)
    facts = facts_of(reading)
    expected = {"found_by": "api"} | expected
    expected.pop("ask")
    assert {key: facts[key] for key in expected} == expected
    assert {entry.found_by for entry in reading.entries if entry.published_on} <= {expected["found_by"]}


def test_every_case_is_whole() -> None:
    for case in CASES:
        names = {path.stem for path in (CASES_OF / case).iterdir()}
        assert names == {"page", "answer", "meta", "expected"}


@pytest.mark.parametrize("name", APIS)
def test_every_api_has_two_cases(name: str) -> None:
    assert sum(case.startswith(f"{name}/") for case in CASES) >= 2
