"""What a step of the spider's ladder is given, and what it gives back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.clock import Clock
from crawler.guard import Guard
from crawler.look import LOOK, STEP, Look, look_of
from crawler.outcomes import KeptTrouble, Trouble, of_exception
from crawler.readers.apis.api import Ask
from crawler.readers.reading import Reading
from records.observation import Observation, Outcome

#: A look that has begun is finished before the next one starts on the same host.
SOONER = 10

#: Outcomes after which a page rendered is as good as none, and a target's next source is tried.
NO_ANSWER = frozenset(
    {
        Outcome.SHELL,
        Outcome.UNREADABLE,
        Outcome.BLOCKED,
        Outcome.MAINTENANCE,
        Outcome.UNREACHABLE,
        Outcome.GONE,
    }
)

Step = Request | Observation


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the ladder has come to so far, and the response it was read from."""

    reading: Reading
    response: Response


class Climber(Protocol):
    """What a step needs of the spider."""

    guard: Guard
    clock: Clock
    settings: BaseSettings

    def read(self, response: Response, look: Look) -> Reading:
        """Return what *response* says of the target."""

    def answer(self, look: Look, answer: Answer) -> Step:
        """Return what follows from *answer*: a step that was not tried yet, or the end of the look."""

    def conclude(self, look: Look, answer: Answer) -> Step:
        """Return the end of the look, or its next source, once *answer* is all that can be had."""

    def witness(self, look: Look, response: Response) -> None:
        """Keep the exchange that ended in *response*."""

    def witness_failure(self, look: Look, request: Request, trouble: Trouble) -> None:
        """Keep the exchange in which nothing came back."""


def asking(
    look: Look,
    ask: Ask,
    *,
    step: str,
    answered: Callable[[Response], Iterator[Step]],
    failed: Callable[[Failure], Iterator[Step]],
) -> Request:
    """Return the request that sends *ask* in a *step* of a look that has begun."""
    return Request(
        ask.url,
        method=ask.method,
        headers={**look.headers, **dict(ask.headers)},
        body=ask.body,
        callback=answered,
        errback=failed,
        meta={LOOK: look, STEP: step},
        priority=SOONER,
    )


def broken_off(failure: Failure) -> tuple[Request, Look, Trouble]:
    """Return the request that *failure* ended, its look, and what it says of the target."""
    request: Request = vars(failure)["request"]  # Scrapy puts it there
    error = cast(Exception, failure.value)
    trouble = error.trouble if isinstance(error, KeptTrouble) else of_exception(error)
    return request, cast(Look, look_of(request.meta)), trouble
