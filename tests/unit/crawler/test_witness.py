"""How far a server's clock is off ours."""

from datetime import datetime, timedelta

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.outcomes import Trouble
from crawler.witness import exchange_of_failure, exchange_of_response, skew_of
from records.civil import SHANGHAI
from records.observation import Outcome

NOW = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)


def answered(**headers: str) -> Response:
    return Response("http://portal.test/", headers=headers)


def test_a_server_ahead_of_us_is_so_many_seconds_ahead() -> None:
    assert skew_of(answered(Date="Mon, 23 Nov 2026 01:06:00 GMT"), NOW) == 360.0


def test_of_two_clocks_of_ours_the_nearer_counts() -> None:
    skew = skew_of(answered(Date="Mon, 23 Nov 2026 01:00:02 GMT"), NOW - timedelta(days=9), NOW)
    assert skew == 2.0


@pytest.mark.parametrize("date", ["", "soon", "Mon, 23 Nov 2026 01:06:00"])
def test_no_date_or_one_without_a_zone_says_nothing(date: str) -> None:
    assert skew_of(answered(Date=date) if date else answered(), NOW) is None


def test_an_answer_out_of_a_cache_says_nothing() -> None:
    assert skew_of(answered(Date="Mon, 23 Nov 2026 01:06:00 GMT", Age="360"), NOW) is None


def test_a_question_is_kept_as_it_was_asked_without_what_lets_us_in() -> None:
    headers = {"Accept": "*/*", "Proxy-Authorization": "Basic eA==", "Cookie": "a=1", "Authorization": "x"}
    request = Request("http://portal.test/", method="POST", headers=headers, body="page=1")
    answer = Response("http://portal.test/", request=request, flags=["dataloss", "cached"])
    kept = exchange_of_response(answer, moment=NOW, body="")
    assert (kept.method, kept.sent, kept.question) == ("POST", (("Accept", "*/*"),), "page=1")
    assert (kept.step, kept.flags) == ("page", ("dataloss",))


def test_a_failure_is_kept_with_what_it_came_to() -> None:
    trouble = Trouble(outcome=Outcome.BLOCKED, note="robots.txt")
    kept = exchange_of_failure(Request("http://portal.test/"), moment=NOW, trouble=trouble)
    assert (kept.failure, kept.outcome, kept.status) == ("robots.txt", "BLOCKED", 0)
