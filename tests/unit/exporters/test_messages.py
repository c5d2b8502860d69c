"""What is sent to chats: kept as bytes, cut where it is too long, and calling nobody."""

import base64
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.messages import dingtalk, wecom
from exporters.messages.message import Message, cut_to
from records.errors import InputError

LINK = "https://board.county.test/"
#: Names as pages have them: quotes, markup, marks that turn the writing, half a character.
HOSTILE = "政务\u202e要闻 <script>\"'\ud83d\n二\r\x00三 😀"

#: Any text there is, half characters too.
texts = st.text(st.characters(exclude_categories=()), max_size=60)


@given(title=texts, text=texts, markdown=texts, image=st.binary(max_size=40), link=texts)
def test_a_message_comes_back_from_its_bytes(
    title: str, text: str, markdown: str, image: bytes, link: str
) -> None:
    message = Message(title=title, text=text, markdown=markdown, image=image, link=link)
    assert Message.from_json(message.to_json()) == message


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b"null",
        b'{"title": "a", "text": "b"}',
        b'{"title": 1, "text": "b", "markdown": "", "link": "", "image": ""}',
        b'{"title": "a", "text": "b", "markdown": "", "link": "", "image": "?"}',
        b'{"title": "a", "text": "b", "markdown": "", "link": "", "image": null}',
        b'{"title": "a", "text": "b", "markdown": "", "link": "", "image": "", "more": ""}',
    ],
)
def test_other_bytes_are_no_message(content: bytes) -> None:
    with pytest.raises(InputError, match="make it anew"):
        Message.from_json(content)


@given(title=texts, text=texts, markdown=texts, link=texts)
def test_whatever_stands_in_a_message_can_be_sent(title: str, text: str, markdown: str, link: str) -> None:
    message = Message(title=title, text=text, markdown=markdown, link=link)
    for body in (*wecom.bodies(message), dingtalk.body(message)):
        json.dumps(body, ensure_ascii=False).encode("utf-8")


def test_lines_stay_lines_and_what_nobody_sees_goes() -> None:
    message = Message(title=HOSTILE, text=HOSTILE, link="javascript:alert(1)")
    heading = "政务 要闻 <script>\"' 二 三 😀"
    assert message.plain == f"{heading}\n政务 要闻 <script>\"'\n二\n三 😀"


def test_wecom_is_sent_text_with_its_title_and_link() -> None:
    message = Message(title="【巡查】提醒", text="一\n二", link=LINK)
    assert wecom.bodies(message) == [
        {"msgtype": "text", "text": {"content": f"【巡查】提醒\n一\n二\n{LINK}"}}
    ]


def test_wecom_is_sent_markdown_where_there_is_some() -> None:
    message = Message(title="提醒", text="一", markdown="**一**")
    assert wecom.bodies(message) == [{"msgtype": "markdown", "markdown": {"content": "**一**"}}]


def test_wecom_is_sent_a_picture_after_the_words() -> None:
    message = Message(title="", text="一", image=b"\x89PNG")
    words, picture = wecom.bodies(message)
    assert words["msgtype"] == "text"
    assert picture["msgtype"] == "image"
    assert base64.b64decode(picture["image"]["base64"]) == b"\x89PNG"
    assert picture["image"]["md5"] == hashlib.md5(b"\x89PNG").hexdigest()


def test_a_picture_that_wecom_would_refuse_is_left_out() -> None:
    message = Message(title="", text="一", image=b"a" * ((2 << 20) + 1))
    assert len(wecom.bodies(message)) == 1


def test_nobody_is_called_in_the_group_by_a_scraped_name() -> None:
    for message in (
        Message(title="<@all>", text="<@zhang>"),
        Message(title="", text="一", markdown="<@all>"),
    ):
        assert "<@" not in json.dumps(wecom.bodies(message))


def test_dingtalk_is_sent_text_or_markdown_and_calls_nobody() -> None:
    message = Message(title="提醒", text="一", link=LINK)
    nobody = {"isAtAll": False}
    assert dingtalk.body(message) == {
        "msgtype": "text",
        "text": {"content": f"提醒\n一\n{LINK}"},
        "at": nobody,
    }
    marked = Message(title="提醒", text="一", markdown="**一**")
    assert dingtalk.body(marked) == {
        "msgtype": "markdown",
        "markdown": {"title": "提醒", "text": "**一**"},
        "at": nobody,
    }


def test_too_long_a_text_ends_with_a_whole_line_and_says_where_the_rest_is() -> None:
    message = Message(title="提醒", text="\n".join(f"第 {number} 行" for number in range(1000)), link=LINK)
    (body,) = wecom.bodies(message)
    content = body["text"]["content"]
    assert len(content.encode()) <= wecom.TEXT_BYTES
    *lines, last = content.split("\n")
    assert last == f"（未完，全文见 {LINK}）"
    assert lines == message.plain.split("\n")[: len(lines)]
    assert len(dingtalk.body(message)["text"]["content"].encode()) <= dingtalk.TEXT_BYTES


@given(text=st.text(max_size=80), most=st.integers(min_value=20, max_value=60))
def test_nothing_is_longer_than_it_may_be(text: str, most: int) -> None:
    assert len(cut_to(text, most, more="（未完）").encode("utf-8", "replace")) <= max(most, 12)
