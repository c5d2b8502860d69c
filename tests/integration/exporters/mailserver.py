"""A real mail server on loopback, which keeps what it is given and refuses what it is told to."""

import asyncio
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from practice.background import background

#: The one account the server knows.
USER, PASSWORD = "xuncha", "a long enough secret"


@dataclass(kw_only=True)
class Desk:
    """What the server answers, and the envelopes it took."""

    #: The answer to a recipient, by address; every other one is taken.
    recipients: dict[str, str] = field(default_factory=dict)
    #: The answer to the sender and to the message; empty to take it.
    sender: str = ""
    data: str = ""
    #: How often it takes a message and hangs up without an answer.
    drops: int = 0
    taken: list[Envelope] = field(default_factory=list)
    port: int = 0
    #: The name each client introduced itself by.
    introduced: list[str] = field(default_factory=list)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.introduced.append(hostname)
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender:
            return self.sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.recipients:
            return self.recipients[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data:
            return self.data
        self.taken.append(envelope)
        if self.drops:
            self.drops -= 1
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "250 OK"


def authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    """Take the one account, and leave it to the server to refuse others."""
    known = isinstance(data, LoginPassword) and data == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)


@contextmanager
def mail_server(
    desk: Desk,
    *,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    auth: bool = False,
) -> Iterator[Desk]:
    """Serve *desk* until the block is left; its port is set first."""
    settings: dict[str, Any] = {"tls_context": starttls, "require_starttls": starttls is not None}
    if auth:
        settings |= {"authenticator": authenticate, "auth_required": True}
    with background(lambda: _opened(desk, settings, tls)):
        yield desk


@asynccontextmanager
async def _opened(desk: Desk, settings: dict[str, Any], tls: ssl.SSLContext | None) -> AsyncIterator[None]:
    made: list[SMTP] = []

    def protocol() -> SMTP:
        made.append(SMTP(desk, hostname="mail.test", **settings))
        return made[-1]

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0, ssl=tls)
    desk.port = server.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        server.close()
        for smtp in made:
            if isinstance(smtp.transport, asyncio.Transport):
                smtp.transport.abort()
        await asyncio.sleep(0)


@contextmanager
def turnstile(greeting: bytes) -> Iterator[int]:
    """Answer the first caller with *greeting* and hang up; yields the port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            with listener.accept()[0] as caller:
                caller.sendall(greeting)

        thread = threading.Thread(target=greet)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()
