"""How far a server's clock is off ours."""

from datetime import datetime, timedelta

import pytest
from scrapy.http import Response

from crawler.witness import skew_of
from records.civil import SHANGHAI

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
