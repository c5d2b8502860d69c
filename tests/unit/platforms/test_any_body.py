"""Whatever is sent in the place of these platforms' answers, the readers answer with a Told."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.platforms.app.reader import read as read_app
from crawler.platforms.channels.reader import read as read_channels
from crawler.platforms.douyin.reader import read as read_douyin
from crawler.platforms.feed import read_feed
from crawler.platforms.kuaishou.reader import read as read_kuaishou
from crawler.platforms.told import Told
from crawler.platforms.toutiao.reader import read as read_toutiao
from crawler.platforms.wechat.asking import token_in
from crawler.platforms.wechat.official import read_days, read_official, recognises
from records.civil import parse_moment
from records.observation import Outcome

READERS: dict[str, Callable[..., Told]] = {
    "douyin": read_douyin,
    "toutiao": read_toutiao,
    "kuaishou": read_kuaishou,
    "channels": read_channels,
    "app": read_app,
    "feed": read_feed,
}
ANSWERS = Path(__file__).parents[2] / "platforms"
CASES = sorted(path for name in READERS for path in (ANSWERS / name).glob("*/sent.*"))
SEEN_AT = parse_moment("2026-11-23T09:00:00")
SEC_UID = "MS4wLjABAAAAyanlian00000001"
KEYS = (
    *(
        "aweme_list",
        "aweme_id",
        "desc",
        "create_time",
        "is_top",
        "author",
        "sec_uid",
        "nickname",
        "status_code",
    ),
    *("status_msg", "user", "post", "data", "secUid", "awemeCount", "awemeId", "createTime", "authorInfo"),
    *("cell_type", "publish_time", "behot_time", "user_info", "info", "name", "user_id", "token", "message"),
    *(
        "title",
        "content",
        "has_more",
        "visionProfilePhotoList",
        "feeds",
        "list",
        "result",
        "photo",
        "timestamp",
    ),
    *("caption", "id", "captcha", "resultCount", "results", "trackId", "bundleId", "version", "trackName"),
    *(
        "currentVersionReleaseDate",
        "trackViewUrl",
        "rtnCode",
        "layoutData",
        "layoutName",
        "dataList",
        "appid",
    ),
    *("package", "versionName", "releaseDate", "items", "date_published", "url", "channel_name", "updated"),
    *("is_delay", "ref_date", "msgid", "publish_type", "content_url", "item", "total_count", "item_count"),
    *("news_item", "is_deleted", "update_time", "article_id", "errcode", "errmsg", "access_token"),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 32, 49, 60, 40164, 1e308, 10**400, 1795141805, 1795141805123, 10**18),
    *("", "0", "1", "\0", "\ud800", "&#xD800;", "<b", "NaN", "http://[", "1795141805", "2026/8/20"),
    *("2026-11-20", "2026-11-20T10:30:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"),
    *("detailhiddencard", "detailappinfocard", "https://jsonfeed.org/version/1", "软件", "请登录", SEC_UID),
    *("https://mp.weixin.qq.com/s?__biz=MDAwMDAwMDAwMQ==&mid=1&idx=1", "a" * 5000, [], {}),
)
trees = st.recursive(
    st.sampled_from(VALUES),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=40,
)
PIECES = (
    *(
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        '<script id="RENDER_DATA">',
        "%7B%22",
        "%",
        "<h1>",
        "<p>",
    ),
    *(
        "</p>",
        "演练发布的抖音",
        "的头条主页",
        " - 快手",
        "应用宝",
        "找不到",
        "版本号",
        "更新时间",
        "：",
        "2026-08-18",
    ),
    *(
        "请登录",
        "验证码中间页",
        "该账号已注销",
        "<rss>",
        "<channel>",
        "<item>",
        "<pubDate>",
        "</item>",
        "<feed>",
    ),
    *(
        "<entry>",
        "<updated>",
        "Fri, 20 Nov 2026 10:30:00 GMT",
        "<link href='http://['/>",
        "\0",
        "&#xD800;",
        "<!--",
    ),
    quote(json.dumps({"1": {"user": {"user": {"secUid": SEC_UID}}, "post": {"data": [{"createTime": 1}]}}})),
)
pages = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
names = st.sampled_from(sorted(READERS))
addresses = st.sampled_from(
    [
        *("", "x", "http://[", "\0\ud800?id=1", f"https://www.douyin.com/user/{SEC_UID}"),
        f"https://www.douyin.com/aweme/v1/web/aweme/post/?sec_user_id={SEC_UID}",
        *("https://www.toutiao.com/api/pc/list/feed?token=abcd", "https://www.kuaishou.com/profile/3xa"),
        *("https://itunes.apple.com/lookup?id=1", "https://itunes.apple.com/cn/lookup?id=%ED%A0%80"),
        *("https://sj.qq.com/appdetail/a.b", "https://app.mi.com/details?id=a.b", "https://a.test/captcha/"),
    ]
)
moments = st.sampled_from([None, SEEN_AT])


def check(told: object, seen_at: datetime | None = SEEN_AT) -> None:
    assert isinstance(told, Told)
    reading = told.reading
    assert not reading.complete
    assert reading.outcome not in {Outcome.EMPTY, Outcome.UNREACHABLE}
    closed = {Outcome.BLOCKED, Outcome.UNREADABLE, Outcome.GONE}
    assert not (reading.entries and reading.outcome in closed)
    assert reading.outcome is not Outcome.READ or any(entry.published_on for entry in reading.entries)
    for entry in reading.entries:
        assert entry.published_on is None or entry.published_on >= date(1990, 1, 1)
        assert not (seen_at and entry.published_at) or entry.published_at <= seen_at + timedelta(days=1)
        assert entry.address == "" or entry.address.startswith(("http://", "https://"))
        for text in (entry.title, entry.address):
            check_text(text, 5_100)
        assert len(entry.title) <= 310
    for text in (told.account.name, told.account.principal, *told.account.ids, reading.note):
        check_text(text, 600)


def check_text(text: str, longest: int) -> None:
    text.encode()
    assert "\0" not in text
    assert "\n" not in text
    assert len(text) <= longest


@pytest.mark.timeout(120)
@given(body=st.binary(max_size=400), name=names, address=addresses, seen_at=moments)
def test_arbitrary_bytes_are_answered(body: bytes, name: str, address: str, seen_at: Any) -> None:
    check(READERS[name](body, address=address, seen_at=seen_at), seen_at)
    assert isinstance(token_in(body), str)


@pytest.mark.timeout(120)
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answer=trees, address=addresses, seen_at=moments)
def test_arbitrary_answers_are_answered(answer: Any, address: str, seen_at: Any) -> None:
    body = json.dumps(answer).encode()
    for read in READERS.values():
        check(read(body, address=address, seen_at=seen_at), seen_at)
    assert recognises(answer) in {True, False}
    check(read_official(answer, address=address, seen_at=seen_at), seen_at)


@pytest.mark.timeout(120)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers=st.lists(trees | st.just({"list": [], "is_delay": False}), max_size=3), page=trees)
def test_arbitrary_days_are_answered(answers: list[Any], page: Any) -> None:
    days = [date(2026, 11, 22) - timedelta(days=number) for number in range(len(answers))]
    bodies = [json.dumps(answer).encode() for answer in answers]
    asked = list(zip(days, bodies, strict=True))
    for freepublish in (None, json.dumps(page).encode()):
        told = read_days(asked, freepublish, seen_at=SEEN_AT)
        assert not told.reading.complete or (told.reading.outcome is Outcome.READ and freepublish and answers)
        assert not told.reading.complete or all(entry.published_on for entry in told.reading.entries)


@pytest.mark.timeout(120)
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(page=pages, name=names, address=addresses, seen_at=moments)
def test_arbitrary_pages_are_answered(page: str, name: str, address: str, seen_at: Any) -> None:
    check(READERS[name](page.encode(errors="replace"), address=address, seen_at=seen_at), seen_at)


@pytest.mark.timeout(120)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=st.sampled_from(CASES), part=st.floats(0, 1), piece=st.sampled_from(PIECES), address=addresses)
def test_every_case_is_answered_cut_off_or_filled_up(
    case: Path, part: float, piece: str, address: str
) -> None:
    body, read = case.read_bytes(), READERS[case.parts[-3]]
    at = int(len(body) * part)
    check(read(body[:at], address=address, seen_at=SEEN_AT))
    check(read(body[:at] + piece.encode() + body[at:], address=address, seen_at=SEEN_AT))


APP, RSS, ATOM = "<html><title>应用宝</title>", "<rss><channel>", "<feed>"


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("name", "before", "piece"),
    [
        *(("douyin", "", "<title"), ("douyin", "", "<script"), ("douyin", "", '{"aweme_list":[')),
        *(("toutiao", "", '{"data":'), ("toutiao", '{"data":[', "{},"), ("toutiao", "", "请")),
        *(("kuaishou", "", "["), ("kuaishou", "", '"\\'), ("kuaishou", "<title>", "&#xD800;")),
        *(("app", APP, "<title"), ("app", APP, "<p>更新时间"), ("app", APP, "<h1 ")),
        *(("feed", RSS, "<item><title>"), ("feed", RSS, "<link href='__biz="), ("feed", ATOM, "<h1 ")),
        *(("feed", RSS + "<link>", "?__biz="), ("feed", '{"items":[', '{"channel_name":1},')),
    ],
)
def test_eight_megabytes_of_one_piece_are_answered(name: str, before: str, piece: str) -> None:
    start, unit = before.encode(), piece.encode()
    body = start + unit * ((7_900_000 - len(start)) // len(unit))
    check(READERS[name](body, address="https://a.test/appdetail/a.b", seen_at=SEEN_AT))


def test_quoted_data_of_eight_megabytes_is_answered() -> None:
    start = b'<title>x</title><script id="RENDER_DATA">'
    for piece, many in ((b"%", 7_900_000), (b"%", 2_900_000), (b"%5B", 990_000), (b"%22%22,", 400_000)):
        check(read_douyin(start + piece * many + b"</script>", seen_at=SEEN_AT))


def test_a_work_whose_number_says_another_day_is_half_sure() -> None:
    row = {"aweme_id": str(1780000000 << 32), "create_time": 1795141805, "desc": "一则"}
    told = read_douyin(json.dumps({"aweme_list": [row]}).encode(), seen_at=SEEN_AT)
    assert [entry.sure for entry in told.reading.entries] == [0.5]
    assert "more than a day" in told.reading.note
    near = {**row, "aweme_id": str(1795141000 << 32)}
    told = read_douyin(json.dumps({"aweme_list": [near]}).encode(), seen_at=SEEN_AT)
    assert [entry.sure for entry in told.reading.entries] == [1.0]


def test_an_empty_body_from_douyins_list_is_a_refusal() -> None:
    for name, outcome in (("aweme/v1/web/aweme/post/", Outcome.BLOCKED), ("user/x", Outcome.UNREADABLE)):
        told = read_douyin(b"", address=f"https://www.douyin.com/{name}", seen_at=SEEN_AT)
        assert told.reading.outcome is outcome


def test_a_store_that_lacks_an_app_speaks_for_itself_alone() -> None:
    told = read_app(b'{"resultCount": 0, "results": []}', address="", seen_at=SEEN_AT)
    assert told.reading.outcome is Outcome.GONE
    assert "this store alone" in told.reading.note
