"""A message has honest headers or is not made at all."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.mail.compose import compose, is_address
from exporters.mail.message import Attachment, Digest
from records.errors import InputError

SENT_AT = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)


def composed(
    *,
    subject: str = "监测周报",
    sender: str = "xuncha@office.test",
    recipients: tuple[str, ...] = ("clerk@office.test",),
    message_id: str = "<w47@office.test>",
    sent_at: datetime = SENT_AT,
    attachments: tuple[Attachment, ...] = (),
) -> bytes:
    digest = Digest(subject=subject, html="<p>正文</p>", text="正文\n", attachments=attachments)
    return compose(
        digest, sender=sender, recipients=recipients, message_id=message_id, sent_at=sent_at
    ).as_bytes()


def test_the_date_is_the_moment_given_in_the_time_of_shanghai() -> None:
    assert message_from_bytes(composed(), policy=default)["Date"] == "Mon, 23 Nov 2026 09:05:00 +0800"


def test_a_moment_without_a_time_zone_means_nothing() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        composed(sent_at=SENT_AT.replace(tzinfo=None))


def test_the_message_is_ascii_on_the_wire() -> None:
    assert composed(subject="监测周报" * 40).isascii()


def test_a_machine_s_mail_asks_for_no_automatic_answer() -> None:
    assert message_from_bytes(composed(), policy=default)["Auto-Submitted"] == "auto-generated"


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf", "Cn", "Co", "Zs"]), max_size=200)
)
def test_a_subject_arrives_as_it_was_written(subject: str) -> None:
    assert message_from_bytes(composed(subject=subject), policy=default)["Subject"] == subject


@pytest.mark.parametrize("subject", ["周报\r\nBcc: x@y.test", "周报\n", "周报\x00", "周报\u2028"])
def test_a_subject_cannot_smuggle_a_header_in(subject: str) -> None:
    with pytest.raises(InputError, match="control character"):
        composed(subject=subject)


BAD_ADDRESSES = [
    "",
    "clerk",
    "@office.test",
    "clerk@",
    "clerk@office.test\r\nBcc: x@y.test",
    "clerk@office.test\n",
    "clerk@office.test, x@y.test",
    "<clerk@office.test>",
    "名字@office.test",
    "clerk@办公室.test",
    "cl erk@office.test",
    "clerk@-",
]


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_an_address_that_could_not_stand_in_a_header_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="is not a mail address; write name@host"):
        composed(sender=address)
    with pytest.raises(InputError, match="is not a mail address; write name@host"):
        composed(recipients=("clerk@office.test", address))


@pytest.mark.parametrize(
    "message_id", ["", "w47@office.test", "<w47>", "<a b@office.test>", "<a@b>\r\nBcc: x@y.test", "<a@b>\n"]
)
def test_a_message_id_that_is_none_is_refused(message_id: str) -> None:
    with pytest.raises(InputError, match="is not a Message-ID"):
        composed(message_id=message_id)


BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    "name", ["县教育局_监测周报_2026年第47周.xlsx", "plain.xlsx", '引号"和;分号.xlsx', "长" * 100]
)
def test_an_attachment_arrives_under_its_name_beside_both_forms(name: str) -> None:
    attached = Attachment(name=name, content=bytes(range(256)), type=BOOK)
    sent = composed(attachments=(attached,))
    assert sent.isascii()
    message = message_from_bytes(sent, policy=default)
    assert message.get_content_type() == "multipart/mixed"
    (part,) = message.iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == (name, BOOK)
    assert part.get_content() == bytes(range(256))
    html, plain = message.get_body(("html",)), message.get_body(("plain",))
    assert html is not None
    assert plain is not None
    assert (html.get_content(), plain.get_content()) == ("<p>正文</p>\r\n", "正文\r\n")


@pytest.mark.parametrize("name", ["", "a\r\nBcc: x@y.test", "a\x00", "a\u202e.exe"])
def test_an_attachment_s_name_cannot_smuggle_a_header_in(name: str) -> None:
    with pytest.raises(InputError, match="no name for an attachment"):
        composed(attachments=(Attachment(name=name, content=b"", type=BOOK),))


def test_who_can_be_written_to_is_who_a_header_can_hold() -> None:
    assert is_address("clerk@office.test")
    assert not any(map(is_address, BAD_ADDRESSES))


def test_a_mail_to_nobody_is_refused() -> None:
    with pytest.raises(InputError, match=r"mail_to in office.yaml"):
        composed(recipients=())
