"""Saved pages on loopback."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bench.office import write_inventory
from bench.saved import load_pages
from bench.serving import Place, serving
from crawler.readers.column_list import read_column_list
from records.civil import SHANGHAI
from records.inventory_files.load import load_inventory
from tests.integration.bench.folder import Written, article, listing, page, write_folder

NOW = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
GBK = page("工作动态", listing("2026-11-18"), charset="gbk")
PAGES = [
    Written("a.html", GBK, {"kind": "list", "path": "xwzx/list.aspx?id=3&p=1"}, "gbk"),
    Written("b.html", "乙", {"kind": "list", "path": "xwzx/list.aspx?id=3&p=1"}),
    Written("c.html", article("2026-10-12", ""), {"kind": "article", "path": "a/t20260930_7.html"}),
    Written("d.html", article("2026-10-13", ""), {"kind": "article", "path": "index.html"}),
    Written("e.html", "戊", {"kind": "list", "path": "公告 栏/1.html"}),
]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sequence[Place]]:
    folder = write_folder(tmp_path_factory.mktemp("pages"), PAGES)
    with serving(load_pages(folder), now=NOW) as served:
        yield served


def ask(address: str) -> tuple[HTTPResponse, bytes]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_a_page_comes_byte_for_byte_and_nothing_is_said_of_its_encoding(places: Sequence[Place]) -> None:
    answer, body = ask(places[0].column)
    assert body == GBK.encode("gbk")
    assert answer.headers["Content-Type"] == "text/html"


def test_a_page_keeps_its_path_and_its_query(places: Sequence[Place]) -> None:
    assert places[0].column.endswith("/xwzx/list.aspx?id=3&p=1")


def test_pages_at_one_path_stand_on_hosts_of_their_own(places: Sequence[Place]) -> None:
    assert ask(places[1].column)[1] == "乙".encode()
    assert len({place.host for place in places}) == len(places)
    assert all(place.host.startswith("127.") for place in places)


def test_a_path_with_characters_of_any_kind_can_be_asked(places: Sequence[Place]) -> None:
    assert ask(places[4].column)[1] == "戊".encode()


def test_the_servers_clock_shows_the_moment_of_the_pass(places: Sequence[Place]) -> None:
    assert ask(places[0].column)[0].headers["Date"] == "Mon, 23 Nov 2026 01:00:00 GMT"


@pytest.mark.parametrize("path", ["", "xwzx/1.html", "xwzx/list.aspx", "robots.txt"])
def test_everything_else_is_not_there(places: Sequence[Place], path: str) -> None:
    assert ask(places[0].home + path)[0].status == 404


@pytest.mark.parametrize("place", [2, 3])
def test_an_article_is_reached_through_a_list_whose_rows_show_no_dates(
    places: Sequence[Place], place: int
) -> None:
    listed = places[place].column
    reading = read_column_list(ask(listed)[1], address=listed, now=NOW)
    assert "2026" not in ask(listed)[1].decode().replace(places[place].path, "")
    assert [ask(entry.address)[1] for entry in reading.entries] == [PAGES[place].text.encode()]


def test_the_inventory_of_all_of_it_has_no_fault(places: Sequence[Place], tmp_path: Path) -> None:
    write_inventory(tmp_path, places)
    inventory = load_inventory(tmp_path)
    assert [column.url for column in inventory.columns] == [place.column for place in places]
    assert all(site.private and site.own and site.delay == 0 for site in inventory.sites)
