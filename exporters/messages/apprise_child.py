"""``python -m exporters.messages.apprise_child``: one message, from standard input, sent by Apprise.

One line of JSON on standard output says what became of it: ``outcome`` is sent, refused or unknown.
"""

import base64
import json
import logging
import math
import os
import re
import resource
import signal
import ssl
import sys
from contextlib import redirect_stdout
from typing import Any

import apprise
from apprise.attachment.memory import AttachMemory

#: The most memory this process may take, in bytes: plugins read answers of any size.
_MEMORY = 1 << 30
_STATUS = re.compile(r"error=(\d{3})\b")


def main() -> None:
    """Do as standard input says."""
    order = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.alarm(math.ceil(order["whole"]))
    with redirect_stdout(sys.stderr):
        done = _done(order)
    sys.stdout.write(json.dumps(done))


def _done(order: dict[str, Any]) -> dict[str, object]:
    _trust_the_system()
    asset = apprise.AppriseAsset(
        app_id="xuncha",
        app_desc="巡查",
        # Plugins show pictures of these addresses, which are abroad.
        app_url="",
        image_url_mask="",
        image_url_logo="",
        async_mode=False,
    )
    service = apprise.Apprise.instantiate(order["address"], asset=asset)
    if service is None:
        return {"outcome": "unknown"}
    service.verify_certificate, service.redirects = True, False
    service.socket_connect_timeout = service.socket_read_timeout = order["timeout"]
    service.overflow_mode = apprise.OverflowMode.SPLIT
    heard = _Heard()
    logging.getLogger("apprise").addHandler(heard)
    picture = base64.b64decode(order["image"])
    shown = bool(picture) and service.attachment_support
    attached = AttachMemory(picture, "xuncha.png", "image/png") if shown else None  # type: ignore[no-untyped-call]
    taken = service.notify(
        title=order["title"],
        body=order["body"],
        body_format=apprise.NotifyFormat.TEXT,
        attach=apprise.AppriseAttachment(attached) if attached else None,
    )
    if taken:
        return {"outcome": "sent"}
    statuses = [status for line in heard.lines for status in _STATUS.findall(line)]
    said = heard.lines[-1] if heard.lines else ""
    return {"outcome": "refused", "said": said, "status": int(statuses[-1]) if statuses else None}


def _trust_the_system() -> None:
    """Have Apprise trust who the system trusts, an office's own authority with them."""
    paths = ssl.get_default_verify_paths()
    if system := paths.cafile or paths.capath:
        os.environ.setdefault("REQUESTS_CA_BUNDLE", system)


class _Heard(logging.Handler):
    """Keeps what Apprise says at WARNING and above: its only account of what went wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line of *record*."""
        self.lines.append(record.getMessage())


if __name__ == "__main__":
    main()
