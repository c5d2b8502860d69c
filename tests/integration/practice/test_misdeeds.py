import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected

import pytest

from practice.faults import Fault
from practice.misdeeds import DEPTH, HUGE
from practice.serve import Portal, serving
from practice.yanlian import SHOWN_AT, yanlian

HOST = "127.10.0.1"


@pytest.fixture(scope="module")
def county_served() -> Iterator[Portal]:
    with serving(yanlian()) as served:
        yield served


@pytest.fixture
def portal(county_served: Portal) -> Iterator[Portal]:
    county_served.now = SHOWN_AT
    yield county_served
    county_served.faults = ()


def wrong(portal: Portal, kind: str, target: str = "tzgg") -> None:
    portal.faults = (Fault(target=target, kind=kind),)


def ask(portal: Portal, path: str = "/tzgg/", host: str = HOST) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(host, portal.port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("http500", 500, "Internal Server Error"),
        ("http503", 503, "Internal Server Error"),
        ("gone404", 404, "404 Not Found"),
        ("waf412", 412, "安全检测"),
        ("waf521", 521, "访问验证"),
        ("maintenance", 200, "网站维护中"),
    ],
)
def test_a_page_that_is_not_the_page(portal: Portal, kind: str, status: int, words: str) -> None:
    wrong(portal, kind)
    answer, body = ask(portal)
    assert answer.status == status
    assert words in body.decode()


def test_a_fault_of_a_column_leaves_its_neighbours_alone(portal: Portal) -> None:
    wrong(portal, "http500")
    assert ask(portal, "/tzgg/index_1.html")[0].status == 500
    assert ask(portal, "/zcfg/")[0].status == 200
    assert ask(portal, "/")[0].status == 200


def test_a_fault_of_a_landing_page_leaves_its_children_alone(portal: Portal) -> None:
    wrong(portal, "http500", target="xwzx")
    assert ask(portal, "/xwzx/")[0].status == 500
    assert ask(portal, "/xwzx/zwyw/")[0].status == 200


def test_a_fault_of_a_site_is_one_of_its_whole_host(portal: Portal) -> None:
    wrong(portal, "http500", target="portal")
    assert [ask(portal, path)[0].status for path in ("/", "/zcfg/", "/robots.txt")] == [500, 500, 500]
    assert ask(portal, "/", "127.10.0.2")[0].status == 200


def test_a_fault_of_an_account_is_its_own(portal: Portal) -> None:
    wrong(portal, "waf412", target="wb-ylfb")
    assert ask(portal, "/u/6000000001/", "127.10.1.2")[0].status == 412
    assert ask(portal, "/u/6000000003/", "127.10.1.2")[0].status == 200


def test_a_fault_comes_and_goes_with_the_moment(portal: Portal) -> None:
    until = SHOWN_AT + timedelta(hours=1)
    portal.faults = (Fault(target="tzgg", kind="http500", from_at=SHOWN_AT, until_at=until),)
    found = []
    for now in (SHOWN_AT - timedelta(minutes=1), SHOWN_AT, until):
        portal.now = now
        found.append(ask(portal)[0].status)
    assert found == [200, 500, 200]


def test_a_redirect_that_leads_to_itself(portal: Portal) -> None:
    wrong(portal, "redirect-loop")
    answers = [ask(portal, path)[0] for path in ("/tzgg/", "/tzgg/?again")]
    assert [(one.status, one.headers["Location"]) for one in answers] == [(302, "?again")] * 2


def test_a_reset_connection(portal: Portal) -> None:
    wrong(portal, "reset")
    with pytest.raises((ConnectionResetError, RemoteDisconnected)):
        ask(portal)


def test_a_huge_page(portal: Portal) -> None:
    wrong(portal, "huge")
    body = ask(portal)[1]
    assert HUGE * 0.99 < len(body) < HUGE * 1.01


def test_a_page_nested_a_hundred_thousand_deep(portal: Portal) -> None:
    wrong(portal, "nested")
    assert ask(portal)[1].count(b"<div>") == DEPTH == 100_000


def test_a_page_in_another_encoding_than_it_says(portal: Portal) -> None:
    wrong(portal, "wrong-encoding")
    answer, body = ask(portal)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "通知公告" in body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_bytes_that_are_no_page(portal: Portal) -> None:
    wrong(portal, "not-html")
    answer, body = ask(portal)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert body.startswith(b"\x89PNG")


def test_a_page_with_nothing_in_it(portal: Portal) -> None:
    wrong(portal, "empty")
    answer, body = ask(portal)
    assert (answer.status, body) == (200, b"")


def open_talk(portal: Portal) -> socket.socket:
    talk = socket.create_connection((HOST, portal.port), timeout=20)
    talk.sendall(b"GET /tzgg/ HTTP/1.1\r\nHost: x\r\n\r\n")
    return talk


def test_a_server_that_says_nothing(portal: Portal) -> None:
    wrong(portal, "timeout")
    with open_talk(portal) as talk:
        talk.settimeout(0.2)
        with pytest.raises(TimeoutError):
            talk.recv(1)
    assert ask(portal, "/zcfg/")[0].status == 200


def test_a_page_that_never_ends_ends_when_the_reader_has_had_enough(portal: Portal) -> None:
    wrong(portal, "endless")
    got = 0
    with open_talk(portal) as talk:
        while got < 4_000_000:
            got += len(talk.recv(1 << 16))
    assert ask(portal, "/zcfg/")[0].status == 200


def test_a_slow_page_promises_more_than_it_has_sent(portal: Portal) -> None:
    wrong(portal, "slow")
    with open_talk(portal) as talk:
        answer = HTTPResponse(talk)
        answer.begin()
        assert answer.read(8)
        assert answer.length
        assert answer.length > 1000
        answer.close()


def ends(talk: socket.socket) -> bool:
    """Whether the server closes *talk*, orderly or not, once all it sent has been read."""
    try:
        while talk.recv(1 << 16):
            pass
    except ConnectionResetError:
        pass
    return True


@pytest.mark.parametrize("kind", ["timeout", "slow", "endless", "huge"])
def test_the_county_stops_in_the_middle_of_a_misdeed(kind: str) -> None:
    with serving(yanlian(), faults=[Fault(target="tzgg", kind=kind)]) as served:
        talk = open_talk(served)
        # another page answers, so the misdeed has begun
        assert ask(served, "/zcfg/")[0].status == 200
    with talk:
        assert ends(talk)


def test_faults_follow_the_dates_of_the_answers(portal: Portal) -> None:
    wrong(portal, "slow")
    portal.now = datetime.fromisoformat("2025-05-05T06:07:08+00:00")
    with open_talk(portal) as talk:
        assert b"Date: Mon, 05 May 2025 06:07:08 GMT" in talk.recv(4096)
