"""Broken certificates: telling them from other failures, and looking without verifying."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from service_identity import CertificateError, VerificationError
from twisted.python.failure import Failure


def unverified_handler(crawler: Crawler) -> HTTP11DownloadHandler:
    """Return a download handler that verifies no certificate, with connections of its own."""
    settings = Settings(crawler.settings.copy_to_dict())
    settings.set("DOWNLOAD_VERIFY_CERTIFICATES", value=False, priority="cmdline")
    view = SimpleNamespace(settings=settings, signals=crawler.signals, spider=crawler.spider)
    return HTTP11DownloadHandler(cast(Crawler, view))


def tls_problem(error: BaseException) -> str:
    """Return what was wrong between us and the server's TLS, or an empty string when it was not that."""
    for cause in _causes(error):
        if isinstance(cause, SSL.Error):
            return _openssl_words(cause)
        if isinstance(cause, VerificationError | CertificateError):
            return "the certificate is for another host"
    return ""


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield *error* and what it came from: Scrapy chains, Twisted lists failures."""
    while error is not None:
        yield error
        for reason in getattr(error, "reasons", None) or ():
            if isinstance(reason, Failure) and reason.value is not error:
                yield from _causes(reason.value)
        error = error.__cause__


def _openssl_words(error: SSL.Error) -> str:
    queue = error.args[0] if error.args and isinstance(error.args[0], list) else []
    words = "; ".join(str(entry[-1]) for entry in queue)
    return words or "the handshake failed"
