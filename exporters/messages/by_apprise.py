"""Messages by Apprise, in a child process: its plugins, its unbounded reading and its logs stay there."""

import base64
import json
import os
import subprocess
import sys

from exporters.markup import shortened
from exporters.messages.destination import Destination
from exporters.messages.message import Message, readable
from exporters.messages.refusals import by_status
from exporters.messages.wire import Wire
from records.errors import InputError, OutsideError

_SAID_LENGTH = 200
#: Seconds that the child may take to start and to end by itself, beside those of the wire.
_GRACE = 10.0
_MISSING = b"No module named 'apprise'"


def send_by_apprise(message: Message, destination: Destination, *, wire: Wire) -> None:
    """Send *message* to a service that Apprise knows; raises InputError and OutsideError as ``deliver``.

    What Apprise tells of a refusal is one line of log, often with the HTTP status in it; without
    one a failure is taken as passing.
    """
    told = _asked(_order(message, destination, wire), destination, wire)
    said = shortened(destination.hidden(str(told.get("said", ""))), _SAID_LENGTH)
    match told.get("outcome"):
        case "sent":
            return
        case "unknown":
            raise InputError(
                f"{destination.place}: Apprise knows no such service or misses a part of its address; "
                "see its list of services"
            )
    status = told.get("status")
    if isinstance(status, int) and (error := by_status(destination, status)):
        raise error
    raise OutsideError(f"{destination.place}: was not taken ({said or 'no reason given'}); try again later")


def _order(message: Message, destination: Destination, wire: Wire) -> bytes:
    body = "\n".join(part for part in (readable(message.text), message.address) if part)
    order = {
        "address": destination.address,
        "title": message.heading,
        "body": body,
        "image": base64.b64encode(message.image).decode("ascii"),
        "timeout": wire.timeout,
        "whole": wire.whole,
    }
    return json.dumps(order).encode("ascii")


def _asked(order: bytes, destination: Destination, wire: Wire) -> dict[str, object]:
    gave_none = f"{destination.place}: no answer came"
    try:
        done = subprocess.run(
            [sys.executable, "-m", "exporters.messages.apprise_child"],
            input=order,
            capture_output=True,
            env=_environment(wire),
            timeout=wire.whole + _GRACE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        # Without the error itself, which holds what the child was given and said.
        raise OutsideError(f"{gave_none} in {wire.whole:g} s; try again later") from None
    if _MISSING in done.stderr:
        raise InputError(f"{destination.place}: Apprise is not installed; `pip install apprise`")
    if done.returncode != 0:
        raise OutsideError(f"{gave_none} in {wire.whole:g} s, or too large a one; try again later")
    told: dict[str, object] = json.loads(done.stdout)
    return told


def _environment(wire: Wire) -> dict[str, str]:
    """Return the environment without our own settings, which are no business of a plugin."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XUNCHA_")}
    if wire.proxies is not None:
        kept = {name: value for name, value in kept.items() if not name.lower().endswith("_proxy")}
        kept |= {f"{scheme}_proxy": proxy for scheme, proxy in wire.proxies.items()}
    if wire.ca_file:
        kept["REQUESTS_CA_BUNDLE"] = str(wire.ca_file)
    return kept
