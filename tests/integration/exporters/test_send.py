"""Mail goes through a real server on loopback: taken, refused, secured or not there at all."""

import email
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import trustme

from exporters.mail.message import Digest
from exporters.mail.send import Security, Smtp, send
from records.errors import InputError, OutsideError
from tests.integration.exporters.mailserver import PASSWORD, USER, Desk, mail_server, turnstile

DIGEST = Digest(
    subject="【巡查】演练县 监测周报 2026年第47周：超期 3 项",
    html="<p>超期 3 项</p>",
    text="超期 3 项\n.一行以点开头\n",
)
SENT_AT = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
CLERK, LEADER = "clerk@office.test", "leader@office.test"
MESSAGE_ID = "<digest.2026-W47@office.test>"


def post(smtp: Smtp, *recipients: str) -> None:
    send(
        DIGEST,
        smtp,
        sender="xuncha@office.test",
        recipients=recipients or (CLERK,),
        message_id=MESSAGE_ID,
        sent_at=SENT_AT,
    )


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture(scope="module")
def certificate(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def plain() -> Iterator[Desk]:
    with mail_server(Desk()) as desk:
        yield desk


def at(desk: Desk, **settings: object) -> Smtp:
    return Smtp(host="127.0.0.1", port=desk.port, timeout=10, **settings)  # type: ignore[arg-type]


def only_message(desk: Desk) -> EmailMessage:
    (envelope,) = desk.taken
    content = envelope.original_content
    assert content is not None
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_digest_arrives_as_it_was_written(plain: Desk) -> None:
    post(at(plain), CLERK, LEADER)
    message = only_message(plain)
    assert plain.taken[0].rcpt_tos == [CLERK, LEADER]
    assert plain.taken[0].mail_from == "xuncha@office.test"
    assert message["Subject"] == DIGEST.subject
    assert message["To"] == f"{CLERK}, {LEADER}"
    assert message["Message-ID"] == MESSAGE_ID
    assert message["Date"] == "Mon, 23 Nov 2026 09:05:00 +0800"
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().splitlines() == DIGEST.text.splitlines()
    assert html.get_content().strip() == DIGEST.html


def test_the_same_message_sent_again_has_the_same_identity(plain: Desk) -> None:
    post(at(plain))
    post(at(plain))
    first, second = (
        email.message_from_bytes(one.original_content or b"", policy=default) for one in plain.taken
    )
    assert first["Message-ID"] == second["Message-ID"] == MESSAGE_ID


def test_no_name_of_this_machine_is_looked_up_or_told(plain: Desk) -> None:
    post(at(plain))
    assert plain.introduced == ["[127.0.0.1]"]


def test_a_log_in_over_starttls_is_taken(certificate: ssl.SSLContext, ca_file: Path) -> None:
    with mail_server(Desk(), starttls=certificate, auth=True) as desk:
        post(at(desk, security=Security.STARTTLS, user=USER, password=PASSWORD, ca_file=ca_file))
        assert len(desk.taken) == 1


def test_tls_from_the_first_byte_is_taken(certificate: ssl.SSLContext, ca_file: Path) -> None:
    with mail_server(Desk(), tls=certificate) as desk:
        post(at(desk, security=Security.TLS, ca_file=ca_file))
        assert len(desk.taken) == 1


def test_a_wrong_password_is_our_own_fault(certificate: ssl.SSLContext, ca_file: Path) -> None:
    with mail_server(Desk(), starttls=certificate, auth=True) as desk:
        smtp = at(desk, security=Security.STARTTLS, user=USER, password="wrong", ca_file=ca_file)
        with pytest.raises(InputError, match=f"127.0.0.1:{desk.port} refuses our log-in .535"):
            post(smtp)
        assert desk.taken == []


def test_a_log_in_where_none_is_offered_is_our_own_fault(plain: Desk) -> None:
    with pytest.raises(InputError, match="does not offer what we ask of it"):
        post(at(plain, user=USER, password=PASSWORD))


def test_a_password_that_is_not_ascii_is_our_own_fault(certificate: ssl.SSLContext, ca_file: Path) -> None:
    with mail_server(Desk(), starttls=certificate, auth=True) as desk:
        smtp = at(desk, security=Security.STARTTLS, user=USER, password="口令", ca_file=ca_file)
        with pytest.raises(InputError, match="characters that SMTP cannot send"):
            post(smtp)


def test_starttls_where_none_is_offered_sends_nothing_in_the_clear(plain: Desk) -> None:
    with pytest.raises(InputError, match="set the mail security"):
        post(at(plain, security=Security.STARTTLS, user=USER, password=PASSWORD))
    assert plain.taken == []


def test_an_untrusted_certificate_sends_nothing(certificate: ssl.SSLContext) -> None:
    with mail_server(Desk(), starttls=certificate) as desk:
        with pytest.raises(InputError, match=r"certificate of the mail server .* is not in order"):
            post(at(desk, security=Security.STARTTLS))
        assert desk.taken == []


def test_a_missing_file_of_certificates_is_named(plain: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.pem holds no certificate to trust"):
        post(at(plain, security=Security.STARTTLS, ca_file=tmp_path / "nothing.pem"))


def test_tls_on_a_port_that_speaks_none_is_our_own_fault(plain: Desk) -> None:
    with pytest.raises(InputError, match="does not speak TLS there"):
        post(at(plain, security=Security.TLS))


def test_a_recipient_refused_for_good_is_our_own_fault(plain: Desk) -> None:
    plain.recipients[CLERK] = "550 no such box"
    with pytest.raises(InputError, match=f"refuses {CLERK}: 550 no such box: mend mail_to"):
        post(at(plain))


def test_a_recipient_put_off_may_be_served_later(plain: Desk) -> None:
    plain.recipients[CLERK] = "450 come back later"
    with pytest.raises(OutsideError, match=f"puts off {CLERK}: 450 come back later"):
        post(at(plain))


def test_one_refused_recipient_does_not_keep_the_mail_from_the_others(plain: Desk) -> None:
    plain.recipients[CLERK] = "550 no such box"
    with pytest.raises(InputError, match="the other recipients have the message"):
        post(at(plain), CLERK, LEADER)
    assert plain.taken[0].rcpt_tos == [LEADER]


def test_a_refused_sender_names_the_setting(plain: Desk) -> None:
    plain.sender = "553 not yours"
    with pytest.raises(InputError, match=r"our sender xuncha@office.test .*mend mail_from"):
        post(at(plain))


@pytest.mark.parametrize(
    ("answer", "kind"), [("451 try later", OutsideError), ("554 not wanted here", OutsideError)]
)
def test_a_refused_message_says_whether_another_try_may_help(
    plain: Desk, answer: str, kind: type[Exception]
) -> None:
    plain.data = answer
    with pytest.raises(kind, match=answer):
        post(at(plain))


def test_a_dead_port_may_be_alive_later() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        smtp = Smtp(host="127.0.0.1", port=held.getsockname()[1], timeout=10)
        with pytest.raises(OutsideError, match=r"could not be reached .*try again later"):
            post(smtp)


def test_a_server_that_says_nothing_is_given_up_after_the_time_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        smtp = Smtp(host="127.0.0.1", port=mute.getsockname()[1], timeout=0.2)
        with pytest.raises(OutsideError, match="timed out"):
            post(smtp)


def test_a_server_that_turns_us_away_may_take_us_later() -> None:
    with turnstile(b"421 too busy\r\n") as port, pytest.raises(OutsideError, match="421 too busy"):
        post(Smtp(host="127.0.0.1", port=port, timeout=10))


def test_no_host_at_all_is_our_own_fault() -> None:
    with pytest.raises(InputError, match="no mail server is named"):
        post(Smtp(host=""))


def test_the_password_is_not_in_what_gets_logged() -> None:
    smtp = Smtp(host="mail.test", user=USER, password=PASSWORD)
    assert PASSWORD not in f"{smtp} {smtp!r}"
