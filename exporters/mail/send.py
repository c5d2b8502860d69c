"""Sending by SMTP: one message to its recipients, or an error that says whether another try may help."""

import re
import smtplib
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from exporters.mail.compose import check_address, compose, is_address
from exporters.mail.message import Digest
from exporters.mail.refusals import Refusal, refusal, refused, told_apart, unanswered
from exporters.patience import patience
from records.errors import InputError

#: What smtplib itself says where the machine has no name of its own; asking for one would ask the DNS.
_EHLO = "[127.0.0.1]"
#: The server's answers: done, done by passing it on, closing the connection.
_TAKEN, _FORWARDED, _HANGING_UP = 250, 251, 421
_ANY_LINE_END = re.compile(rb"\r\n|\r|\n")
_NO_ADDRESS = Refusal(permanent=True, words="is no mail address; write name@host")


class Security(StrEnum):
    """How the connection is kept from eavesdroppers."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, kw_only=True)
class Smtp:
    """A mail server and how to speak to it."""

    host: str
    port: int = 25
    #: Empty where the server asks for no log-in.
    user: str = ""
    password: str = field(default="", repr=False)
    security: Security = Security.NONE
    #: Seconds for each step of the conversation.
    timeout: float = 30.0
    #: Seconds for the whole of it, once there is a connection.
    whole: float = 300.0
    #: The certificates trusted besides the system's, as a PEM file; None for the system's alone.
    ca_file: Path | None = None

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Who has a message, and who was refused it."""

    taken: tuple[str, ...]
    #: By address: whether for good, and the server's words.
    refused: Mapping[str, Refusal]


def send(
    digest: Digest,
    smtp: Smtp,
    *,
    sender: str,
    recipients: Sequence[str],
    message_id: str,
    sent_at: datetime,
) -> None:
    """Send *digest* from *sender* to all *recipients* in one message, dated *sent_at* (aware).

    *message_id*, angle brackets included, stays the same when the same message is sent
    again. Raises InputError where our own settings are at fault (address, log-in, TLS) and
    OutsideError where a later try may help; where only some recipients are refused, the
    others have the message and the error says so.
    """
    message = compose(digest, sender=sender, recipients=recipients, message_id=message_id, sent_at=sent_at)
    sent = send_raw(message.as_bytes(), smtp, sender=sender, recipients=recipients)
    if sent.refused:
        raise refusal(str(smtp), sent.refused, others_served=bool(sent.taken))


def send_raw(content: bytes, smtp: Smtp, *, sender: str, recipients: Sequence[str]) -> Sent:
    """Send *content*, a whole message (RFC 5322), and say who has it and who was refused.

    Where it is no recipient's own address that keeps it from them, nobody has it and it raises: InputError
    where our settings are at fault, OutsideError where a later try may help, or with ``permanent`` where the
    message is refused for good. A server that hangs up on it may have it all the same: an OutsideError too.
    """
    if not smtp.host:
        raise InputError("no mail server is named: set its host")
    check_address(sender)
    malformed = {one: _NO_ADDRESS for one in recipients if not is_address(one)}
    wanted = [one for one in dict.fromkeys(recipients) if one not in malformed]
    if not wanted:
        return Sent(taken=(), refused=malformed)
    with told_apart(str(smtp)), _connected(smtp) as server:
        others = malformed | _handed_over(server, content, sender, wanted, place=str(smtp))
    return Sent(taken=tuple(one for one in wanted if one not in others), refused=others)


def _handed_over(
    server: smtplib.SMTP, content: bytes, sender: str, recipients: Sequence[str], *, place: str
) -> dict[str, Refusal]:
    """Hand *content* over for the recipients that the server takes, and return the others."""
    message = _ANY_LINE_END.sub(b"\r\n", content)
    server.ehlo_or_helo_if_needed()
    code, answer = server.mail(sender, [f"size={len(message)}"] if server.has_extn("size") else [])
    if code != _TAKEN:
        raise smtplib.SMTPSenderRefused(code, answer, sender)
    others = {}
    for recipient in recipients:
        code, answer = server.rcpt(recipient)
        if code == _HANGING_UP:
            raise smtplib.SMTPResponseException(code, answer)
        if code not in {_TAKEN, _FORWARDED}:
            others[recipient] = refused(code, answer)
    if len(others) == len(recipients):
        return others
    try:
        code, answer = server.data(message)
    except (smtplib.SMTPServerDisconnected, TimeoutError) as error:
        raise unanswered(place, error) from error
    if code != _TAKEN:
        raise smtplib.SMTPDataError(code, answer)
    return others


@contextmanager
def _connected(smtp: Smtp) -> Iterator[smtplib.SMTP]:
    server = _connect(smtp)
    try:
        with patience(smtp.whole, lambda: server.sock):
            if smtp.security is Security.STARTTLS:
                server.starttls(context=_trust(smtp))
            if smtp.user:
                server.login(smtp.user, smtp.password)
            yield server
        # The message has its answer: a server that is slow to part has taken it all the same.
        with suppress(OSError), patience(smtp.timeout, lambda: server.sock):
            server.quit()
    finally:
        server.close()


def _connect(smtp: Smtp) -> smtplib.SMTP:
    if smtp.security is Security.TLS:
        return smtplib.SMTP_SSL(
            smtp.host, smtp.port, local_hostname=_EHLO, timeout=smtp.timeout, context=_trust(smtp)
        )
    return smtplib.SMTP(smtp.host, smtp.port, local_hostname=_EHLO, timeout=smtp.timeout)


def _trust(smtp: Smtp) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if smtp.ca_file:
        try:
            context.load_verify_locations(cafile=smtp.ca_file)
        except OSError as error:
            raise InputError(
                f"{smtp.ca_file} holds no certificate to trust ({error}): name a PEM file"
            ) from error
    return context
