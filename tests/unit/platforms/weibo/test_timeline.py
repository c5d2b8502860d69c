"""How a timeline's entries stand, and what is told of statuses and containers."""

from datetime import timedelta

import pytest

from crawler.platforms.weibo.errors import of_status
from crawler.platforms.weibo.profile import timeline_container
from crawler.platforms.weibo.reader import read
from monitors.reach import reach
from records.civil import civil_date
from records.observation import Outcome
from tests.unit.platforms.weibo.heard import NOW, UID, card, pinned, profile, sent, timeline


def ago(days: int) -> object:
    return civil_date(NOW) - timedelta(days=days)


def test_a_pinned_old_post_stands_on_top_and_claims_no_days_for_the_list() -> None:
    address, body = timeline(pinned(9, 400), card(2, 5), card(1, 2))
    reading = read(body, address=address, seen_at=NOW).reading
    assert [entry.published_on for entry in reading.entries] == [ago(400), ago(2), ago(5)]
    assert reading.complete
    assert reach(reading.entries) == ago(5)


def test_a_pinned_post_among_the_others_stands_in_its_place() -> None:
    address, body = timeline(pinned(9, 3), card(1, 2), card(2, 5))
    reading = read(body, address=address, seen_at=NOW).reading
    assert [entry.published_on for entry in reading.entries] == [ago(2), ago(3), ago(5)]


def test_posts_without_a_date_stand_last() -> None:
    address, body = timeline(card(3, 0, created_at=None), card(2, 5), card(1, 2))
    reading = read(body, address=address, seen_at=NOW).reading
    assert [entry.published_on for entry in reading.entries] == [ago(2), ago(5), None]


def test_a_list_asked_for_another_account_proves_nothing() -> None:
    _, body = timeline(card(1, 2))
    told = read(body, address="https://m.weibo.cn/api/container/getIndex?value=6000000098", seen_at=NOW)
    assert (told.reading.outcome, told.reading.complete) == (Outcome.READ, False)


@pytest.mark.parametrize("status", [432, 418, 403, 414])
def test_these_statuses_refuse(status: int) -> None:
    told = of_status(status)
    assert told
    assert told.reading.outcome is Outcome.BLOCKED
    assert str(status) in told.reading.note


@pytest.mark.parametrize("status", [200, 302, 404, 500])
def test_other_statuses_say_nothing_of_their_own(status: int) -> None:
    assert of_status(status) is None


def test_a_profile_leads_to_its_timeline() -> None:
    assert timeline_container(profile()[1]) == f"107603{UID}"


@pytest.mark.parametrize("tabs", [None, [], {}, [{"tab_type": "weibo", "containerid": "a b"}], "x", [1]])
def test_a_profile_without_the_tab_leads_nowhere(tabs: object) -> None:
    assert timeline_container(sent({"data": {"tabsInfo": {"tabs": tabs}}})) == ""


def test_titles_are_short_and_can_be_stored() -> None:
    address, body = timeline(card(1, 2, text="\0\ud800" + "演" * 5_000), card(2, 3, text="<" * 50_000))
    first, second = read(body, address=address, seen_at=NOW).reading.entries
    assert first.title == "演" * 300
    assert len(second.title) <= 300
    first.title.encode()
