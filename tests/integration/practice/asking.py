"""A plain client of the practice county, which follows nothing and keeps no cookie by itself."""

import json
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from typing import Any
from urllib.parse import urlsplit

from practice.county import Account
from practice.history import Item, history_of
from practice.platforms.stores import with_app
from practice.yanlian import SHOWN_AT, yanlian

#: 演练县 with an app, and its history.
COUNTY = with_app(yanlian())
HISTORY = history_of(COUNTY)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What came back."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def data(self) -> Any:
        return json.loads(self.body)

    @property
    def cookie(self) -> str:
        """What a browser would send back."""
        return "; ".join(one.partition(";")[0] for one in self.headers.get_all("Set-Cookie", []))


def begin(address: str, *, posted: bytes | None = None, **headers: str) -> HTTPConnection:
    """Send a request and return its connection, without waiting for the answer."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET" if posted is None else "POST", path, posted, named)
    return connection


def finish(connection: HTTPConnection) -> Told:
    """Return the answer to what was begun."""
    answer = connection.getresponse()
    told = Told(status=answer.status, headers=answer.headers, body=answer.read())
    connection.close()
    return told


def ask(address: str, *, posted: bytes | None = None, **headers: str) -> Told:
    """Return the answer to a request, a POST where something is *posted*."""
    return finish(begin(address, posted=posted, **headers))


def post(address: str, data: object) -> Told:
    """Return the answer to *data*, posted as JSON."""
    return ask(address, posted=json.dumps(data).encode(), Content_Type="application/json")


def account(key: str) -> Account:
    """Return the account of that key."""
    return COUNTY.account(key)


def newest(key: str) -> Item:
    """Return what the account published last before the moment the county is shown at."""
    return HISTORY.published(key, SHOWN_AT)[0]
