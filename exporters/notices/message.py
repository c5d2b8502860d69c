"""A notice for a chat group's robot: the text, and a card where there is one."""

from dataclasses import dataclass, field

from exporters.notices.text import text_body, text_title
from exporters.notices.told import Told


@dataclass(frozen=True, kw_only=True)
class ChatNotice:
    """One message: title and text together are the text for chat groups."""

    title: str
    #: What comes after the title, links and all; its lines stay lines.
    text: str
    #: The card (PNG), or nothing.
    image: bytes = field(default=b"", repr=False)


def chat_notice(told: Told, *, image: bytes = b"") -> ChatNotice:
    """Return *told* as a robot's message, with the card *image* (PNG) where there is one."""
    return ChatNotice(title=text_title(told), text=text_body(told), image=image)
