"""What is sent to a chat group or a telephone, and the bytes it is kept as until it is sent."""

import base64
import json
from dataclasses import dataclass, field

from exporters.markup import printable, web_address
from records.errors import InputError

_WORDS = frozenset({"title", "text", "markdown", "link"})


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message, whole in its *text*; the rest is for places that can show more."""

    title: str
    #: Plain text, for people; its lines stay lines.
    text: str
    #: The same for places that read Markdown; empty for the text alone. Whoever writes it escapes names.
    markdown: str = ""
    #: A picture (PNG), or nothing. It is left out where it cannot be shown.
    image: bytes = field(default=b"", repr=False)
    #: Where there is more to read: an http or https address, or empty.
    link: str = ""

    def to_json(self) -> bytes:
        """Return the message as UTF-8 JSON, as an Outgoing of the channels CHAT and SMS carries it."""
        image = base64.b64encode(self.image).decode("ascii")
        stated = {
            "title": self.title,
            "text": self.text,
            "markdown": self.markdown,
            "image": image,
            "link": self.link,
        }
        # In ASCII, since a lone surrogate in a scraped name has no UTF-8.
        return json.dumps(stated).encode("ascii")

    @classmethod
    def from_json(cls, content: bytes) -> "Message":
        """Return the message that *content* holds; raises InputError where it is none."""
        try:
            stated = json.loads(content)
            image = base64.b64decode(stated.pop("image"), validate=True)
        except (ValueError, LookupError, AttributeError, TypeError) as error:
            raise InputError("this is no message as xuncha keeps them; make it anew") from error
        if stated.keys() != _WORDS or not all(isinstance(words, str) for words in stated.values()):
            raise InputError("this message lacks something, or has too much; make it anew")
        return cls(**stated, image=image)

    @property
    def heading(self) -> str:
        """The title on one line, without what nobody can see."""
        return printable(self.title)

    @property
    def address(self) -> str:
        """The link where it is an http or https address, else empty."""
        return web_address(printable(self.link))

    @property
    def plain(self) -> str:
        """Title, text and link, one below the other: all that a place for plain text shows."""
        return "\n".join(part for part in (self.heading, readable(self.text), self.address) if part)


def readable(text: str) -> str:
    """Return *text* with its lines, each without characters that turn the writing or cannot be sent."""
    return "\n".join(printable(line) for line in text.splitlines()).strip("\n")


def cut_to(text: str, most_bytes: int, *, more: str) -> str:
    """Return *text* in at most *most_bytes* of UTF-8: of a longer one the first whole lines, and *more*."""
    if len(text.encode()) <= most_bytes:
        return text
    kept: list[str] = []
    left = most_bytes - len(more.encode())
    for line in text.split("\n"):
        left -= len(line.encode()) + 1
        if left < 0:
            break
        kept.append(line)
    if not kept:
        room = max(most_bytes - len(more.encode()) - 1, 0)
        kept = [text.encode()[:room].decode("utf-8", "ignore")]
    return "\n".join([*kept, more])
