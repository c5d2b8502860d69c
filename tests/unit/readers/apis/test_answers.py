"""What an answer may be made of, and what its rows prove."""

from itertools import pairwise

from crawler.readers.apis.catalogue import read_answer
from crawler.readers.apis.json_answer import MAX_DEPTH, MAX_TOKENS, count_at, dig, load, text_at
from crawler.readers.apis.rows import Row, absolute, read_rows
from crawler.readers.apis.shaped import shape_of
from crawler.readers.apis.xml_answer import load_xml, named, text_of
from crawler.readers.bounds import MAX_BYTES, MAX_ROWS
from crawler.readers.reading import Reading
from records.civil import parse_moment
from records.observation import Outcome

HERE = "http://a.test/b/c.html"
NOW = parse_moment("2026-11-23T09:00:00")


def reading_of(*days: str, total: int | None = None) -> Reading:
    rows = [Row(title="演练县召开会议", href=f"{day}.html", dates=(day,)) for day in days]
    return read_rows(rows, total=total, address=HERE, now=NOW)


def test_rows_from_new_to_old_prove_silence() -> None:
    assert reading_of("2026-11-20", "2026-11-18", "2026-11-18").complete
    assert not reading_of("2026-11-18", "2026-11-20", "2026-11-12", "2026-11-19").complete


def test_rows_in_any_order_prove_it_when_they_are_all() -> None:
    assert reading_of("2026-11-18", "2026-11-20", total=2).complete
    assert not reading_of("2026-11-18", "2026-11-20", total=3).complete
    assert reading_of("2026-11-20", total=1).complete
    assert not reading_of("2026-11-20").complete


def test_a_row_without_a_date_proves_nothing() -> None:
    reading = reading_of("2026-11-20", "soon", "2026-11-12", total=3)
    assert (reading.outcome, reading.complete) == (Outcome.READ, False)
    assert [entry.sure for entry in reading.entries] == [1.0, 0.0, 1.0]
    assert reading_of("soon").outcome is Outcome.UNDATED


def test_a_date_after_tomorrow_is_not_believed() -> None:
    assert reading_of("2026-11-24", "2026-11-20").complete
    assert not reading_of("2026-11-25", "2026-11-20").complete


def test_nothing_is_empty_only_where_none_are_counted() -> None:
    assert reading_of(total=0).outcome is Outcome.EMPTY
    assert reading_of(total=4).outcome is Outcome.UNREADABLE
    assert reading_of().outcome is Outcome.UNREADABLE


def test_rows_beyond_the_bound_are_left_out() -> None:
    reading = reading_of(*["2026-11-20"] * (MAX_ROWS + 1), total=MAX_ROWS + 1)
    assert len(reading.entries) == MAX_ROWS


def test_a_title_is_plain_text() -> None:
    title = "<em>演练县</em>&amp;\0\ud800  召开 会议" + "长" * 900
    reading = read_rows([Row(title=title, dates=("2026-11-20",))], total=1, address=HERE, now=NOW)
    assert reading.entries[0].title.startswith("演练县& 召开 会议长")
    assert len(reading.entries[0].title) == 300


def test_an_address_is_absolute_or_none() -> None:
    assert absolute(HERE, "//d.test/e") == "http://d.test/e"
    assert absolute(HERE, "e.html") == "http://a.test/b/e.html"
    assert [absolute(HERE, href) for href in ("", "javascript:void(0)", "http://[")] == ["", "", ""]


def test_json_is_loaded_within_bounds() -> None:
    assert load(b'{"a": [1, "}"]}') == {"a": [1, "}"]}
    assert load(b'show_1({"a": 1});') == {"a": 1}
    assert load('{"a": "演练县"}'.encode("gb18030")) == {"a": "演练县"}
    assert load(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH) is not None
    assert load(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1)) is None
    assert load(b"[" + b"0," * MAX_TOKENS + b"0]") is not None
    assert load(b"[" + b"{}," * MAX_TOKENS + b"0]") is None
    assert load(b'"' + b" " * MAX_BYTES + b'"') is None
    assert [load(body) for body in (b"", b"{", b"f(", b"9" * 5_000, b'"\\')] == [None] * 5


def test_paths_lead_through_objects_alone() -> None:
    answer = {"a": {"b": 3, "c": " x ", "d": "12", "e": True}}
    assert (dig(answer, "a.b"), dig(answer, "a.b.c"), dig(answer, "z"), dig(answer, "")) == (
        3,
        None,
        None,
        answer,
    )
    assert (count_at(answer, "z", "a.b"), count_at(answer, "a.d"), count_at(answer, "a.e")) == (3, 12, None)
    assert (text_at(answer, "z", "a.c"), text_at(answer, "a.b"), text_at(answer, "a.e")) == ("x", "3", "")


def test_no_entity_is_expanded_and_nothing_is_fetched() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY a "演练县召开会议"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    body = f"{doctype}<rss><channel><item><title>甲&a;&b;</title></item></channel></rss>".encode()
    root = load_xml(body, holding="channel")
    assert root is not None
    titles = [text_of(item, "title") for item in named(root, "item")]
    assert titles
    assert all("演练县" not in title for title in titles)


def test_entities_of_entities_end_at_once() -> None:
    names = "abcdefghij"
    grown = "".join(f'<!ENTITY {one} "{f"&{other};" * 10}">' for other, one in pairwise(names))
    body = f'<!DOCTYPE rss [<!ENTITY a "甲">{grown}]><rss><channel title="&j;">&j;</channel></rss>'
    reading = read_answer("rss", body.encode(), address=HERE, now=NOW)
    assert reading.outcome is Outcome.UNREADABLE


def test_xml_nested_too_deep_or_of_another_kind_is_none() -> None:
    assert load_xml(b"<html><p>x</p></html>", holding="channel") is None
    assert load_xml(b"", holding="channel") is None
    reading = read_answer("rss", b"<channel>" + b"<item>" * 100_000, address=HERE, now=NOW)
    assert not any(entry.published_on for entry in reading.entries)


def test_an_entry_has_no_link_and_no_author_of_the_entry_it_holds() -> None:
    inner = "<entry><link href='/b.html'/><author><name>县民政局</name></author></entry>"
    body = (
        f"<feed><entry><title>演练县召开会议</title><published>2026-11-20</published>{inner}</entry></feed>"
    )
    outer = read_answer("atom", body.encode(), address=HERE, now=NOW).entries[0]
    assert (outer.title, outer.address, outer.source) == ("演练县召开会议", "", "")


def test_a_field_is_read_with_its_markup_and_up_to_a_bound() -> None:
    body = f"<item><title>甲<b>乙</b>丙{'<i>丁</i>' * 5_000}</title></item>"
    root = load_xml(body.encode(), holding="title")
    assert root is not None
    assert text_of(root, "title").startswith("甲乙丙丁")
    assert len(text_of(root, "title")) < 500


def test_generated_fields_are_told_by_what_they_hold() -> None:
    rows = [
        {
            "id": 1_795_136_400 + number,
            "f1": f"演练政发〔2026〕{number}号",
            "f2": f"演练县召开第{number}次全体会议的通知",
            "f3": f"2026-11-{10 - number:02}",
            "f4": f"2026-11-{20 - number:02}",
            "save_time": "2026-11-22 10:00:00",
            "link": f"/a/{number}.html",
        }
        for number in range(5)
    ]
    shape = shape_of(rows, rows="data.list", total=(), now=NOW)
    assert shape
    assert (shape.title, shape.address, shape.date) == (("f2",), ("link",), ("f4", "f3", "save_time"))


def test_rows_without_words_have_no_shape() -> None:
    for rows in (None, [], [1], [{}], [{"a": 1}], [{"a": "x", "b": "2026-11-20"}]):
        assert shape_of(rows, rows="", total=(), now=NOW) is None
