"""One pass over everything a server can do wrong: it goes on, and says of each what happened."""

import gzip
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from records.observation import Outcome
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

MEGABYTE = 1024 * 1024
#: A plain pass needs about 110 MB; the pages below would take gigabytes if they were let in.
PEAK = 400 * MEGABYTE
HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
#: Seconds for one request, so that what never ends is cut soon.
TIMEOUT = 2.0


def sending(*pieces: bytes) -> Answer:
    """Return an answer of exactly these bytes."""

    def answer(connection: socket.socket, _path: str) -> None:
        for piece in pieces:
            connection.sendall(piece)

    return answer


def endless(head: str, piece: bytes) -> Answer:
    """Return an answer whose *piece* comes again and again until the client has enough."""

    def answer(connection: socket.socket, _path: str) -> None:
        connection.sendall(head.encode())
        while True:
            connection.sendall(piece)

    return answer


def dripping(head: str) -> Answer:
    """Return an answer that sends a byte whenever a fifth of a second has passed without one from us."""

    def answer(connection: socket.socket, _path: str) -> None:
        connection.sendall(head.encode())
        connection.settimeout(0.2)
        while True:
            try:
                if not connection.recv(1):
                    return
            except TimeoutError:
                connection.sendall(b"x")

    return answer


def mute(connection: socket.socket, _path: str) -> None:
    connection.recv(1)


def reset(connection: socket.socket, _path: str) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def to(place: str) -> Answer:
    return reply(status="302 Found", Location=place)


def gbk_page() -> bytes:
    return column_page("2026-11-20", "2026-11-18").encode("gbk")


ANSWERS: dict[str, tuple[Answer, Outcome, str]] = {
    "huge": (reply(b"x" * (9 * MEGABYTE)), Outcome.UNREADABLE, "too big"),
    "endless": (endless(HEAD + "\r\n", b"<p>x</p>" * 8192), Outcome.UNREADABLE, "too big"),
    "bomb": (
        reply(gzip.compress(bytes(300 * MEGABYTE)), Content_Encoding="gzip"),
        Outcome.UNREADABLE,
        "too big",
    ),
    "bomb-in-bomb": (
        reply(gzip.compress(gzip.compress(bytes(300 * MEGABYTE))), Content_Encoding="gzip, gzip"),
        Outcome.UNREADABLE,
        "too big",
    ),
    "heads": (endless(HEAD, b"X-Again: and again\r\n" * 4096), Outcome.UNREACHABLE, "does not end"),
    "drip": (dripping(HEAD + "\r\n"), Outcome.UNREACHABLE, "time-out"),
    "mute": (mute, Outcome.UNREACHABLE, "time-out"),
    "deep": (reply(b"<html><body>" + b"<div>" * 100_000), Outcome.UNREADABLE, ""),
    "pdf": (reply(b"%PDF-1.7\n\x00\x01"), Outcome.UNREADABLE, "not a page"),
    "gbk": (reply(gbk_page()), Outcome.READ, ""),
    "not-gzip": (reply("plain", Content_Encoding="gzip"), Outcome.UNREADABLE, "content coding"),
    "loop": (to("/loop/"), Outcome.UNREACHABLE, "loop"),
    "ping": (to("/pong/"), Outcome.UNREACHABLE, "loop"),
    "foreign": (to("http://elsewhere.test/"), Outcome.UNREADABLE, "does not name the host elsewhere.test"),
    "metadata": (to("http://169.254.169.254/latest/"), Outcome.UNREADABLE, "refused by the address guard"),
    "other-port": (to("http://127.0.0.1:1/"), Outcome.UNREADABLE, "does not name port 1"),
    "file": (to("file:///etc/passwd"), Outcome.UNREADABLE, "refused by the address guard"),
    "no-address": (to("http://[::1"), Outcome.UNREADABLE, ""),
    "home": (to("/"), Outcome.UNREADABLE, "home page"),
    "reset": (reset, Outcome.UNREACHABLE, "connection"),
    "nothing": (sending(), Outcome.UNREACHABLE, "connection"),
    "not-http": (sending(b"SSH-2.0-OpenSSH_9.2\r\n"), Outcome.UNREACHABLE, "connection"),
    "cut": (
        reply(column_page("2026-11-20", "2026-11-18"), Content_Length="99999"),
        Outcome.READ,
        "cut short",
    ),
    "cut-empty": (reply("<html><ul></ul>", Content_Length="99999"), Outcome.UNREACHABLE, "cut short"),
    "blank": (reply(""), Outcome.UNREADABLE, "empty answer"),
    "202": (reply("<script>go()</script>", status="202 Accepted"), Outcome.BLOCKED, "202"),
    "304": (reply(status="304 Not Modified"), Outcome.UNREADABLE, "without conditions"),
    "403": (reply("no", status="403 Forbidden"), Outcome.BLOCKED, "403"),
    "404": (reply("no", status="404 Not Found"), Outcome.GONE, "404"),
    "410": (reply("no", status="410 Gone"), Outcome.GONE, "410"),
    "412": (reply("no", status="412 Precondition Failed"), Outcome.BLOCKED, "412"),
    "429": (reply("no", status="429 Too Many"), Outcome.BLOCKED, "429"),
    "503": (reply("no", status="503 Busy"), Outcome.UNREACHABLE, "503"),
    "521": (reply("no", status="521 Down"), Outcome.BLOCKED, "521"),
    "wall": (reply("<html><title>安全验证</title><body>请完成验证后访问</body></html>"), Outcome.BLOCKED, ""),
    "fine": (reply(column_page("2026-11-20", "2026-11-18")), Outcome.READ, ""),
}


@pytest.fixture(scope="module")
def server() -> Iterator[WildServer]:
    answers = {f"/{name}/": answer for name, (answer, _outcome, _words) in ANSWERS.items()}
    with serving({**answers, "/pong/": to("/ping/"), "/": reply(column_page("2026-11-23"))}) as wild:
        yield wild


@pytest.fixture(scope="module")
def crawler(tmp_path_factory: pytest.TempPathFactory) -> Crawler:
    return Crawler(home=tmp_path_factory.mktemp("bad"))


@pytest.fixture(scope="module")
def crawl(server: WildServer, crawler: Crawler) -> Crawl:
    columns = {name: f"{server.address}/{name}/" for name in ANSWERS}
    return crawler.run(an_inventory(columns), timeout=TIMEOUT)


@pytest.mark.parametrize("name", ANSWERS)
def test_each_target_has_the_outcome_that_says_what_happened(crawl: Crawl, name: str) -> None:
    _answer, outcome, words = ANSWERS[name]
    look = crawl.looks[name]
    assert (look.outcome, words in look.note) == (outcome, True), look.note


def test_the_pass_ends_well_and_tells_of_every_target_once(crawl: Crawl) -> None:
    assert crawl.code == 0, crawl.stderr
    assert sorted(line["target"] for line in crawl.lines) == sorted(ANSWERS)
    assert crawl.outcomes == {line["target"]: line["outcome"] for line in crawl.lines}


def test_memory_stays_bounded(crawl: Crawl) -> None:
    assert crawl.peak < PEAK


def test_no_traceback_reaches_the_engineer(crawl: Crawl) -> None:
    assert "Traceback" not in crawl.stderr


def test_every_observation_rests_on_evidence_that_can_be_read(crawl: Crawl, crawler: Crawler) -> None:
    for name, look in crawl.looks.items():
        assert look.evidence, name
        for digest in look.evidence:
            exchange = crawler.evidence.exchange(digest)
            assert exchange.asked.endswith(f"/{name}/")
            assert bool(exchange.failure) != bool(exchange.body)
            if exchange.body:
                crawler.evidence.read(exchange.body)


def test_nothing_is_left_half_written(crawl: Crawl, crawler: Crawler) -> None:
    assert crawl.code == 0
    assert not list(Path(crawler.home / "evidence" / "unfinished").iterdir())


def test_a_page_in_another_encoding_than_it_says_keeps_its_titles(crawl: Crawl) -> None:
    assert crawl.looks["gbk"].entries[0].title.startswith("演练县")


def test_a_page_that_was_cut_short_proves_no_silence(crawl: Crawl) -> None:
    assert not crawl.looks["cut"].complete
