"""企业微信's group robot: what it is sent, and what its codes mean.

The form and the bounds are those of its own notes on group robots (path 91770); the codes are from its
list of codes. A server of the office's own has the same interface under another host: UNVERIFIED there.
"""

import base64
import hashlib
from typing import Any

from exporters.messages.message import Message, cut_to, readable
from exporters.messages.refusals import Codes, Means

#: The most bytes of a text, of Markdown and of a picture.
TEXT_BYTES, MARKDOWN_BYTES, IMAGE_BYTES = 2048, 4096, 2 << 20

_GONE = "the robot is not in the group any more: set its webhook anew"
_WRONG = "it takes no such message"
CODES: Codes = {
    -1: (Means.PASSING, "it is busy: try again later"),
    45009: (Means.PASSING, "20 messages a minute are the most: try again in a minute"),
    45033: (Means.PASSING, "too many at once: try again later"),
    60020: (Means.OURS, "have our address put on its list of trusted ones"),
    93000: (Means.FOR_GOOD, _GONE),
    # UNVERIFIED: known from lists of codes alone.
    93004: (Means.FOR_GOOD, "the robot is switched off: have it switched on, or set another"),
    93008: (Means.FOR_GOOD, _GONE),
    40008: (Means.FOR_GOOD, _WRONG),
    40009: (Means.FOR_GOOD, _WRONG),
    40033: (Means.FOR_GOOD, _WRONG),
    40035: (Means.FOR_GOOD, _WRONG),
    40058: (Means.FOR_GOOD, _WRONG),
    40063: (Means.FOR_GOOD, _WRONG),
    44004: (Means.FOR_GOOD, _WRONG),
    45002: (Means.FOR_GOOD, _WRONG),
    301019: (Means.FOR_GOOD, _WRONG),
}


def bodies(message: Message) -> list[dict[str, Any]]:
    """Return what is posted for *message*, one after another: its words, then its picture where it fits."""
    more = f"（未完，全文见 {message.address}）" if message.address else "（未完）"
    if message.markdown:
        content = cut_to(_quiet(readable(message.markdown)), MARKDOWN_BYTES, more=more)
        words: dict[str, Any] = {"msgtype": "markdown", "markdown": {"content": content}}
    else:
        content = cut_to(_quiet(message.plain), TEXT_BYTES, more=more)
        words = {"msgtype": "text", "text": {"content": content}}
    if not 0 < len(message.image) <= IMAGE_BYTES:
        return [words]
    picture = {
        "base64": base64.b64encode(message.image).decode("ascii"),
        # The check sum that its interface asks for.
        "md5": hashlib.md5(message.image, usedforsecurity=False).hexdigest(),
    }
    return [words, {"msgtype": "image", "image": picture}]


def _quiet(text: str) -> str:
    """Return *text* calling nobody: a name written as <@someone> would ring in the group."""
    return text.replace("<@", "＜@")
