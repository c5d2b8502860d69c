"""WeChat's official interface: what one answer says, and when all of them prove silence."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from crawler.platforms.told import Told
from crawler.platforms.wechat.official import read_days, read_official, recognises
from records.civil import parse_moment
from records.observation import Outcome

SEEN_AT = parse_moment("2026-11-23T09:00:00")
FIRST, LAST = date(2026, 11, 13), date(2026, 11, 22)
DAYS = tuple(FIRST + timedelta(days=number) for number in range(10))
BIZ = "MDAwMDAwMDAwMQ=="
NO_PUBLISHED = b'{"item": [], "total_count": 0, "item_count": 0}'


def link(mid: int) -> str:
    return f"https://mp.weixin.qq.com/s?__biz={BIZ}&mid={mid}&idx=1&sn=0a"


def article(on: date | str, mid: int = 100, kind: object = 0, title: str = "一则") -> dict[str, Any]:
    row = {"ref_date": str(on), "msgid": f"{mid}_1", "publish_type": kind, "title": title}
    return {**row, "content_url": link(mid), "detail_list": [{"stat_date": str(on), "read_user": 5}]}


def figures(*rows: object, delayed: object = False) -> dict[str, Any]:
    return {"list": list(rows), "is_delay": delayed}


def published(moment: str, mid: int = 200, *, deleted: object = False) -> dict[str, Any]:
    news = {"title": "未群发的一则", "url": link(mid).replace("https", "http"), "is_deleted": deleted}
    seconds = int(parse_moment(moment).timestamp())
    return {"article_id": f"A{mid}", "content": {"news_item": [news]}, "update_time": seconds}


def page(*items: object) -> dict[str, Any]:
    return {"total_count": len(items), "item_count": len(items), "item": list(items)}


def sent(answer: object) -> bytes:
    return json.dumps(answer).encode()


def days(**told: object) -> list[tuple[date, bytes]]:
    """Return an answer of each day, empty but for those *told* by name (``d17`` for the 17th)."""
    return [(on, sent(told.get(f"d{on.day}", figures()))) for on in DAYS]


def read(answers: list[tuple[date, bytes]], freepublish: bytes | None = NO_PUBLISHED, **more: bool) -> Told:
    return read_days(answers, freepublish, seen_at=SEEN_AT, **more)


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (40164, "IP白名单"),
        (40013, "appid"),
        (40125, "new one"),
        (48001, "认证"),
        (40001, "anew"),
        (42001, "anew"),
        (45009, "tomorrow"),
        (40097, "body"),
    ],
)
def test_each_error_is_blocked_and_says_what_mends_it(code: int, remedy: str) -> None:
    answer = {"errcode": code, "errmsg": "invalid secret 0a1b2c3d"}
    assert recognises(answer)
    reading = read_official(answer, seen_at=SEEN_AT).reading
    assert (reading.outcome, reading.complete) == (Outcome.BLOCKED, False)
    assert str(code) in reading.note
    assert remedy in reading.note
    assert "0a1b2c3d" not in reading.note


def test_an_error_that_is_not_known_is_unreadable() -> None:
    assert (
        read_official({"errcode": 61501, "errmsg": "date range error"}).reading.outcome is Outcome.UNREADABLE
    )


def test_a_token_says_nothing_and_is_not_repeated() -> None:
    answer = {"access_token": "token-0a1b2c3d4e", "expires_in": 7200}
    assert recognises(answer)
    told = read_official(answer)
    assert told.reading.outcome is Outcome.PARTIAL
    assert "0a1b2c3d4e" not in str(told)


def test_figures_are_articles_on_their_days() -> None:
    told = read_official(figures(article(LAST), article(FIRST, 101, 1)), seen_at=SEEN_AT)
    assert told.reading.outcome is Outcome.READ
    assert not told.reading.complete
    assert [entry.published_on for entry in told.reading.entries] == [LAST, FIRST]
    assert told.reading.found_by == "ref_date"
    assert "1 群发, 1 未开启通知" in told.reading.note
    assert told.account.ids == (BIZ,)


@pytest.mark.parametrize("delayed", [True, 1, "false", None])
def test_delayed_figures_are_a_lower_bound(delayed: object) -> None:
    told = read_official(figures(article(LAST), delayed=delayed), seen_at=SEEN_AT)
    assert told.reading.outcome is Outcome.PARTIAL
    assert len(told.reading.entries) == 1


def test_figures_of_one_day_without_articles_are_no_silence() -> None:
    assert recognises(figures())
    assert read_official(figures()).reading.outcome is Outcome.PARTIAL


def test_what_was_published_is_dated_by_its_last_edit_less_sure() -> None:
    told = read_official(page(published("2026-11-20T10:30:00")), seen_at=SEEN_AT)
    (entry,) = told.reading.entries
    assert told.reading.outcome is Outcome.READ
    assert (str(entry.published_at), entry.found_by, entry.sure) == (
        "2026-11-20 10:30:00+08:00",
        "update_time",
        0.8,
    )


def test_a_deleted_article_counts_for_nothing() -> None:
    told = read_official(
        page(published("2026-11-20T10:30:00", deleted=True), published("2026-11-10T10:30:00")),
        seen_at=SEEN_AT,
    )
    assert [entry.published_on for entry in told.reading.entries] == [date(2026, 11, 10)]
    alone = read_official(page(published("2026-11-20T10:30:00", deleted=True)), seen_at=SEEN_AT)
    assert alone.reading.outcome is Outcome.PARTIAL


def test_an_empty_list_of_what_was_published_is_never_no_post() -> None:
    answer = json.loads(NO_PUBLISHED)
    assert recognises(answer)
    reading = read_official(answer, seen_at=SEEN_AT).reading
    assert (reading.outcome, reading.complete) == (Outcome.PARTIAL, False)


@pytest.mark.parametrize("answer", [None, [], {}, {"list": []}, {"base_resp": {"ret": 0}}, {"item": []}, "x"])
def test_other_answers_are_not_taken_for_the_interfaces(answer: object) -> None:
    assert not recognises(answer)


def test_every_day_empty_and_undelayed_is_silence_up_to_yesterday() -> None:
    reading = read(days()).reading
    assert (reading.outcome, reading.complete, reading.entries) == (Outcome.READ, True, ())
    assert reading.note == "no post from 2026-11-13 to 2026-11-22 24:00"
    assert reading.found_by == "ref_date"


def test_posts_of_every_day_are_complete() -> None:
    reading = read(
        days(d17=figures(article("2026-11-17")), d20=figures(article("2026-11-20", 101, 1)))
    ).reading
    assert (reading.outcome, reading.complete) == (Outcome.READ, True)
    assert [str(entry.published_on) for entry in reading.entries] == ["2026-11-17", "2026-11-20"]
    assert "1 群发, 1 未开启通知" in reading.note


def test_an_article_published_today_without_being_sent_is_a_post() -> None:
    reading = read(days(), sent(page(published("2026-11-23T08:00:00")))).reading
    assert (reading.outcome, reading.complete) == (Outcome.READ, True)
    assert [str(entry.published_on) for entry in reading.entries] == ["2026-11-23"]


def test_an_article_in_both_lists_is_one_on_the_day_it_came_out() -> None:
    reading = read(
        days(d17=figures(article("2026-11-17", 300, 1))), sent(page(published("2026-11-22T08:00:00", 300)))
    ).reading
    assert [str(entry.published_on) for entry in reading.entries] == ["2026-11-17"]


def test_where_only_what_is_sent_counts_the_rest_is_no_post() -> None:
    answers = days(d17=figures(article("2026-11-17", 300, 1)), d14=figures(article("2026-11-14", 301, 0)))
    unsent = sent(page(published("2026-11-22T08:00:00")))
    reading = read(answers, unsent, counts_unsent=False).reading
    assert reading.complete
    assert [str(entry.published_on) for entry in reading.entries] == ["2026-11-14"]
    silent = read(days(d17=figures(article("2026-11-17", 300, 1))), unsent, counts_unsent=False).reading
    assert (silent.complete, silent.entries) == (True, ())


def test_an_article_of_no_known_kind_settles_nothing_where_kinds_matter() -> None:
    answers = days(d17=figures(article("2026-11-17", 300, 7)))
    assert read(answers).reading.complete
    reading = read(answers, counts_unsent=False).reading
    assert (reading.outcome, reading.complete) == (Outcome.PARTIAL, False)


def wanting() -> dict[str, tuple[list[tuple[date, bytes]], bytes | None, Outcome]]:
    """Return, by what is wanting, the answers and what they come to."""
    partial, blocked, unreadable = Outcome.PARTIAL, Outcome.BLOCKED, Outcome.UNREADABLE
    error = {"errcode": 45009, "errmsg": "reach max"}
    return {
        "delayed": (days(d22=figures(delayed=True)), NO_PUBLISHED, partial),
        "a day": ([each for each in days() if each[0].day != 17], NO_PUBLISHED, partial),
        "yesterday": (days()[:-1], NO_PUBLISHED, partial),
        "every day": ([], NO_PUBLISHED, partial),
        "today is no day": ([*days(), (date(2026, 11, 23), sent(figures()))], NO_PUBLISHED, partial),
        "freepublish": (days(), None, partial),
        "freepublish answered oddly": (days(), b"{}", unreadable),
        "freepublish refused": (days(), sent({"errcode": 48001}), blocked),
        "a day refused": (days(d22=figures(delayed=True), d17=error), NO_PUBLISHED, blocked),
        "a day's answer": (days(d17={}), NO_PUBLISHED, unreadable),
        "a day's answer is damaged": ([*days()[:-1], (LAST, b'{"list": [')], NO_PUBLISHED, unreadable),
        "a flag": (days(d17={"list": []}), NO_PUBLISHED, partial),
        "a token answered": (days(d17={"access_token": "0a1b2c3d4e"}), NO_PUBLISHED, partial),
        "a date": (days(d17=figures({**article(FIRST), "ref_date": 0})), NO_PUBLISHED, partial),
    }


@pytest.mark.parametrize("what", wanting())
def test_where_anything_is_wanting_nothing_is_proven(what: str) -> None:
    answers, freepublish, outcome = wanting()[what]
    reading = read(answers, freepublish).reading
    assert (reading.outcome, reading.complete, reading.entries) == (outcome, False, ())
    assert reading.note
    assert "0a1b2c3d4e" not in reading.note


@pytest.mark.parametrize("what", sorted(wanting().keys() - {"every day"}))
def test_where_anything_is_wanting_a_post_found_is_still_a_post(what: str) -> None:
    answers, freepublish, _ = wanting()[what]
    with_one = [(on, sent(figures(article(on)))) if on == FIRST else (on, body) for on, body in answers]
    reading = read(with_one, freepublish).reading
    assert (reading.outcome, reading.complete) == (Outcome.PARTIAL, False)
    assert [entry.published_on for entry in reading.entries] == [FIRST]


def test_what_is_wrong_on_every_day_is_said_once() -> None:
    refused = [(on, sent({"errcode": 48001})) for on in DAYS]
    note = read(refused).reading.note
    assert note.startswith("2026-11-13 and 9 more: errcode 48001")
    assert note.count("48001") == 1


def test_articles_of_another_day_make_that_days_answer_doubtful() -> None:
    reading = read(days(d17=figures(article("2026-11-18")))).reading
    assert (reading.outcome, reading.complete, len(reading.entries)) == (Outcome.PARTIAL, False, 1)


def test_the_interface_knows_nothing_before_november_2025() -> None:
    first = date(2025, 10, 31)
    every = [first + timedelta(days=number) for number in range((LAST - first).days + 1)]
    assert not read([(on, sent(figures())) for on in every]).reading.complete
    assert read([(on, sent(figures())) for on in every[1:]]).reading.complete


def test_a_page_that_counts_what_it_does_not_show_proves_nothing() -> None:
    for empty in (b'{"total_count":3,"item_count":0,"item":[]}', b'{"item_count":0,"item":[]}'):
        told = read(days(), empty).reading
        assert (told.outcome, told.complete) == (Outcome.PARTIAL, False)
    whole = read(days(), NO_PUBLISHED).reading
    assert (whole.outcome, whole.complete, whole.entries) == (Outcome.READ, True, ())


def test_what_was_published_unsent_before_the_days_asked_for_is_not_the_newest() -> None:
    told = read(days(), sent(page(published("2026-10-14T09:00:00")))).reading
    assert (told.outcome, told.complete, told.entries) == (Outcome.READ, True, ())
    assert "no post from" in told.note


def test_an_article_of_both_lists_has_its_day_from_the_one_and_its_moment_from_the_other() -> None:
    both = days(d17=figures(article("2026-11-17", mid=200, kind=1)))
    (entry,) = read(both, sent(page(published("2026-11-17T20:30:00")))).reading.entries
    assert (str(entry.published_on), str(entry.published_at)) == ("2026-11-17", "2026-11-17 20:30:00+08:00")
    (edited,) = read(both, sent(page(published("2026-11-19T20:30:00")))).reading.entries
    assert (str(edited.published_on), edited.published_at) == ("2026-11-17", None)
