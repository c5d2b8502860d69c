"""What feeds say of an account: their items' dates, and who it is."""

import json
from datetime import date

import pytest

from crawler.platforms.feed import read_feed
from crawler.platforms.told import Told
from records.civil import parse_moment
from records.observation import Outcome

SEEN_AT = parse_moment("2026-11-23T09:00:00")
HERE = "https://feeds.example.test/演练.xml"
BIZ = "MDAwMDAwMDAwMQ=="
PROFILE = f"https://mp.weixin.qq.com/mp/profile_ext?action=home&amp;__biz={BIZ}"


def rss(*items: str, channel: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>演练发布</title>'
        f"<lastBuildDate>Mon, 23 Nov 2026 00:59:00 GMT</lastBuildDate>{channel}{''.join(items)}"
        "</channel></rss>"
    ).encode()


def item(date_: str, title: str = "一则", link: str = "https://mp.weixin.qq.com/s/0a1b2c3d") -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date_}</pubDate></item>"


def atom(*entries: str) -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>演练发布</title>'
        f"<updated>2026-11-23T08:00:00+08:00</updated>{''.join(entries)}</feed>"
    ).encode()


def read(body: bytes) -> Told:
    told = read_feed(body, address=HERE, seen_at=SEEN_AT)
    assert not told.reading.complete
    return told


def newest(told: Told) -> str:
    return str(max(entry.published_at for entry in told.reading.entries if entry.published_at))


def test_the_newest_item_counts_wherever_it_stands() -> None:
    told = read(
        rss(item("Tue, 10 Nov 2026 02:00:00 GMT"), item("Fri, 20 Nov 2026 10:30:00 +0800", title="新的"))
    )
    assert told.reading.outcome is Outcome.READ
    assert newest(told) == "2026-11-20 10:30:00+08:00"
    assert {entry.found_by for entry in told.reading.entries} == {"pubDate"}
    assert told.account.name == "演练发布"


def test_when_the_channel_was_made_is_no_date_of_a_post() -> None:
    told = read(rss("<item><title>无日期</title></item>"))
    assert told.reading.outcome is Outcome.UNDATED
    assert read(atom("<entry><title>无日期</title></entry>")).reading.outcome is Outcome.UNDATED


def test_a_feed_without_items_says_nothing_of_the_account() -> None:
    assert read(rss()).reading.outcome is Outcome.PARTIAL
    assert read(atom()).reading.outcome is Outcome.PARTIAL


def test_a_biz_in_the_channels_link_names_the_account() -> None:
    told = read(rss(item("Tue, 10 Nov 2026 02:00:00 GMT"), channel=f"<link>{PROFILE}</link>"))
    assert told.account.ids == (BIZ,)


def test_an_escaped_biz_in_an_items_link_names_the_account() -> None:
    link = "https://mp.weixin.qq.com/s?__biz=MDAwMDAwMDAwMQ%3D%3D&amp;mid=1"
    assert read(rss(item("Tue, 10 Nov 2026 02:00:00 GMT", link=link))).account.ids == (BIZ,)


def test_links_to_several_accounts_name_none() -> None:
    links = [f"https://mp.weixin.qq.com/s?__biz=MDAwMDAwMDAw{n}Q==&amp;mid=1" for n in "MN"]
    told = read(rss(*(item("Tue, 10 Nov 2026 02:00:00 GMT", link=link) for link in links)))
    assert told.account.ids == ()


def test_greenwichs_time_is_told_in_ours() -> None:
    assert newest(read(rss(item("Thu, 19 Nov 2026 18:00:00 GMT")))) == "2026-11-20 02:00:00+08:00"


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("Thu, 19 Nov 2026 18:00:00 GMT", "2026-11-20 02:00:00+08:00"),
        ("Thu, 19 Nov 2026 18:00:00 ", "2026-11-19 18:00:00+08:00"),
    ],
)
def test_a_moment_of_we_mp_rss_is_kept_as_written_and_less_sure(said: str, moment: str) -> None:
    told = read(rss(item(said), channel="<generator>Mp-We-Rss</generator>"))
    assert newest(told) == moment
    assert [entry.sure for entry in told.reading.entries] == [0.8]
    assert "eight hours" in told.reading.note


def test_atom_is_dated_by_published_before_updated() -> None:
    both = "<published>2026-11-10T08:00:00+08:00</published><updated>2026-11-22T08:00:00+08:00</updated>"
    told = read(atom(f"<entry><title>一则</title><link href='/s/1'/>{both}</entry>"))
    (entry,) = told.reading.entries
    assert (entry.published_on, entry.found_by, entry.sure) == (date(2026, 11, 10), "published", 1.0)
    assert entry.address == "https://feeds.example.test/s/1"


def test_an_entrys_own_updated_stands_in_where_nothing_else_dates_it() -> None:
    told = read(atom("<entry><title>一则</title><updated>2026-11-10T08:00:00+08:00</updated></entry>"))
    (entry,) = told.reading.entries
    assert (entry.published_on, entry.found_by, entry.sure) == (date(2026, 11, 10), "updated", 0.8)


def test_a_json_feed_is_read() -> None:
    rows = [
        {"title": "一则", "url": "https://mp.weixin.qq.com/s/1", "date_published": "2026-11-20T02:30:00Z"}
    ]
    body = {"version": "https://jsonfeed.org/version/1.1", "title": "演练发布", "items": rows}
    told = read(json.dumps(body).encode())
    assert newest(told) == "2026-11-20 10:30:00+08:00"
    assert told.account.name == "演练发布"


def test_the_list_that_we_mp_rss_makes_is_read_less_sure() -> None:
    rows = [{"title": "一则", "link": "https://mp.weixin.qq.com/s/1", "updated": "2026-11-20T10:30:00"}]
    body = {"name": "演练发布", "items": [{**rows[0], "channel_name": "演练发布"}]}
    told = read(json.dumps(body).encode())
    assert newest(told) == "2026-11-20 10:30:00+08:00"
    assert told.reading.entries[0].sure == 0.8
    assert told.account.name == "演练发布"


def test_an_item_to_come_is_not_believed() -> None:
    assert read(rss(item("Tue, 24 Nov 2026 08:00:00 +0800"))).reading.outcome is Outcome.READ
    assert read(rss(item("Tue, 24 Nov 2026 10:00:00 +0800"))).reading.outcome is Outcome.UNDATED


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><title>x</title></html>", b'{"items": []}', b'{"version": "1", "items": [{}]}', b"oops"],
)
def test_what_is_no_feed_is_unreadable(body: bytes) -> None:
    assert read(body).reading.outcome is Outcome.UNREADABLE
