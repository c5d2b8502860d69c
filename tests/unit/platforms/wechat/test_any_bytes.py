"""Whatever WeChat or Sogou sends, cut off or retyped, the reader answers with a Told."""

import gzip
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.platforms.told import Told
from crawler.platforms.wechat.reader import read
from records.civil import parse_moment
from records.observation import Outcome

CASES = sorted((Path(__file__).parents[3] / "platforms/wechat").glob("*/sent.*"))
SEEN_AT = parse_moment("2026-11-23T09:00:00")
PIECES = (
    *(
        '<div id="js_article">',
        '<em id="publish_time">',
        "</em>",
        '<h1 id="activity-name">',
        "</h1>",
        "</div>",
    ),
    *('<div class="weui-msg">', '<h2 class="weui-msg__title">', "</h2>", '<div class="mesg-block">', "<p>"),
    *(
        "该公众号已迁移",
        "此帐号已自主注销",
        "环境异常",
        "该内容已被发布者删除",
        "2026-11-20 10:30",
        "昨天 10:30",
    ),
    *("<script>", "</script>", "<script", "window.cgiDataNew = {", "ori_send_time: '1795141805' * 1,"),
    *('var ct = "1795141805";', "d.ct = xml ? getXmlValue('a.DATA') : '", "var biz = '' || '", "\\x", "\\u"),
    *("user_name: JsDecode('", "gh_0a1b2c3d4e01", "')", "album_info_list = [", "albumId: '10000', ", "];"),
    *('<meta property="og:title" content="', '<meta property="og:url" content="http://[', '">', "&#xD800;"),
    *('<li id="sogou_vr_11002301_box_0">', '<li id="sogou_vr_11002601_box_0">', "<dl><dt>最近文章</dt><dd>"),
    *("timeConvert('1795141805')", '<a uigs="account_article_0">', '<label name="em_weixinhao">', "</li>"),
    *('<li class="js_album_item" data-link="http://[" data-title="', '<b class="js_article_create_time">'),
    *(
        '<div class="item-title">',
        '<div class="item-desc">',
        "认证主体",
        "\0",
        "\ufffd",
        "\x0b",
        "<!--",
        "-->",
    ),
)
NAMES = (
    *("base_resp", "ret", "getalbum_resp", "base_info", "article_list", "continue_flag", "is_reverse"),
    *(
        "create_time",
        "url",
        "title",
        "appmsg_list",
        "data",
        "homepage_render",
        "sendtime",
        "link",
        "nickname",
    ),
)
SCALARS = (
    *("", "0", "1", "10004", "1795141805", "http://[", "\ud800", "\0", "NaN"),
    *(0, 1, -1, 10004, 1795141805, 10**30, 1.5, True, None),
)
pages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
answers = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=25,
)
addresses = st.sampled_from(
    [
        *("", "x", "http://[", "https://mp.weixin.qq.com/s?__biz=MDAwMDAwMDAwMQ==&mid=1"),
        *("https://mp.weixin.qq.com/mp/aboutbiz?__biz=%00", "https://mp.weixin.qq.com/mp/appmsgalbum?f=json"),
        *("https://weixin.sogou.com/weixin?query=a", "https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?a=b"),
    ]
)
moments = st.sampled_from([None, SEEN_AT])


def bytes_of(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def check(body: bytes, address: str = "", seen_at: datetime | None = SEEN_AT) -> None:
    told = read(body, address=address, seen_at=seen_at)
    assert isinstance(told, Told)
    reading = told.reading
    assert not reading.complete
    assert (reading.outcome is Outcome.GONE) == bool(told.state)
    assert not (reading.entries and reading.outcome in (Outcome.BLOCKED, Outcome.UNREADABLE, Outcome.GONE))
    assert reading.outcome is not Outcome.READ or any(entry.published_on for entry in reading.entries)
    for entry in reading.entries:
        assert entry.published_on is None or entry.published_on >= date(1990, 1, 1)
        assert seen_at is None or entry.published_on is None or entry.published_on <= date(2026, 11, 24)
        check_address(entry.address)
        check_text(entry.title)
    check_address(told.moved_to)
    for text in (told.account.name, told.account.principal, *told.account.ids, reading.note):
        check_text(text)


def check_address(address: str) -> None:
    assert address == "" or address.startswith(("http://", "https://"))
    address.encode()


def check_text(text: str) -> None:
    text.encode()
    assert "\0" not in text
    assert "\n" not in text
    assert len(text) <= 700


@pytest.mark.timeout(120)
@given(body=st.binary(max_size=400), address=addresses, seen_at=moments)
def test_arbitrary_bytes_are_answered(body: bytes, address: str, seen_at: datetime | None) -> None:
    check(body, address, seen_at)


@pytest.mark.timeout(120)
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(page=pages, address=addresses, seen_at=moments)
def test_arbitrary_markup_is_answered(page: str, address: str, seen_at: datetime | None) -> None:
    check(page.encode(errors="replace"), address, seen_at)


@pytest.mark.timeout(120)
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(answer=answers, address=addresses, seen_at=moments)
def test_arbitrary_answers_are_answered(answer: Any, address: str, seen_at: datetime | None) -> None:
    check(json.dumps(answer).encode(), address, seen_at)


@pytest.mark.timeout(120)
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(case=st.sampled_from(CASES), part=st.floats(0, 1), address=addresses)
def test_every_case_is_answered_wherever_it_is_cut_off(case: Path, part: float, address: str) -> None:
    body = bytes_of(case)
    check(body[: int(len(body) * part)], address)


@pytest.mark.timeout(120)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    case=st.sampled_from(CASES), part=st.floats(0, 1), piece=st.sampled_from(PIECES) | st.binary(max_size=9)
)
def test_every_case_is_answered_whatever_is_put_into_it(case: Path, part: float, piece: str | bytes) -> None:
    body = bytes_of(case)
    at = int(len(body) * part)
    check(body[:at] + (piece if isinstance(piece, bytes) else piece.encode(errors="replace")) + body[at:])


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("before", "piece"),
    [
        ("", "<script>"),
        ("", "<div id="),
        ("", ' class="' + "a " * 50),
        ("", '<meta property="og:title" content="'),
        ("", '<div class="weui-msg">'),
        ("", '<li class="js_album_item">'),
        ("", '<li id="sogou_vr_11002301_box_0"><dl><dt>'),
        ("", '<div class="item-title"><div class="item-desc">'),
        ('<div id="js_article"><script>', "ori_send_time: '1"),
        ('<div id="js_article"><script>', "create_time: JsDecode('\\"),
        ('<div id="js_article"><script>', "var ct = xml ? getXmlValue('"),
        ('<div id="js_article"><script>', "window.cgiDataNew user_name: '微信广告',"),
        ('<div id="js_article"><script>', "album_info_list = [albumId: '"),
        ("", '{"getalbum_resp":'),
        ("[", "[],"),
    ],
)
def test_eight_megabytes_of_one_piece_are_answered_in_time(before: str, piece: str) -> None:
    unit = piece.encode()
    check(before.encode() + unit * (7_900_000 // len(unit)))
