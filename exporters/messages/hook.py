"""The signed form of a hook of the office's own; docs/messages.md has it for whoever writes the other end."""

import hashlib
import hmac
from datetime import datetime
from urllib.parse import quote


def signed_headers(body: bytes, secret: str, *, key: str, sent_at: datetime) -> dict[str, str]:
    """Return the headers that say when *body* was sent, and prove by whom.

    The same *key* is one message, however often it comes.
    """
    timestamp = str(int(sent_at.timestamp()))
    sealed = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": quote(key, safe="/:@.+=~<>"),
        "X-Xuncha-Timestamp": timestamp,
        "X-Xuncha-Signature": f"sha256={sealed.hexdigest()}",
    }
