"""Empty the outbox: each message is claimed, given to its server, and what came of it is kept.

Promised is *at least once*: a message whose sender dies after the server took it, and before
that is kept, goes again, under the same Message-ID. docs/delivery.md says what follows from it.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from exporters.mail.send import Sent
from pipeline.clock import Clock
from records.errors import InputError, OutsideError
from records.outgoing import Attempt, Channel, Outgoing
from records.postbox import Postbox

_log = logging.getLogger(__name__)

#: The first wait after a passing failure; each one doubles it, up to the longest.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
#: No message is given up before so many tries, however old: a holiday is no reason.
FEWEST_TRIES = 10

#: Gives a message to its server; says who took it, or raises as ``exporters.mail.send.send_raw``.
Sender = Callable[[Outgoing], Sent]


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """What one emptying of the outbox came to."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0


def deliver(
    postbox: Postbox, senders: Mapping[Channel, Sender], *, clock: Clock, give_up_after: timedelta
) -> Delivered:
    """Try every message that is due once, and return what came of it."""
    sent = put_off = given_up = 0
    while message := postbox.claim(now=clock()):
        now = clock()
        attempt = _try(message, senders[message.channel], now=now, give_up_after=give_up_after)
        postbox.tried(message.key, attempt, at=now)
        _tell(message, attempt)
        if not attempt.left:
            sent += 1
        elif attempt.next_at:
            put_off += 1
        else:
            given_up += 1
    return Delivered(sent=sent, put_off=put_off, given_up=given_up)


def next_try(message: Outgoing, *, now: datetime, give_up_after: timedelta) -> datetime | None:
    """Return when *message*, which just failed in passing at *now*, is tried again; None to give it up."""
    tries = message.attempts + 1
    if tries >= FEWEST_TRIES and now - message.made_at >= give_up_after:
        return None
    doubled: timedelta = FIRST_WAIT * 2 ** min(message.attempts, FEWEST_TRIES)
    return now + min(doubled, LONGEST_WAIT)


def _try(message: Outgoing, sender: Sender, *, now: datetime, give_up_after: timedelta) -> Attempt:
    left = message.recipients
    try:
        sent = sender(message)
    except InputError as error:
        # Our own set-up: no unit's mail is lost for it, and it may be mended at any time.
        return Attempt(left=left, next_at=now + LONGEST_WAIT, trouble=str(error), uncertain=message.uncertain)
    except OutsideError as error:
        again = None if error.permanent else next_try(message, now=now, give_up_after=give_up_after)
        uncertain = message.uncertain or error.unanswered
        return Attempt(left=left, next_at=again, trouble=str(error), uncertain=uncertain)
    refused = sent.refused
    passing = tuple(name for name in left if name in refused and not refused[name].permanent)
    again = next_try(message, now=now, give_up_after=give_up_after) if passing else None
    return Attempt(
        taken_by=sent.taken,
        left=passing if again else tuple(name for name in left if name in refused),
        next_at=again,
        trouble="; ".join(f"{name}: {refusal.words}" for name, refusal in refused.items()),
    )


def _tell(message: Outgoing, attempt: Attempt) -> None:
    if not attempt.left:
        _log.info("sent %s: %s", message.key, message.subject)
    elif attempt.next_at:
        _log.warning("%s waits until %s: %s", message.key, attempt.next_at.isoformat(), attempt.trouble)
    else:
        _log.error("%s is given up: %s (%s)", message.key, attempt.trouble, message.subject)
