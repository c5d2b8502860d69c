"""Dates from articles, where the list shows none."""

from dataclasses import replace
from datetime import date

from crawler.articles import (
    ARTICLES_OPENED,
    articles_to_ask,
    articles_to_open,
    with_dates,
    with_written_days,
)
from crawler.guard import Guard
from crawler.readers.reading import Reading
from records.observation import Entry, Outcome

GUARD = Guard(hosts=frozenset({"a.test"}))


def entry(place: int, *, day: date | None = None, host: str = "a.test") -> Entry:
    return Entry(title=f"第{place}条", address=f"http://{host}/{place}.html", published_on=day)


def undated(*entries: Entry) -> Reading:
    return Reading(outcome=Outcome.UNDATED, entries=entries)


def article(day: date, *, source: str = "") -> Entry:
    return Entry(title="正文", published_on=day, found_by="label", source=source, sure=0.9)


def test_the_first_few_articles_are_opened_in_the_pages_order() -> None:
    listed = undated(*(entry(place) for place in range(9)))
    assert articles_to_open(listed, GUARD) == tuple(f"http://a.test/{n}.html" for n in range(ARTICLES_OPENED))


def test_articles_elsewhere_and_items_without_an_address_are_passed_over() -> None:
    listed = undated(entry(1, host="b.test"), Entry(title="无链接"), entry(2), entry(2))
    assert articles_to_open(listed, GUARD) == ("http://a.test/2.html",)


def test_nothing_is_opened_where_the_list_shows_dates() -> None:
    assert articles_to_open(Reading(outcome=Outcome.READ, entries=(entry(1),)), GUARD) == ()


def by_address(*entries: Entry) -> Reading:
    return Reading(outcome=Outcome.READ, entries=entries, found_by="address")


def test_articles_are_opened_where_the_addresses_alone_hold_dates_newest_first() -> None:
    listed = by_address(entry(1, day=date(2019, 5, 1)), entry(2, day=date(2020, 5, 1)))
    assert articles_to_open(listed, GUARD) == ("http://a.test/2.html", "http://a.test/1.html")


def test_an_articles_date_stands_before_those_in_the_addresses() -> None:
    listed = by_address(entry(1, day=date(2017, 5, 20)), entry(2, day=date(2017, 5, 20)))
    read = with_dates(listed, {"http://a.test/1.html": article(date(2010, 3, 17))})
    assert [each.published_on for each in read.entries] == [date(2010, 3, 17), None]
    assert (read.found_by, read.complete) == ("label", False)


def test_without_an_answer_from_any_article_the_addresses_dates_stay() -> None:
    listed = by_address(entry(1, day=date(2017, 5, 20)))
    assert with_dates(listed, {}) == listed


def test_the_articles_dates_become_the_lists_dates() -> None:
    listed = undated(entry(1), entry(2))
    read = with_dates(listed, {"http://a.test/1.html": article(date(2026, 11, 2), source="县教育局")})
    assert read.outcome is Outcome.READ
    assert read.entries[0].title == "第1条"
    assert (read.entries[0].published_on, read.entries[0].source) == (date(2026, 11, 2), "县教育局")
    assert read.entries[0].found_by == read.found_by == "label"
    assert read.entries[1] == listed.entries[1]


def test_an_item_that_was_not_opened_may_be_newer_and_so_silence_is_not_proved() -> None:
    listed = undated(entry(1), entry(2))
    assert not with_dates(listed, {"http://a.test/1.html": article(date(2020, 1, 1))}).complete


def test_silence_is_proved_when_every_item_was_opened_and_dated() -> None:
    listed = undated(entry(1), entry(2))
    opened = {each.address: article(date(2020, 1, 1)) for each in listed.entries}
    assert with_dates(listed, opened).complete


def test_articles_without_dates_leave_the_list_undated() -> None:
    listed = undated(entry(1))
    assert with_dates(listed, {"http://a.test/1.html": Entry(title="x")}) == listed
    assert with_dates(listed, {}) == listed


def dated(*entries: Entry) -> Reading:
    return Reading(outcome=Outcome.READ, entries=entries, found_by="rows", complete=True)


def test_the_newest_articles_are_asked_for_the_day_they_were_made() -> None:
    listed = dated(*(entry(place, day=date(2026, 11, place)) for place in range(1, 9)))
    assert articles_to_ask(listed, GUARD) == tuple(f"http://a.test/{place}.html" for place in (8, 7, 6))


def test_a_list_that_shows_such_days_or_no_dates_asks_no_article() -> None:
    row = entry(1, day=date(2026, 11, 1))
    assert articles_to_ask(dated(row, replace(row, written_on=date(2026, 10, 1))), GUARD) == ()
    assert articles_to_ask(undated(entry(1)), GUARD) == ()
    assert articles_to_ask(dated(replace(row, address="http://b.test/1.html")), GUARD) == ()


def test_an_opened_article_gives_its_day_of_making_and_nothing_else() -> None:
    listed = dated(entry(1, day=date(2026, 11, 1)), entry(2, day=date(2026, 11, 2)))
    opened = replace(article(date(2025, 1, 1)), written_on=date(2026, 10, 9))
    read = with_written_days(listed, {"http://a.test/1.html": opened})
    assert read.entries[0] == replace(listed.entries[0], written_on=date(2026, 10, 9))
    assert (read.entries[1], read.complete) == (listed.entries[1], True)


def test_an_article_opened_for_its_date_gives_its_day_of_making_too() -> None:
    opened = replace(article(date(2026, 11, 2)), written_on=date(2026, 10, 9))
    read = with_dates(undated(entry(1)), {"http://a.test/1.html": opened})
    assert read.entries[0].written_on == date(2026, 10, 9)
