"""What is to be sent: a message kept until the server at the other end has taken it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from records.civil import require_aware
from records.notice import Fate


class Channel(StrEnum):
    """How a message leaves the house."""

    #: SMTP: the content is a whole message (RFC 5322), headers and all.
    MAIL = "mail"
    #: A chat group's robot: the content is UTF-8 JSON, an ``exporters.messages.message.Message``.
    CHAT = "chat"
    #: The office's gateway for text messages: likewise.
    SMS = "sms"


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One message on its way; sent at least once, always under the same key and Message-ID."""

    #: Unique: queueing the same key again changes nothing.
    key: str
    channel: Channel
    #: Mail addresses, names of chats in the settings, or telephone numbers: those that have not taken it.
    recipients: tuple[str, ...]
    #: Those that have.
    taken_by: tuple[str, ...] = ()
    #: What it is, in one line, for lists and logs.
    subject: str
    content: bytes
    made_at: datetime
    #: The key of the notice it carries; empty for anything else.
    notice: str = ""
    #: It is not sent after this moment, until it is renewed; None for always.
    not_after: datetime | None = None
    fate: Fate = Fate.WAITING
    #: How often it was tried, and when it is tried next.
    attempts: int = 0
    next_at: datetime | None = None
    #: Whether a try may have got through without our hearing of it: its sender died, or the line did.
    uncertain: bool = False
    #: When it was sent, given up or withdrawn.
    ended_at: datetime | None = None
    #: What the last try said; empty where it said nothing amiss.
    trouble: str = ""

    def __post_init__(self) -> None:
        require_aware(self.made_at)


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What came of one try to send."""

    #: Those that took it, and those still to take it.
    taken_by: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    #: Of what is left: when to try again; None to give up.
    next_at: datetime | None = None
    trouble: str = ""
    #: Whether it may have got through all the same.
    uncertain: bool = False
