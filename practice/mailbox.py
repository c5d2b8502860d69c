"""A mail server on loopback that keeps what it is given."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from practice.background import background

#: Longest mail that is taken.
MAIL_BYTES = 16 * 1024 * 1024


class Mailbox:
    """The server and every mail it took, in the order they came."""

    def __init__(self, folder: Path | None) -> None:
        self.host = "127.0.0.1"
        self.port = 0
        #: What the server says once a mail is whole; set it to ``451 …`` and it takes none.
        self.reply = "250 OK"
        self._folder = folder
        self._raw: list[tuple[tuple[str, ...], bytes]] = []

    @property
    def messages(self) -> tuple[EmailMessage, ...]:
        """The mails, parsed."""
        return tuple(message_from_bytes(raw, policy=default) for _, raw in self._raw)

    @property
    def recipients(self) -> tuple[tuple[str, ...], ...]:
        """Whom each mail's envelope names, blind copies included."""
        return tuple(names for names, _ in self._raw)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail and return the server's reply; the name is aiosmtpd's."""
        if not self.reply.startswith("2"):
            return self.reply
        raw = envelope.original_content or b""
        self._raw.append((tuple(envelope.rcpt_tos), raw))
        if self._folder:
            (self._folder / f"{len(self._raw):04d}.eml").write_bytes(raw)
        return self.reply


@contextmanager
def mailbox(folder: Path | None = None, *, port: int = 0) -> Iterator[Mailbox]:
    """Serve mail on 127.0.0.1 while the block runs; *port* 0 takes a free one.

    Mails are kept in memory, and in *folder* as ``0001.eml`` … where one is named.
    Raises OSError where the port is in use.
    """
    box = Mailbox(folder)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    with background(lambda: _opened(box, port)):
        yield box


@asynccontextmanager
async def _opened(box: Mailbox, port: int) -> AsyncIterator[None]:
    """Take mail; on leaving, no connection is open any more."""
    open_: list[SMTP] = []

    def protocol() -> SMTP:
        smtp = SMTP(box, hostname="mail.practice.test", data_size_limit=MAIL_BYTES, enable_SMTPUTF8=True)
        open_.append(smtp)
        return smtp

    server = await asyncio.get_running_loop().create_server(protocol, box.host, port)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        server.close()
        for smtp in open_:
            if isinstance(smtp.transport, asyncio.Transport):
                smtp.transport.abort()
        await asyncio.sleep(0)
