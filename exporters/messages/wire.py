"""One POST over HTTP: verified, bounded in time and bytes, never redirected, its address never told."""

import socket
import ssl
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.error import URLError

from exporters.markup import shortened
from exporters.patience import patience
from records.errors import InputError, OutsideError, XunchaError

#: How much of an answer is read, in bytes; no robot says more.
ANSWER_BYTES = 64 << 10
#: How much of what went wrong an error repeats, in characters.
_SAID_LENGTH = 200
#: What the standard library says of a proxy that wants a log-in.
_PROXY_LOG_IN = "Tunnel connection failed: 407"


@dataclass(frozen=True, kw_only=True)
class Wire:
    """How requests leave the house."""

    #: Seconds for each step of a request, and for all of it with its answer.
    timeout: float = 15.0
    whole: float = 60.0
    #: The proxy of each scheme; None for those of the environment (http_proxy, https_proxy, no_proxy).
    proxies: Mapping[str, str] | None = None
    #: The certificates trusted besides the system's, as a PEM file; None for the system's alone.
    ca_file: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: any status there is, and at most ANSWER_BYTES of the body."""

    status: int
    body: bytes


def post(address: str, body: bytes, headers: Mapping[str, str], *, place: str, wire: Wire) -> Answer:
    """Return the answer to *body* posted to *address*, which errors call *place*.

    Raises InputError where TLS or the proxy needs our doing, OutsideError for all else that kept
    an answer from coming.
    """
    request = urllib.request.Request(address, data=body, headers=dict(headers), method="POST")  # noqa: S310
    held: list[socket.socket] = []
    try:
        with patience(wire.whole, lambda: held[-1] if held else None):
            return _answer(_opener(wire, held), request, wire)
    except (OSError, HTTPException, UnicodeError) as error:
        # Without the error itself: what the standard library keeps in it may hold the address.
        raise _told_apart(place, error) from None


def _answer(opener: urllib.request.OpenerDirector, request: urllib.request.Request, wire: Wire) -> Answer:
    with opener.open(request, timeout=wire.timeout) as response:
        return Answer(status=response.status, body=response.read(ANSWER_BYTES))


def _opener(wire: Wire, held: list[socket.socket]) -> urllib.request.OpenerDirector:
    """Return what opens a request without judging its status and without following it anywhere."""
    opener = urllib.request.OpenerDirector()
    opener.addheaders = [("User-Agent", "xuncha")]
    opener.add_handler(urllib.request.ProxyHandler(dict(wire.proxies) if wire.proxies is not None else None))
    opener.add_handler(_HttpHandler(held))
    opener.add_handler(_HttpsHandler(held, _trust(wire)))
    return opener


def _trust(wire: Wire) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if wire.ca_file:
        context.load_verify_locations(cafile=wire.ca_file)
    return context


class _Http(HTTPConnection):
    """A connection that lays its socket into *held*, to be cut off there."""

    def __init__(self, host: str, *, held: list[socket.socket], **settings: Any) -> None:  # noqa: ANN401
        super().__init__(host, **settings)
        self._held = held

    def connect(self) -> None:
        super().connect()
        self._held.append(self.sock)


class _Https(HTTPSConnection):
    """The same with TLS."""

    def __init__(self, host: str, *, held: list[socket.socket], **settings: Any) -> None:  # noqa: ANN401
        super().__init__(host, **settings)
        self._held = held

    def connect(self) -> None:
        super().connect()
        self._held.append(self.sock)


class _HttpHandler(urllib.request.HTTPHandler):
    def __init__(self, held: list[socket.socket]) -> None:
        super().__init__()
        self._held = held

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(partial(_Http, held=self._held), req)


class _HttpsHandler(urllib.request.HTTPSHandler):
    def __init__(self, held: list[socket.socket], context: ssl.SSLContext) -> None:
        super().__init__()
        self._held, self._trusted = held, context

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(partial(_Https, held=self._held, context=self._trusted), req)


def _told_apart(place: str, error: Exception) -> XunchaError:
    reason = error.reason if isinstance(error, URLError) else error
    said = shortened(str(reason), _SAID_LENGTH)
    match reason:
        case ssl.SSLCertVerificationError():
            return InputError(
                f"{place}: the server's certificate is not in order ({reason.verify_message}): "
                "use the host name it was issued for, or have the system trust its issuer"
            )
        case ssl.SSLError() if not isinstance(reason, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return InputError(
                f"{place}: it does not speak TLS there ({reason.reason}): write http:// or another port"
            )
        case UnicodeError():
            return InputError(f"{place}: the host is no name that can be looked up; mend the address")
        case OSError() if said.startswith(_PROXY_LOG_IN):
            return InputError(f"{place}: the proxy asks for a log-in; mend http_proxy and https_proxy")
        case HTTPException() if not isinstance(reason, OSError):
            # What it says is the server's own words, which may repeat what it was asked.
            said = type(reason).__name__
    return OutsideError(
        f"{place}: no answer came ({said}); check that it can be reached, and try again later"
    )
