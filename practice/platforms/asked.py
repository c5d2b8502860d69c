"""What a platform's part is asked and answers with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import parse_qsl

from practice.county import Account
from practice.misdeeds import LONGEST
from practice.platforms.manners import RIGHT, Manner
from practice.wire import Answer, Request

#: Where a page that never finishes loading waits.
NEVER = "/never/ending.svg"
#: One that nobody waits for long enough.
NEVER_THERE = Answer(status=504, takes=LONGEST)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request to a platform, the moment, and whom it is about."""

    request: Request
    now: datetime
    #: None where it is about nobody known.
    account: Account | None = None
    manner: Manner = RIGHT

    @property
    def path(self) -> str:
        """The path that is asked for."""
        return self.request.path

    @property
    def home(self) -> str:
        """The platform's address as the client wrote it, without a slash at its end."""
        return f"http://{self.request.headers.get('host', self.request.host)}"

    @cached_property
    def query(self) -> Mapping[str, str]:
        """The fields of the query."""
        return fields(self.request.query)

    @cached_property
    def posted(self) -> Mapping[str, Any] | None:
        """The object that was posted as JSON, or None where none was."""
        return posted(self.request)

    @property
    def name(self) -> str:
        """What the account is called now; empty where it is nobody's."""
        return self.manner.called or (self.account.name if self.account else "")


class Part(Protocol):
    """Some addresses of a platform."""

    def account_of(self, request: Request) -> Account | None:
        """Return whom *request* is about, or None where that is nobody or no address of this part."""

    def answer(self, asked: Asked) -> Answer | None:
        """Return what is answered, or None where it is no address of this part."""


def fields(text: str) -> Mapping[str, str]:
    """Return the fields of a query or of a posted form."""
    return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=100)) if text.count("&") < 100 else {}


def count(text: str | None, otherwise: int = 0) -> int:
    """Return the number that *text* writes out, or *otherwise* where it is none of a believable length."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 20 else otherwise


def posted(request: Request) -> Mapping[str, Any] | None:
    """Return the object that *request* posts as JSON, or None where it posts none."""
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def page(text: str, *, status: int = 200) -> Answer:
    """Return *text* as a page."""
    return Answer(status=status, body=text.encode())


def told(data: object, *, type_: str = "application/json; charset=utf-8") -> Answer:
    """Return *data* as JSON."""
    return Answer(body=json.dumps(data, ensure_ascii=False).encode(), type=type_)


def sent_to(address: str) -> Answer:
    """Return the answer that sends a client on to *address*."""
    return Answer(status=302, headers=(("Location", address),))


def with_cookies(answer: Answer, cookies: Mapping[str, str]) -> Answer:
    """Return *answer* with *cookies* set for the whole host."""
    lines = tuple(("Set-Cookie", f"{name}={value}; Path=/; HttpOnly") for name, value in cookies.items())
    return replace(answer, headers=(*answer.headers, *lines))
