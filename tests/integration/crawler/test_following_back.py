"""Following a list back page by page, and asking articles for the day they were made."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from records.inventory import Inventory
from records.observation import Outcome
from tests.integration.crawler.wild import Answer, Crawler, WildServer, an_inventory, reply, serving


def page(number: int, *, of: int) -> Answer:
    """Return a page of a sorted list, six rows a page, a month a page back from November 2026."""
    month = date(2026, 12 - number, 1)
    rows = "".join(
        f'<li><a href="/art/{number}-{place}.html">演练县召开第{number}{place}次专题工作会议</a>'
        f"<span>{month.replace(day=20 - place)}</span></li>"
        for place in range(6)
    )
    pager = f'<div class="page"><script>createPageHTML({of}, {number - 1}, "index", "html");</script></div>'
    head = "<html><head><meta charset='utf-8'><title>工作动态</title></head>"
    return reply(f"{head}<body><ul class='list'>{rows}</ul>{pager}</body></html>")


def article(title: str, written: str) -> Answer:
    table = f"<table><tr><td>成文日期：</td><td>{written}</td></tr></table>"
    return reply(
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><h1>{title}</h1>"
        f"<div>发布时间：2026-11-20</div>{table}<p>各乡镇人民政府，县直各单位：现将有关事项通知如下。</p></body></html>"
    )


@pytest.fixture
def server() -> Iterator[WildServer]:
    with serving({"/zfwj/": page(1, of=8)}) as wild:
        wild.answers |= {f"/zfwj/index_{place}.html": page(place + 1, of=8) for place in range(1, 8)}
        yield wild


def inventory(server: WildServer, *, disclosure: bool = False) -> Inventory:
    plain = an_inventory({"zfwj": f"{server.address}/zfwj/"})
    (column,) = plain.columns
    return replace(plain, columns=(replace(column, disclosure=disclosure),))


def test_a_list_is_followed_back_to_the_day_and_all_pages_are_in_the_observation(
    server: WildServer, tmp_path: Path
) -> None:
    look = Crawler(home=tmp_path).run(inventory(server), back_to="2026-09-18").looks["zfwj"]
    assert (look.outcome, look.complete, look.how, len(look.entries)) == (Outcome.READ, True, "pages", 18)
    assert min(entry.published_on for entry in look.entries if entry.published_on) == date(2026, 9, 15)
    assert len(look.evidence) == 3
    assert [path for path in server.asked if path.startswith("/zfwj/")] == [
        "/zfwj/",
        "/zfwj/index_1.html",
        "/zfwj/index_2.html",
    ]


def test_a_page_that_is_not_there_ends_the_way_back_with_what_was_read(
    server: WildServer, tmp_path: Path
) -> None:
    del server.answers["/zfwj/index_2.html"]
    look = Crawler(home=tmp_path).run(inventory(server), back_to="2026-01-01").looks["zfwj"]
    assert (look.outcome, look.complete, len(look.entries)) == (Outcome.READ, True, 12)


def test_a_look_that_follows_a_list_back_is_never_answered_by_nothing_changed(
    server: WildServer, tmp_path: Path
) -> None:
    Crawler(home=tmp_path).run(inventory(server), back_to="2026-11-18", validators={"zfwj": ('"v1"', "")})
    assert not any("If-None-Match" in head for head in server.heads)


def test_the_newest_articles_of_a_column_held_to_disclosure_are_asked_for_the_day_they_were_made(
    server: WildServer, tmp_path: Path
) -> None:
    server.answers["/art/1-0.html"] = article("演练县召开第10次专题工作会议", "2026年10月9日")
    server.answers["/art/1-1.html"] = article("演练县召开第11次专题工作会议", "2026年11月2日")
    look = Crawler(home=tmp_path).run(inventory(server, disclosure=True)).looks["zfwj"]
    assert [entry.written_on for entry in look.entries[:4]] == [
        date(2026, 10, 9),
        date(2026, 11, 2),
        None,
        None,
    ]
    assert (look.complete, look.how) == (True, "page")
    assert [path for path in server.asked if path.startswith("/art/")] == [
        f"/art/1-{place}.html" for place in range(3)
    ]


def test_other_columns_articles_are_left_alone(server: WildServer, tmp_path: Path) -> None:
    Crawler(home=tmp_path).run(inventory(server))
    assert [path for path in server.asked if path.startswith("/art/")] == []
