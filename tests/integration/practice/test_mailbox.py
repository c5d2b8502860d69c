import smtplib
from email.message import EmailMessage
from pathlib import Path

import pytest

from practice.mailbox import Mailbox, mailbox


def mail(subject: str = "监测周报（第47周）") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "xuncha@office.test"
    message["To"] = "clerk@office.test"
    message["Subject"] = subject
    message["Message-ID"] = "<week-47@office.test>"
    message.set_content("政务要闻：超期未更新，已超期 3 天\n.\n一行只有一个点")
    message.add_alternative("<p>政务要闻：超期未更新</p>", subtype="html")
    return message


def post(box: Mailbox, message: EmailMessage, *to: str) -> None:
    with smtplib.SMTP(box.host, box.port, timeout=10) as smtp:
        smtp.send_message(message, to_addrs=list(to) or None)


def test_a_mail_arrives_as_it_was_sent() -> None:
    with mailbox() as box:
        post(box, mail())
        (found,) = box.messages
    assert found["Subject"] == "监测周报（第47周）"
    assert found["Message-ID"] == "<week-47@office.test>"
    plain, html = found.get_body(("plain",)), found.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().split() == mail().get_body(("plain",)).get_content().split()
    assert "超期未更新" in html.get_content()


def test_mails_are_kept_as_files_in_the_order_they_came(tmp_path: Path) -> None:
    with mailbox(tmp_path / "mail") as box:
        post(box, mail("第一封"))
        post(box, mail("第二封"))
        subjects = [message["Subject"] for message in box.messages]
    assert subjects == ["第一封", "第二封"]
    assert sorted(file.name for file in (tmp_path / "mail").iterdir()) == ["0001.eml", "0002.eml"]
    assert b"week-47@office.test" in (tmp_path / "mail" / "0002.eml").read_bytes()


def test_the_envelope_is_kept_beside_the_mail() -> None:
    with mailbox() as box:
        post(box, mail(), "a@units.test", "b@units.test")
        assert box.recipients == (("a@units.test", "b@units.test"),)


def test_a_server_that_is_told_to_refuse_takes_nothing_until_it_is_told_otherwise() -> None:
    with mailbox() as box:
        box.reply = "451 try again later"
        with pytest.raises(smtplib.SMTPDataError) as refused:
            post(box, mail())
        assert refused.value.smtp_code == 451
        assert box.messages == ()
        box.reply = "250 OK"
        post(box, mail())
        assert len(box.messages) == 1


def test_nobody_answers_once_it_is_closed() -> None:
    with mailbox() as box:
        port = box.port
    with pytest.raises(ConnectionRefusedError):
        smtplib.SMTP("127.0.0.1", port, timeout=10)


def test_a_port_in_use_is_an_error() -> None:
    with mailbox() as box, pytest.raises(OSError, match="in use"), mailbox(port=box.port):
        pass


def test_leaving_ends_a_conversation_in_the_middle() -> None:
    with mailbox() as box:
        smtp = smtplib.SMTP(box.host, box.port, timeout=10)
        smtp.ehlo()
    with pytest.raises((smtplib.SMTPServerDisconnected, OSError)):
        smtp.noop()
    smtp.close()
