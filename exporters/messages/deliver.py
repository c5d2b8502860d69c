"""Sending one message: taken by the other end, or an error that says whether another try may help."""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from exporters.messages import dingtalk, wecom
from exporters.messages.by_apprise import send_by_apprise
from exporters.messages.destination import Destination, Kind
from exporters.messages.hook import signed_headers
from exporters.messages.message import Message, readable
from exporters.messages.refusals import Codes, raise_for_code, raise_for_status
from exporters.messages.wire import Wire, post
from records.civil import require_aware
from records.errors import InputError

_PHONE = re.compile(r"\+?[0-9]{5,20}")
_JSON = {"Content-Type": "application/json; charset=utf-8"}


def deliver(
    message: Message, destination: Destination, *, key: str, sent_at: datetime, wire: Wire | None = None
) -> None:
    """Send *message* to *destination* at *sent_at* (aware, the real now: robots refuse a stale signature).

    *key* is the same whenever the same message is sent. Raises InputError where our set-up is at fault,
    OutsideError where the other end is: ``permanent`` where it refuses for good, else a later try may help.
    A picture that the place cannot show is left out.
    """
    require_aware(sent_at)
    over = wire or Wire()
    match destination.kind:
        case Kind.WECOM:
            for body in wecom.bodies(message):
                _robot(destination, destination.address, body, wecom.CODES, over)
        case Kind.DINGTALK:
            address = dingtalk.signed(destination.address, destination.secret, sent_at=sent_at)
            _robot(destination, address, dingtalk.body(message), dingtalk.CODES, over)
        case Kind.HOOK:
            _hook(destination, _whole(message, key), key=key, sent_at=sent_at, wire=over)
        case Kind.APPRISE:
            send_by_apprise(message, destination, wire=over)


def deliver_text(
    message: Message,
    gateway: Destination,
    *,
    phones: Sequence[str],
    key: str,
    sent_at: datetime,
    wire: Wire | None = None,
) -> None:
    """Have *gateway* send the text of *message* to all *phones* in one request; raises as ``deliver``."""
    require_aware(sent_at)
    numbers = [re.sub(r"[\s()-]", "", phone) for phone in phones]
    if not numbers:
        raise InputError("nobody to send a text message to: name a telephone number")
    for number in numbers:
        if not _PHONE.fullmatch(number):
            raise InputError(
                f"{number[:40]!r} is no telephone number for text messages; mend it in units.yaml"
            )
    order = {"phones": numbers, "text": readable(message.text), "key": key}
    _hook(gateway, order, key=key, sent_at=sent_at, wire=wire or Wire())


def _robot(destination: Destination, address: str, body: Mapping[str, Any], codes: Codes, wire: Wire) -> None:
    answer = post(address, _encoded(body), _JSON, place=destination.place, wire=wire)
    raise_for_code(destination, answer, codes)


def _hook(
    destination: Destination, order: Mapping[str, Any], *, key: str, sent_at: datetime, wire: Wire
) -> None:
    body = _encoded(order)
    headers = signed_headers(body, destination.secret, key=key, sent_at=sent_at)
    answer = post(destination.address, body, headers, place=destination.place, wire=wire)
    raise_for_status(destination, answer)


def _whole(message: Message, key: str) -> dict[str, str]:
    return {
        "title": message.heading,
        "text": readable(message.text),
        "markdown": readable(message.markdown),
        "image": base64.b64encode(message.image).decode("ascii"),
        "link": message.address,
        "key": key,
    }


def _encoded(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
