import re
from pathlib import Path

import pytest

from crawler.readers.apis import catalogue
from crawler.readers.apis.api import ListApi
from crawler.readers.apis.catalogue import APIS, find_api, read_answer
from records.civil import parse_moment
from records.observation import Outcome

FOLDER = Path(catalogue.__file__).parent
CASES = Path(__file__).parents[3] / "apis"
NOW = parse_moment("2026-11-23T09:00:00")


def test_every_file_that_makes_an_api_is_listed() -> None:
    makers = {path.stem for path in FOLDER.glob("*.py") if re.search(r"^API\b", path.read_text(), re.M)}
    assert makers == set(APIS)


def test_a_new_api_is_a_file_a_line_and_a_folder() -> None:
    source = (FOLDER / "catalogue.py").read_text()
    for name, api in APIS.items():
        assert isinstance(api, ListApi)
        assert f'"{name}": {name}.API,' in source
        assert (CASES / name).is_dir()
    assert {path.name for path in CASES.iterdir()} == set(APIS)


def test_no_api_knows_another() -> None:
    names = "|".join(APIS)
    for name in APIS:
        assert not re.search(
            rf"import (?:{names})\b|apis\.(?:{names})\b", (FOLDER / f"{name}.py").read_text()
        )


def test_an_unknown_name_is_unreadable() -> None:
    assert read_answer("none", b"{}", address="http://a.test/", now=NOW).outcome is Outcome.UNREADABLE


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"<p>", "<p>演练县</p>".encode()])
def test_a_page_that_names_no_api_has_none(body: bytes) -> None:
    assert find_api(body, address="http://a.test/") is None


@pytest.mark.parametrize("name", APIS)
@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", "<html><p>系统繁忙</p></html>".encode()])
def test_an_answer_of_another_kind_is_never_an_empty_column(name: str, body: bytes) -> None:
    reading = read_answer(name, body, address="http://a.test/b/", now=NOW)
    assert (reading.outcome, reading.complete, reading.entries) == (Outcome.UNREADABLE, False, ())
