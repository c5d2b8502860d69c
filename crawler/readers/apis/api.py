"""What a list API is to us: the request a page's script would make, and how its answer reads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from crawler.readers.apis.frame import Frame
from crawler.readers.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One request, ready to be sent by whoever may: where it leads has been checked by nobody yet."""

    url: str
    method: str = "GET"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Found:
    """An API that a page was found to use."""

    #: Its name in the catalogue, which reads the answer.
    name: str
    ask: Ask


class ReadAnswer(Protocol):
    """Reads an answer's bytes; whatever they are, it returns a Reading."""

    def __call__(self, body: bytes, *, address: str, now: datetime) -> Reading:
        """Return what the answer *body* lists, its links seen from the page at *address*."""


@dataclass(frozen=True, kw_only=True)
class ListApi:
    """One family of list APIs."""

    #: The request for the first page of this page's own column, or None.
    find: Callable[[Frame], Ask | None]
    read: ReadAnswer
