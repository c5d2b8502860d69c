"""What an answer means for us: taken, mend our set-up, refused for good, or try again later."""

import json
from collections.abc import Mapping
from enum import Enum, auto
from http import HTTPStatus
from typing import Any

from exporters.markup import shortened
from exporters.messages.destination import Destination
from exporters.messages.wire import Answer
from records.errors import InputError, OutsideError, XunchaError

#: How much of an answer an error repeats, in characters.
_SAID_LENGTH = 200

#: Statuses that mending our set-up helps with: who we are, how we get there, and an address that moved.
_OURS = frozenset({401, 403, 405, 407, *range(300, 400)})
#: Statuses in the four hundreds that pass.
_PASSING = frozenset({408, 421, 423, 425, 429})


class Means(Enum):
    """What a robot's code comes to."""

    #: Trying later may help.
    PASSING = auto()
    #: Our set-up is wrong.
    OURS = auto()
    #: This message, or this robot, is refused for good.
    FOR_GOOD = auto()


#: A robot's codes, each with what it means and what to do; one that is not here is taken as passing.
Codes = Mapping[int, tuple[Means, str]]


def raise_for_status(destination: Destination, answer: Answer) -> None:
    """Return where the answer's status says that the message was taken; raises what it means else."""
    if error := by_status(destination, answer.status):
        raise error


def raise_for_code(destination: Destination, answer: Answer, codes: Codes) -> None:
    """Return where a robot took the message; raises what its code means else.

    Robots answer refusals with the status 200 too, and the code in JSON.
    """
    told = _told(answer.body)
    code = told.get("errcode")
    if not isinstance(code, int) or isinstance(code, bool):
        raise_for_status(destination, answer)
        raise OutsideError(
            f"{destination.place}: what came back is no robot's answer; see whether a log-in page or another "
            "server stands between, and try again later"
        )
    if code == 0:
        return
    said = f"{code} {shortened(destination.hidden(str(told.get('errmsg', ''))), _SAID_LENGTH)}".strip()
    means, remedy = codes.get(code, (Means.PASSING, "try again later"))
    raise _error(f"{destination.place}: refused ({said}); {remedy}", means)


def by_status(destination: Destination, status: int) -> XunchaError | None:
    """Return what an HTTP *status* means, or None where it says that the message was taken."""
    if 200 <= status < 300:
        return None
    answered = f"{destination.place}: answered {status}{_phrase(status)}"
    if status in _OURS:
        remedy = (
            "name the address it leads to" if status < 400 else "mend the address, its secret or the proxy"
        )
        return InputError(f"{answered}; {remedy}")
    if 400 <= status < 500 and status not in _PASSING:
        return OutsideError(f"{answered}; it takes no such message there: see to the address", permanent=True)
    return OutsideError(f"{answered}; try again later")


def _error(words: str, means: Means) -> XunchaError:
    if means is Means.OURS:
        return InputError(words)
    return OutsideError(words, permanent=means is Means.FOR_GOOD)


def _told(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _phrase(status: int) -> str:
    return f" {HTTPStatus(status).phrase}" if status in set(HTTPStatus) else ""
