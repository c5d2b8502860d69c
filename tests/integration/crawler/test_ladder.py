"""The steps of the ladder, each against a server, and the requests each takes."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.readers.reading import READER_VERSION
from crawler.validators import may_be_unchanged, validators_of
from records.observation import Observation, Outcome
from tests.integration.crawler.wild import (
    Answer,
    Crawl,
    Crawler,
    WildServer,
    an_inventory,
    column_page,
    reply,
    serving,
)

UNSORTED = ("2019-03-01", "2020-05-02", "2018-01-03", "2021-07-04", "2017-01-05", "2022-02-06")


def page(number: int, of: int, *days: str) -> Answer:
    """Return the page of a column with so many, its pager written as a script would be called."""
    rows = "".join(
        f'<li><a href="/art/{number}-{place}.html">演练县召开第{number}{place}次专题工作会议</a>'
        f"<span>{day}</span></li>"
        for place, day in enumerate(days)
    )
    pager = f'<div class="page"><script>createPageHTML({of}, {number - 1}, "index", "html");</script></div>'
    head = "<html><head><meta charset='utf-8'><title>工作动态</title></head>"
    return reply(f"{head}<body><ul class='list'>{rows}</ul>{pager}</body></html>")


def in_november(first: int) -> tuple[str, ...]:
    return tuple(f"2026-11-{day:02}" for day in range(first, first - 6, -1))


@pytest.fixture(scope="module")
def server() -> Iterator[WildServer]:
    with serving({}) as wild:
        wild.answers |= {
            "/pinned/": page(1, 40, *UNSORTED),
            "/pinned/index_1.html": page(2, 40, *in_november(20)),
            "/pinned/index_39.html": page(40, 40, "2016-01-02", "2016-01-01"),
            "/mixed/": page(1, 3, *UNSORTED),
            "/mixed/index_1.html": page(2, 3, *UNSORTED[::-1], "2026-11-01"),
            "/mixed/index_2.html": page(3, 3, "2023-01-01"),
            "/lost/": page(1, 40, *UNSORTED),
            "/endless/": page(1, 40, *UNSORTED),
            **{
                f"/endless/index_{place}.html": page(place + 1, 40, *UNSORTED[::-1]) for place in range(1, 40)
            },
            "/sorted/": page(1, 40, *in_november(20)),
        }
        yield wild


@pytest.fixture(scope="module")
def crawl(server: WildServer, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    home = f"http://127.0.0.1:{server.port}"
    columns = {key: f"{home}/{key}/" for key in ("pinned", "mixed", "lost", "endless", "sorted")}
    return Crawler(home=tmp_path_factory.mktemp("ladder")).run(an_inventory(columns))


def test_an_answer_that_still_stands_is_unchanged_for_one_request(server: WildServer, tmp_path: Path) -> None:
    crawler = Crawler(home=tmp_path)
    whole = reply(column_page("2026-11-20", "2026-11-18"), ETag='"v1"')

    def answer(connection: socket.socket, path: str) -> None:
        same = 'If-None-Match: "v1"\r\n' in server.heads[-1]
        (reply(status="304 Not Modified") if same else whole)(connection, path)

    server.answers["/same/"] = answer
    inventory = an_inventory({"same": f"http://127.0.0.1:{server.port}/same/"})
    first = crawler.run(inventory).looks["same"]
    validators = validators_of(crawler.evidence.exchange(first.evidence[0]))
    assert may_be_unchanged(first, reader=READER_VERSION)
    assert validators == ('"v1"', "")
    again = crawler.run(replace(inventory, version="2"), validators={"same": validators}).looks["same"]
    assert (again.outcome, again.complete, again.entries) == (Outcome.UNCHANGED, False, ())
    assert asked(server, "same") == ["/same/"] * 2


def newest(look: Observation) -> str:
    assert look.newest
    return str(look.newest.published_on)


def asked(server: WildServer, folder: str) -> list[str]:
    return [path for path in server.asked if path.startswith(f"/{folder}/")]


def test_below_pinned_rows_the_next_and_the_last_page_prove_the_newest(
    crawl: Crawl, server: WildServer
) -> None:
    look = crawl.looks["pinned"]
    assert (look.outcome, look.how, look.complete, newest(look)) == (
        Outcome.READ,
        "pages",
        True,
        "2026-11-20",
    )
    assert asked(server, "pinned") == ["/pinned/", "/pinned/index_1.html", "/pinned/index_39.html"]
    assert look.note.endswith("requests: page 1, pages 2")
    assert len(look.evidence) == 3


def test_a_column_without_order_is_read_to_its_end(crawl: Crawl, server: WildServer) -> None:
    look = crawl.looks["mixed"]
    assert (look.how, look.complete, newest(look)) == ("pages", True, "2026-11-01")
    assert len(asked(server, "mixed")) == 3


def test_a_next_page_that_is_not_there_leaves_the_first_pages_answer(crawl: Crawl) -> None:
    look = crawl.looks["lost"]
    assert (look.how, look.complete, newest(look)) == ("page", False, "2022-02-06")
    assert look.outcome is Outcome.READ


def test_a_column_without_order_or_end_is_read_for_so_many_pages(crawl: Crawl, server: WildServer) -> None:
    look = crawl.looks["endless"]
    assert (look.how, look.complete) == ("pages", False)
    assert len(asked(server, "endless")) == 5
    assert asked(server, "endless")[-1] == "/endless/index_39.html"


def test_a_sorted_column_costs_one_request(crawl: Crawl, server: WildServer) -> None:
    look = crawl.looks["sorted"]
    assert (look.how, look.complete, look.note) == ("page", True, "")
    assert asked(server, "sorted") == ["/sorted/"]
