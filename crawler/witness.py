"""Exchanges as evidence: what Scrapy knows of a request and its answer, in the form that is kept."""

import socket
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType

from scrapy import Request
from scrapy.http import Response

from crawler.evidence import Exchange
from crawler.look import HEARD, PAGE, STEP, UNVERIFIED
from crawler.outcomes import Trouble
from crawler.pages import headers_of
from crawler.rendering.visited import Heard

#: UDP's discard port: connecting a datagram socket to it asks the routing table and sends nothing.
_DISCARD = 9
#: Headers that let somebody in; evidence is handed on, so they are left out.
_SECRET = frozenset({b"authorization", b"cookie", b"proxy-authorization"})


def without_secrets(body: bytes, hidden: Mapping[str, str]) -> bytes:
    """Return *body* with what stands for each secret in the place of it."""
    for secret, instead in hidden.items():
        body = body.replace(secret.encode(), instead.encode())
    return body


def exchange_of_response(
    response: Response, *, moment: datetime, body: str, hidden: Mapping[str, str] = MappingProxyType({})
) -> Exchange:
    """Return the exchange that ended in *response* at *moment*; *body* is the digest of its body.

    What is *hidden* stands nowhere in it.
    """
    request = response.request
    assert request is not None
    peer = str(response.ip_address or "")
    exchange = Exchange(
        asked=_asked(request),
        address=response.url,
        moment=moment.isoformat(),
        status=response.status,
        headers=headers_of(response),
        redirects=_redirects(request),
        tls=_tls(request),
        seen_from=local_address_towards(peer),
        peer=peer,
        body=body,
        rendered="rendered" in response.flags,
        method=request.method,
        sent=_sent(request),
        question=request.body.decode("latin-1"),
        step=request.meta.get(STEP, PAGE),
        flags=tuple(flag for flag in response.flags if flag in {"dataloss", "unsettled"}),
    )
    return _hiding(exchange, hidden)


def exchange_of_heard(exchange: Exchange, heard: Heard, *, body: str) -> Exchange:
    """Return what a script of the page of *exchange* was answered; *body* is the digest of its body."""
    return replace(
        exchange,
        asked=heard.address,
        address=heard.address,
        status=heard.status,
        headers=heard.headers,
        redirects=(),
        tls=exchange.tls if heard.address.startswith("https:") else "none",
        peer="",
        body=body,
        method=heard.method,
        sent=(),
        question="",
        step=HEARD,
    )


def exchange_of_picture(exchange: Exchange, *, body: str) -> Exchange:
    """Return the picture that a browser took of the page of *exchange*, a PNG with the digest *body*."""
    return replace(exchange, headers=(("Content-Type", "image/png"),), body=body, rendered=True)


def exchange_of_failure(
    request: Request, *, moment: datetime, trouble: Trouble, hidden: Mapping[str, str] = MappingProxyType({})
) -> Exchange:
    """Return the exchange in which nothing came back for *request*, and why: the *trouble* it came to.

    What is *hidden* stands nowhere in it.
    """
    exchange = Exchange(
        asked=_asked(request),
        address=request.url,
        moment=moment.isoformat(),
        status=0,
        redirects=_redirects(request),
        tls=_tls(request),
        failure=trouble.note,
        method=request.method,
        sent=_sent(request),
        question=request.body.decode("latin-1"),
        step=request.meta.get(STEP, PAGE),
        outcome=trouble.outcome.value,
    )
    return _hiding(exchange, hidden)


def _hiding(exchange: Exchange, hidden: Mapping[str, str]) -> Exchange:
    def shown(text: str) -> str:
        return without_secrets(text.encode(), hidden).decode()

    return replace(
        exchange,
        asked=shown(exchange.asked),
        address=shown(exchange.address),
        redirects=tuple((shown(address), reason) for address, reason in exchange.redirects),
        failure=shown(exchange.failure),
        question=shown(exchange.question),
    )


def skew_of(response: Response, *moments: datetime) -> float | None:
    """Return by how many seconds the server's Date was ahead of the nearest of *moments*; None without one.

    There are two of them where our clock was told to stand at another time: a server of
    the present is then no server with a wrong clock. An answer out of a cache carries an
    Age, and its Date is as old as that.
    """
    try:
        told = parsedate_to_datetime((response.headers.get("Date") or b"").decode("latin-1"))
    except ValueError:
        return None
    if told.tzinfo is None or response.headers.get("Age"):
        return None
    return min(((told - moment).total_seconds() for moment in moments), key=abs)


def local_address_towards(peer: str) -> str:
    """Return our own address on the way to *peer*, or an empty string; nothing is sent."""
    if not peer:
        return ""
    family = socket.AF_INET6 if ":" in peer else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((peer, _DISCARD))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def _sent(request: Request) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in request.headers.items()
        if name.lower() not in _SECRET
        for value in values
    )


def _asked(request: Request) -> str:
    return str(next(iter(request.meta.get("redirect_urls") or ()), request.url))


def _redirects(request: Request) -> tuple[tuple[str, str], ...]:
    addresses = request.meta.get("redirect_urls") or ()
    reasons = request.meta.get("redirect_reasons") or ()
    return tuple((address, str(reason)) for address, reason in zip(addresses, reasons, strict=True))


def _tls(request: Request) -> str:
    if not request.url.startswith("https:"):
        return "none"
    return "unverified" if request.meta.get(UNVERIFIED) else "verified"
