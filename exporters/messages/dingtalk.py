"""钉钉's group robot: its signature, what it is sent, and what its codes mean.

The form and the codes are those of its own notes on custom robots; 专有钉钉 under another host: UNVERIFIED.
"""

import base64
import hashlib
import hmac
from datetime import datetime
from typing import Any
from urllib.parse import quote

from exporters.messages.message import Message, cut_to, readable
from exporters.messages.refusals import Codes, Means

#: The most bytes of the words: the whole request may have 20,000.
TEXT_BYTES = 18_000

_GONE = "the robot is not in the group any more: set its webhook anew"
_CONTENT = "what it says is not let through: see what is in it"
CODES: Codes = {
    -1: (Means.PASSING, "it is busy: try again later"),
    130101: (Means.PASSING, "20 messages a minute are the most: try again in ten minutes"),
    410100: (Means.PASSING, "20 messages a minute are the most: try again in ten minutes"),
    90030: (Means.PASSING, "no more for today: try again tomorrow"),
    # One code for four things: keyword, signature, clock and IP address.
    310000: (
        Means.OURS,
        "see the robot's security settings: the key word, the secret after #, our clock, or our IP address",
    ),
    40035: (Means.FOR_GOOD, "it takes no such message"),
    43004: (Means.FOR_GOOD, "it takes no such message"),
    400105: (Means.FOR_GOOD, "it takes no such message"),
    300001: (Means.FOR_GOOD, _GONE),
    400013: (Means.FOR_GOOD, "the group was dissolved: set another robot's webhook"),
    400101: (Means.FOR_GOOD, "its access_token is none: copy the webhook anew"),
    400102: (Means.FOR_GOOD, "the robot is switched off: have it switched on, or set another"),
    400106: (Means.FOR_GOOD, _GONE),
    430101: (Means.FOR_GOOD, _CONTENT),
    430102: (Means.FOR_GOOD, _CONTENT),
    430103: (Means.FOR_GOOD, _CONTENT),
    430104: (Means.FOR_GOOD, _CONTENT),
}


def body(message: Message) -> dict[str, Any]:
    """Return what is posted for *message*; a picture cannot be, only the link to where it is."""
    more = f"（未完，全文见 {message.address}）" if message.address else "（未完）"
    nobody = {"isAtAll": False}
    if message.markdown:
        text = cut_to(readable(message.markdown), TEXT_BYTES, more=more)
        return {"msgtype": "markdown", "markdown": {"title": message.heading, "text": text}, "at": nobody}
    return {
        "msgtype": "text",
        "text": {"content": cut_to(message.plain, TEXT_BYTES, more=more)},
        "at": nobody,
    }


def signed(address: str, secret: str, *, sent_at: datetime) -> str:
    """Return *address* with moment and signature, percent-encoded once; without a *secret* as it is."""
    if not secret:
        return address
    milliseconds = int(sent_at.timestamp() * 1000)
    sealed = hmac.new(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256).digest()
    return f"{address}&timestamp={milliseconds}&sign={quote(base64.b64encode(sealed), safe='')}"
