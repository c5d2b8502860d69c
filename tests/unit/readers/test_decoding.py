import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.readers.decoding import decode

SENTENCE = "演练县召开秋季农业生产调度会，部署〇号工作"


@pytest.mark.parametrize(
    "charset", ["", "gbk", "GB2312", "gb18030", "utf-8", "iso-8859-1", "no-such-set", '"gbk"']
)
def test_gb18030_bytes_are_read_whatever_the_header_says(charset: str) -> None:
    assert decode(SENTENCE.encode("gb18030"), charset) == SENTENCE


@pytest.mark.parametrize("charset", ["", "gbk", "utf-8", "iso-8859-1", "ascii"])
def test_utf8_bytes_are_read_whatever_the_header_says(charset: str) -> None:
    assert decode(SENTENCE.encode("utf-8"), charset) == SENTENCE


def test_a_byte_order_mark_beats_the_header() -> None:
    assert decode(b"\xef\xbb\xbf" + SENTENCE.encode("utf-8"), "gbk") == SENTENCE
    assert decode(b"\xff\xfe" + SENTENCE.encode("utf-16-le"), "gbk") == SENTENCE


def test_the_meta_element_is_believed_when_the_header_is_silent() -> None:
    body = b'<meta http-equiv="Content-Type" content="text/html; charset=big5">' + "縣政府公告".encode("big5")
    assert decode(body).endswith("縣政府公告")


def test_the_header_beats_the_meta_element() -> None:
    body = b'<meta charset="gbk">' + "縣政府公告".encode("big5")
    assert decode(body, "big5").endswith("縣政府公告")


def test_one_bad_byte_does_not_turn_a_utf8_page_into_another_script() -> None:
    body = SENTENCE.encode("utf-8") + b"\xff" + SENTENCE.encode("utf-8")
    assert decode(body, "utf-8") == f"{SENTENCE}\ufffd{SENTENCE}"


@given(st.binary(max_size=300), st.text(max_size=12))
def test_no_bytes_and_no_charset_make_it_raise(body: bytes, charset: str) -> None:
    assert isinstance(decode(body, charset), str)
