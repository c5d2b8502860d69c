"""A bound on the head of an answer, which Twisted reads for as long as it comes.

Scrapy bounds the body alone; a server that sends headers for ever would fill the
memory until the time-out. Twisted offers no public place for this, so the two
private classes Scrapy itself puts into its connection pool are extended here.
"""

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.exceptions import DownloadFailedError
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, HTTP11ClientProtocol, Request
from twisted.web.iweb import IResponse

#: Bytes of the longest status line and headers that are taken in.
MAX_HEAD = 256 * 1024


def bound_heads(handler: HTTP11DownloadHandler) -> HTTP11DownloadHandler:
    """Return *handler*, its connections cut when the head of an answer passes MAX_HEAD."""
    handler._pool._factory = _BoundedFactory
    return handler


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    _head = 0

    def request(self, request: Request) -> Deferred[IResponse]:
        self._head = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        if self._parser is not None and self._parser.state != BODY:
            self._head += len(data)
        if self._head > MAX_HEAD:
            error = DownloadFailedError("the head of the answer does not end")
            self._giveUp(Failure(error))  # type: ignore[no-untyped-call]
            return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:  # noqa: ARG002, N802
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
