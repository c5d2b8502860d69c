"""Sending by SMTP: one message to its recipients, or an error that says whether another try may help."""

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from exporters.mail.compose import compose
from exporters.mail.message import Digest
from exporters.mail.refusals import refusal, told_apart
from records.errors import InputError

#: What smtplib itself says where the machine has no name of its own; asking for one would ask the DNS.
_EHLO = "[127.0.0.1]"


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
    #: The certificates trusted besides the system's, as a PEM file; None for the system's alone.
    ca_file: Path | None = None

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


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
    if not smtp.host:
        raise InputError("no mail server is named: set its host")
    message = compose(digest, sender=sender, recipients=recipients, message_id=message_id, sent_at=sent_at)
    with told_apart(str(smtp)), _connected(smtp) as server:
        refused = server.send_message(message, from_addr=sender, to_addrs=list(recipients))
    if refused:
        raise refusal(str(smtp), refused, others_served=True)


@contextmanager
def _connected(smtp: Smtp) -> Iterator[smtplib.SMTP]:
    server = _connect(smtp)
    try:
        if smtp.security is Security.STARTTLS:
            server.starttls(context=_trust(smtp))
        if smtp.user:
            server.login(smtp.user, smtp.password)
        yield server
        with suppress(OSError):
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
