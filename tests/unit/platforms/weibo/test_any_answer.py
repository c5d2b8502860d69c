"""Whatever is sent, Weibo's reader answers with a Told."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.platforms.told import Told
from crawler.platforms.weibo.profile import timeline_container
from crawler.platforms.weibo.reader import read
from crawler.platforms.weibo.visit import read_visit
from records.observation import Outcome
from tests.unit.platforms.weibo.heard import (
    LOGIN,
    NOW,
    PAGE,
    SORRY,
    UID,
    VISITOR,
    card,
    pinned,
    profile,
    timeline,
)

KEYS = (
    *("ok", "msg", "errno", "error_type", "url", "data", "cards", "card_type", "card_group", "mblog", "user"),
    *(
        "id",
        "idstr",
        "bid",
        "mblogid",
        "created_at",
        "text",
        "isTop",
        "mblogtype",
        "title",
        "profile_type_id",
    ),
    *(
        "userInfo",
        "statuses_count",
        "verified",
        "verified_type",
        "verified_reason",
        "screen_name",
        "tabsInfo",
    ),
    *("tabs", "tab_type", "containerid", "cardlistInfo", "list", "statuses", "total_number", "error_code"),
    *("error", "retcode", "retweeted_status", "longTextContent", "0"),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -100, 2, 9, 11, 1e308, 10**400, "", "1", "9", "11", "\0", "\ud800", "置顶"),
    *("Sat Nov 21 10:00:00 +0800 2026", "15小时前", "04-24", "02-29", "2026-11-20", "proweibotop_", "weibo"),
    *(UID, int(UID), f"107603{UID}", f"107803{UID}", "这里还没有内容", "该用户不存在(20003)", "访问频次过高"),
    *(SORRY, LOGIN, VISITOR, "http://[", "<a href='", "&#xD800;", [], {}),
)
KINDS = ("107603", "231567")
trees = st.recursive(
    st.sampled_from(VALUES),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=40,
)
timelines = st.builds(
    lambda cards, info, ok: {"ok": ok, "data": {"cards": cards, "cardlistInfo": info}},
    trees | st.lists(st.fixed_dictionaries({"card_type": st.sampled_from((9, "11")), "mblog": trees})),
    trees,
    st.sampled_from((1, "1", 0, -1)),
)
addresses = st.sampled_from(
    [
        "",
        PAGE,
        SORRY,
        LOGIN,
        VISITOR,
        "http://[",
        timeline()[0],
        timeline(more="&page=2")[0],
        "\0\ud800?uid=1",
    ]
)
moments = st.sampled_from([NOW, None])


def is_sound(told: object) -> bool:
    assert isinstance(told, Told)
    reading = told.reading
    assert not reading.complete or reading.outcome in {Outcome.READ, Outcome.EMPTY}
    assert not reading.complete or all(entry.published_on for entry in reading.entries)
    for entry in reading.entries:
        assert len(entry.title) <= 300
        assert "\0" not in entry.title + entry.address
        (entry.title + entry.address + told.account.name + told.account.principal).encode()
        assert not entry.address or entry.address.startswith("https://m.weibo.cn/status/")
    reading.note.encode()
    return True


@pytest.mark.timeout(120)
@given(body=st.binary(max_size=400), address=addresses, seen_at=moments)
def test_arbitrary_bytes_are_answered(body: bytes, address: str, seen_at: Any) -> None:
    assert is_sound(read(body, address=address, seen_at=seen_at))
    assert is_sound(read_visit([(address, body)], address=address, seen_at=seen_at))
    assert isinstance(timeline_container(body), str)


@pytest.mark.timeout(120)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers=st.lists(trees | timelines, min_size=1, max_size=3), address=addresses, seen_at=moments)
def test_arbitrary_answers_of_these_keys_are_answered(answers: list[Any], address: str, seen_at: Any) -> None:
    bodies = [json.dumps(answer).encode() for answer in answers]
    for body in bodies:
        assert is_sound(read(body, address=address, seen_at=seen_at))
        assert isinstance(timeline_container(body), str)
    assert is_sound(read_visit([(address, body) for body in bodies], address=PAGE, seen_at=seen_at))


posts = st.lists(
    st.builds(
        lambda number, days, top: pinned(number, days) if top else card(number, days),
        st.integers(1, 40),
        st.integers(0, 900),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda each: each["mblog"]["bid"],
)


@settings(deadline=None)
@given(cards=posts, data=st.data())
def test_the_newest_of_a_timeline_does_not_depend_on_its_order(cards: list[Any], data: Any) -> None:
    shuffled = data.draw(st.permutations(cards))
    told = [read_visit([profile(), timeline(*each)], address=PAGE, seen_at=NOW) for each in (cards, shuffled)]
    newest = [
        max(entry.published_at for entry in each.reading.entries if entry.published_at) for each in told
    ]
    assert newest[0] == newest[1]
    assert told[0].reading.outcome == told[1].reading.outcome
    assert told[0].reading.complete == told[1].reading.complete


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "body",
    [
        b'{"ok":1,"data":{"cards":' + b"[" * 4_000_000,
        b'{"data":{"cards":[' + b'{"card_group":[' * 500_000,
        b"<title" * 1_300_000,
        b"<html>" + b"<script" * 1_000_000,
        b'{"ok":1,"data":{"cards":[{"mblog":{"text":"' + b"<" * 7_000_000 + b'"}}]}}',
        b'{"ok":1,"data":{"cards":[' + b",".join([b'{"card_type":9,"mblog":{"id":1}}'] * 60_000) + b"]}}",
        b"visitor_gray_callback(" * 300_000,
    ],
)
def test_hostile_bodies_of_eight_megabytes_are_answered(body: bytes) -> None:
    for address in ("", SORRY):
        assert is_sound(read(body, address=address, seen_at=NOW))
