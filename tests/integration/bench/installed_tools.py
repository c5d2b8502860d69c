"""Other people's tools, each on a page it must understand.

Not part of the suite, since nobody needs them to work on xuncha. Once they are installed:
``pytest tests/integration/bench/installed_tools.py``.
"""

from datetime import date
from pathlib import Path

import pytest

from bench.installed import INSTALLED, ask, is_installed
from bench.saved import Kind, SavedPage
from tests.integration.bench.folder import article, listing, page

ARTICLE = page("通知公告", article("2026-10-12", "2026-11-12")).encode()
LIST = page(
    "工作动态", listing("2026-10-12", "2026-10-02", "2026-09-30", "2026-09-11", "2026-09-10")
).encode()


def saved(kind: Kind) -> SavedPage:
    place = Path("1.html")
    return SavedPage(file="1.html", place=place, kind=kind, path="1.html", now=date(2026, 11, 23))


def needs_tool(name: str) -> None:
    if not is_installed(name):
        pytest.fail(f"{name} is not installed: pip install --require-hashes -r bench/requirements.lock")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", INSTALLED)
def test_a_tool_reads_a_plain_article(name: str) -> None:
    needs_tool(name)
    assert ask(name, ARTICLE, saved(Kind.ARTICLE)) == date(2026, 10, 12)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["htmldate", "GNE", "gerapy"])
def test_a_tool_reads_a_plain_list(name: str) -> None:
    needs_tool(name)
    assert ask(name, LIST, saved(Kind.LIST)) == date(2026, 10, 12)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", INSTALLED)
@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"<html></html>"])
def test_a_tool_that_breaks_gives_no_answer(name: str, body: bytes) -> None:
    needs_tool(name)
    assert ask(name, body, saved(Kind.LIST)) is None
