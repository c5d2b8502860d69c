"""One file: what is read of it, what is refused, and on which line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.errors import Fault
from records.inventory_files.compose import MAX_DEPTH, read_document
from records.inventory_files.document import Content, Document, dotted
from records.inventory_files.text import MAX_BYTES

ContentOf = Callable[[str | bytes], Content]
FaultOf = Callable[[str | bytes], Fault]


def read(path: Path, text: str | bytes) -> tuple[Document | None, list[Fault]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    faults: list[Fault] = []
    return read_document(path, "x.yaml", faults), faults


@pytest.fixture
def content(tmp_path: Path) -> ContentOf:
    def of(text: str | bytes) -> Content:
        document, faults = read(tmp_path / "x.yaml", text)
        assert not faults
        assert document
        return document.content

    return of


@pytest.fixture
def fault(tmp_path: Path) -> FaultOf:
    def of(text: str | bytes) -> Fault:
        _, (one,) = read(tmp_path / "x.yaml", text)
        return one

    return of


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "0123", "7:30", "1e3", "0x1F", "true", "2026-01-01", ".nan"]
)
def test_a_word_stays_the_text_it_is(content: ContentOf, word: str) -> None:
    assert content(f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_none_and_an_empty_text_in_quotes_is_a_text(content: ContentOf, nothing: str) -> None:
    assert content(f"a: {nothing}\n") == {"a": None}
    assert content(f"a: '{nothing}'\n") == {"a": nothing}


def test_a_key_that_looks_like_a_number_is_a_text(content: ContentOf) -> None:
    assert content("1: a\n007: b\n") == {"1": "a", "007": "b"}


def test_a_byte_order_mark_and_windows_line_ends_are_allowed(content: ContentOf) -> None:
    assert content(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - 2\r\n") == {"a": "1", "b": ["2"]}


def test_every_key_and_item_has_its_line(tmp_path: Path) -> None:
    document, _ = read(
        tmp_path / "x.yaml",
        "# one\na: 1\n\nb:\n  - c: 2\n    d:\n      - x\n      - y\n  - {c: 3,\n     d: 4}\n",
    )
    assert document
    places = {
        ("a",): 2,
        ("b",): 4,
        ("b", 0): 5,
        ("b", 0, "d"): 6,
        ("b", 0, "d", 1): 8,
        ("b", 1): 9,
        ("b", 1, "d"): 10,
    }
    assert {place: document.line(place) for place in places} == places


def test_what_is_not_written_has_the_line_of_what_is_around_it(tmp_path: Path) -> None:
    document, _ = read(tmp_path / "x.yaml", "a: 1\nb:\n  - c: 2\n")
    assert document
    assert document.line(("b", 0, "nowhere")) == 3
    assert document.line(("nowhere", 7)) == 1


def test_lines_are_exact_after_windows_line_ends(fault: FaultOf) -> None:
    assert fault(b"a: 1\r\nb: 2\r\na: 3\r\n").line == 3


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("a: 1\nb: [1,\n  2\nc: 3\n", 2, "a [ is opened here"),
        ("a: 1\nb: {c: 1\nd: 2\n", 2, "a { is opened here"),
        ("a: 1\nb: 'c\nd: 2\n", 2, "a quotation mark is opened here"),
        ("a: 1\nname：x\nb: 2\n", 2, "full-width colon"),
        ("a: b: c\n", 1, "put texts with : or # in quotes"),
        ("a: 1\n  b: 2\n", 2, "look at the indentation"),
        ("a: 1\nb: @x\n", 2, "is not YAML"),
        ("a: 1\n\tb: 2\n", 2, "begins with a tab"),
        ("a:\n  \t- b\n", 2, "begins with a tab"),
        ("a: 1\nb: x\x07y\n", 2, "U+0007"),
        ("a: 1\nb: x\u2028y\n", 2, "U+2028"),
        ("a: 1\nb: &x 2\nc: *x\n", 3, "alias"),
        ("a: &x [1]\nb:\n  <<: *x\n", 3, "alias"),
        ("a: !!python/object:os.system ls\n", 1, "tag"),
        ("a: 1\n...\n---\nb: 2\n", 3, "second document"),
        ("a: 1\nb: {c:1}\n", 2, "a space after the colon"),
        ("a: 1\nb: {c:}\n", 2, "a space after the colon"),
        ("a: 1\n? [b]\n: 2\n", 2, "single word"),
        ("", 1, "is empty"),
        ("\n# only a comment\n---\n", 1, "is empty"),
    ],
)
def test_a_mistake_is_named_on_its_line(fault: FaultOf, text: str, line: int, remedy: str) -> None:
    found = fault(text)
    assert found.line == line
    assert remedy in found.remedy


def test_each_key_given_twice_is_named_and_the_first_value_stands(tmp_path: Path) -> None:
    document, faults = read(tmp_path / "x.yaml", "a: 1\nb: {c: 1, c: 2}\na: {d: 3}\n")
    assert document
    assert document.content == {"a": "1", "b": {"c": "1"}}
    assert [(fault.line, fault.key) for fault in faults] == [(2, "b.c"), (3, "a")]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding_is_named(fault: FaultOf, encoding: str) -> None:
    assert "UTF-8" in fault("a: 政务要闻\n".encode(encoding)).remedy


def test_the_line_of_a_byte_that_is_not_utf_8_is_named(fault: FaultOf) -> None:
    found = fault(b"a: 1\nb: \xff\xff\n")
    assert found.line == 2
    assert "is not UTF-8" in found.remedy


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    faults: list[Fault] = []
    assert read_document(tmp_path, "x.yaml", faults) is None
    assert "cannot be read" in faults[0].remedy


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "".join(f"{'  ' * i}- b:\n" for i in range(200))],
)
def test_bottomless_nesting_is_refused(fault: FaultOf, text: str) -> None:
    assert f"nested more than {MAX_DEPTH} deep" in fault(text).remedy


def test_a_huge_file_is_refused_unread(fault: FaultOf) -> None:
    assert "larger than" in fault("a: " + "x" * MAX_BYTES).remedy


def test_more_keys_and_values_than_an_inventory_has_are_refused(tmp_path: Path) -> None:
    faults: list[Fault] = []
    (tmp_path / "x.yaml").write_text("a:\n" + "- b\n" * 100)
    assert read_document(tmp_path / "x.yaml", "x.yaml", faults, max_nodes=50) is None
    assert "too many" in faults[0].remedy
    assert 1 < faults[0].line < 60


@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text("abc·中", min_size=1), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_whatever_json_writes_is_read_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, value: Content
) -> None:
    path = tmp_path_factory.getbasetemp() / "json.yaml"
    document, faults = read(path, json.dumps({"value": value}, ensure_ascii=False))
    assert not faults
    assert document
    assert document.content == {"value": value}


@given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_a_fault(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    document, faults = read(tmp_path_factory.getbasetemp() / "bytes.yaml", body)
    assert document or faults
    assert all("\n" not in str(fault) for fault in faults)


def test_a_place_is_written_as_people_write_it() -> None:
    assert dotted(("columns", 3, "read", "rows")) == "columns[3].read.rows"
    assert dotted(()) == ""
