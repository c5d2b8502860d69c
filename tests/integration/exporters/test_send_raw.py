"""Mail that is composed already: who has it, who was refused, and whether another try may help."""

import socket

import pytest

from exporters.mail.refusals import Refusal
from exporters.mail.send import Sent, Smtp, send_raw
from records.errors import InputError, OutsideError
from tests.integration.exporters.mailserver import Desk, mail_server
from tests.integration.exporters.scripted import Answers, Then, drip, listening, mail_script

MESSAGE = b"Subject: =?utf-8?b?5o+Q6YaS?=\r\nMessage-ID: <n1@office.test>\r\n\r\none\r\n.two\r\n"
CLERK, LEADER, EDITOR = "clerk@office.test", "leader@office.test", "editor@office.test"
SENDER = "xuncha@office.test"


def post(
    port: int, *recipients: str, content: bytes = MESSAGE, timeout: float = 10.0, whole: float = 60
) -> Sent:
    smtp = Smtp(host="127.0.0.1", port=port, timeout=timeout, whole=whole)
    return send_raw(content, smtp, sender=SENDER, recipients=recipients or (CLERK,))


def failure(answers: Answers, *, timeout: float = 10.0) -> OutsideError | InputError:
    with mail_script(answers) as script, pytest.raises((OutsideError, InputError)) as raised:
        post(script.port, timeout=timeout)
    return raised.value


def test_the_bytes_arrive_as_they_are() -> None:
    with mail_server(Desk()) as desk:
        assert post(desk.port, CLERK, LEADER) == Sent(taken=(CLERK, LEADER), refused={})
        (envelope,) = desk.taken
    assert envelope.original_content == MESSAGE
    assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, [CLERK, LEADER])


def test_bare_line_ends_cannot_end_the_message_early() -> None:
    with mail_server(Desk()) as desk:
        post(desk.port, content=b"Subject: a\n\none\n.\nMAIL FROM:<evil@test>\r.\rtwo\n")
        (envelope,) = desk.taken
    assert envelope.original_content == b"Subject: a\r\n\r\none\r\n.\r\nMAIL FROM:<evil@test>\r\n.\r\ntwo\r\n"


def test_it_is_said_who_has_it_and_who_was_refused() -> None:
    with mail_server(Desk()) as desk:
        desk.recipients |= {LEADER: "550 5.1.1 no such box", EDITOR: "451 4.7.1 greylisted"}
        sent = post(desk.port, CLERK, LEADER, EDITOR)
        assert desk.taken[0].rcpt_tos == [CLERK]
    assert sent.taken == (CLERK,)
    assert sent.refused == {
        LEADER: Refusal(permanent=True, words="550 5.1.1 no such box"),
        EDITOR: Refusal(permanent=False, words="451 4.7.1 greylisted"),
    }


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [
        ("450 4.2.0 greylisted, come back in 300 seconds", False),
        ("451 local error", False),
        ("452 4.2.2 mailbox full", False),
        ("552 5.2.2 mailbox full", False),
        ("552 too many recipients", False),
        ("550 Domain frequency limited", False),
        ("552 5.3.4 message too big", True),
        ("550 Mailbox not found", True),
        ("551 not here", True),
        ("553 no such form", True),
        ("521 takes no mail", True),
    ],
)
def test_a_refused_recipient_is_told_with_whether_it_is_for_good(answer: str, permanent: bool) -> None:
    with mail_script({"RCPT": answer.encode()}) as script:
        assert post(script.port) == Sent(
            taken=(), refused={CLERK: Refusal(permanent=permanent, words=answer)}
        )
        assert "DATA" not in script.heard


def test_what_is_no_address_is_refused_without_a_word_to_the_server() -> None:
    with mail_script({}) as script:
        sent = post(script.port, "a@b.test>\r\nDATA\r\n", CLERK, CLERK)
        assert [line for line in script.heard if line.startswith("rcpt")] == [f"rcpt TO:<{CLERK}>"]
    assert sent.taken == (CLERK,)
    assert [refused.permanent for refused in sent.refused.values()] == [True]


def test_nobody_who_can_be_written_to_needs_no_server() -> None:
    assert post(1, "办公室").taken == ()


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("greeting", "421 too busy"),
        ("greeting", "554 no service"),
        ("MAIL", "450 later"),
        ("MAIL", "421 closing"),
        ("MAIL", "550 Sender frequency limited"),
        ("RCPT", "421 closing"),
        ("DATA", "451 later"),
        (".", "421 closing"),
        (".", "452 4.2.2 mailbox full"),
        (".", "451 4.7.1 greylisted"),
        (".", "552 5.2.2 mailbox full"),
    ],
)
def test_a_server_that_puts_us_off_may_take_it_later(step: str, answer: str) -> None:
    error = failure({step: answer.encode()})
    assert isinstance(error, OutsideError)
    assert (error.permanent, answer in str(error)) == (False, True)


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("MAIL", "552 5.3.4 message too big"),
        ("DATA", "554 no valid recipients"),
        (".", "554 5.7.1 looks like spam"),
        (".", "552 5.2.3 message too big"),
        (".", "550 Mail content denied"),
    ],
)
def test_a_message_refused_for_good_is_said_to_be(step: str, answer: str) -> None:
    error = failure({step: answer.encode()})
    assert isinstance(error, OutsideError)
    assert (error.permanent, answer in str(error)) == (True, True)


@pytest.mark.parametrize(
    ("answer", "remedy"),
    [
        ("553 not yours", "mend mail_from"),
        ("530 5.7.0 authentication required", "set the user"),
        ("538 encryption required", "the mail security"),
    ],
)
def test_a_sender_refused_is_our_own_set_up(answer: str, remedy: str) -> None:
    error = failure({"MAIL": answer.encode()})
    assert isinstance(error, InputError)
    assert remedy in str(error)


@pytest.mark.parametrize("step", ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "."])
@pytest.mark.parametrize("then", Then)
def test_a_server_that_stalls_or_hangs_up_at_any_step_may_take_it_later(step: str, then: Then) -> None:
    error = failure({step: then}, timeout=0.2)
    assert isinstance(error, OutsideError)
    assert not error.permanent
    assert ("may have arrived" in str(error)) == (step in {"DATA", "."})


def test_a_server_that_drips_is_given_up_in_the_time_for_the_whole() -> None:
    def serve(caller: socket.socket) -> None:
        caller.sendall(b"220 mail.test\r\n")
        drip(caller, b"250-and more\r\n")

    with listening(serve) as port, pytest.raises(OutsideError, match=r"longer than 0\.3 s"):
        post(port, whole=0.3)


def test_a_server_that_hangs_up_after_its_yes_has_the_message() -> None:
    with mail_script({"QUIT": Then.HANG_UP}) as script:
        assert post(script.port).taken == (CLERK,)


def test_the_size_is_told_where_the_server_asks_for_it() -> None:
    with mail_script({}) as script:
        post(script.port)
    assert f"mail FROM:<{SENDER}> size={len(MESSAGE)}" in script.heard
