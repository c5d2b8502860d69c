"""Every way in which a look can fail before its page is read, as an outcome and one line for the engineer.

What a page says with its words (a verification, maintenance, a soft 404) the readers tell.
"""

import gzip
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectError as TwistedConnectError
from twisted.python.failure import Failure

from crawler.guard import AddressRefused
from crawler.readers.reading import Reading
from crawler.readers.walls import is_wall_page, wall_of, wall_words
from crawler.sites import HostSilent
from crawler.tls import tls_problem
from records.observation import Outcome

#: Characters of the longest note.
MAX_NOTE = 200
#: 401 wants a password; 405, 412, 521 and 567 are what common firewalls answer.
_BLOCKED_STATUS = frozenset({401, 403, 405, 412, 418, 429, 451, 521, 567})
#: A password that is asked for, a limit, a law: these refuse without a firewall.
_NO_WALL = frozenset({401, 429, 451})
#: A firewall says in its own pages, too, that what it stands before is down.
_ORIGIN_DOWN = frozenset({500, 502, 503, 504})
_GONE_STATUS = frozenset({404, 410})

_BINARY = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"Rar!")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NOT_TEXT = re.compile(r"(image|audio|video|font)/|application/(pdf|zip|octet-stream|msword|vnd\.)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_HOME = re.compile(r"/?((index|default)\.\w{2,5})?")

#: What unpacking an answer raises; one of them is an OSError, and no fault of the connection.
_BROKEN_CODING = (gzip.BadGzipFile, zlib.error, EOFError)

#: Exceptions that mean the host could not be asked, most special first.
_UNREACHABLE: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, "DNS: the host name has no address"),
    (DownloadConnectionRefusedError, "the connection was refused"),
    (DownloadTimeoutError, "time-out: {error}"),
    (ResponseDataLossError, "the answer was cut short"),
    (TunnelError, "the proxy: {error}"),
    (DownloadFailedError, "the connection failed: {error}"),
    (TwistedConnectError, "no connection: {error}"),
    (OSError, "no connection: {error}"),
)


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Why a look ends without a page to read."""

    outcome: Outcome
    note: str

    def reading(self) -> Reading:
        """Return it in the form a reader's answer has."""
        return Reading(outcome=self.outcome, note=self.note)


class KeptTrouble(Exception):  # noqa: N818 - a failure that is told again
    """A failure that was kept as evidence, told to the spider once more."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.note)
        self.trouble = trouble


def of_exception(error: BaseException) -> Trouble:
    """Return what *error* says of the target.

    A refusal by the guard is UNREADABLE: the host may be up, we chose not to ask,
    and it must not count among the failures of that host.
    """
    if isinstance(error, IgnoreRequest):
        return _of_refusal(error)
    problem = tls_problem(error)
    if problem:
        return _trouble(Outcome.UNREACHABLE, f"TLS: {problem}")
    if isinstance(error, _BROKEN_CODING):
        return _trouble(Outcome.UNREADABLE, f"its content coding is broken: {error}")
    for kinds, words in _UNREACHABLE:
        if isinstance(error, kinds):
            return _trouble(Outcome.UNREACHABLE, words.format(error=_innermost(error)))
    if isinstance(error, DownloadCancelledError):
        return _trouble(Outcome.UNREADABLE, "too big: more bytes than DOWNLOAD_MAXSIZE")
    return _trouble(Outcome.UNREADABLE, f"the look broke off: {type(error).__name__}: {error}")


def of_defect(error: BaseException) -> Trouble:
    """Return the trouble of a page whose reading broke: ours, whatever *error* is, never the host's."""
    return _trouble(Outcome.UNREADABLE, f"the reading broke off: {type(error).__name__}: {error}")


def of_response(
    status: int, *, content_type: str, location: str, body: bytes, headers: Sequence[tuple[str, str]] = ()
) -> Trouble | None:
    """Return why the answer is not a page to read, or None when it is one.

    A refusal's note names the product it is from, where the answer tells. A firewall's
    own page is a refusal under other statuses too, as long as they do not say that what
    it stands before is down: of that nothing was seen.
    """
    for judge in (_of_status(status, location), _of_code(status, body), _of_body(content_type, body)):
        if judge is not None:
            return _named(judge, status, headers, body)
    return None


def of_move(asked: str, answered: str) -> Trouble | None:
    """Return why the page at *answered* is not the one *asked* for, or None when it may be.

    A column that redirects to a home page is a column that is not there; read as a
    list, the home page would show somebody else's news.
    """
    before, after = urlsplit(asked), urlsplit(answered)
    if _HOME.fullmatch(after.path) and not after.query and not _HOME.fullmatch(before.path):
        return _trouble(Outcome.UNREADABLE, f"redirects to the home page {answered}")
    return None


def one_line(text: str) -> str:
    """Return *text* as a short printable line: what a server says ends up in logs and notes."""
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return line if len(line) <= MAX_NOTE else line[: MAX_NOTE - 1] + "…"


def _named(trouble: Trouble, status: int, headers: Sequence[tuple[str, str]], body: bytes) -> Trouble:
    failed = status >= 400 and status not in _ORIGIN_DOWN
    if trouble.outcome is not Outcome.BLOCKED and not (failed and is_wall_page(body)):
        return trouble
    if status in _NO_WALL and not wall_of(status, headers, body):
        return trouble
    return _trouble(Outcome.BLOCKED, f"{trouble.note} ({wall_words(status, headers, body)})")


def _of_refusal(error: IgnoreRequest) -> Trouble:
    text = str(error)
    if isinstance(error, AddressRefused):
        return _trouble(Outcome.UNREADABLE, f"refused by the address guard: {text}")
    if isinstance(error, HostSilent):
        return _trouble(Outcome.UNREACHABLE, text)
    if "robots.txt" in text:
        return _trouble(Outcome.BLOCKED, "robots.txt")
    if "redirections" in text:
        return _trouble(Outcome.UNREACHABLE, "redirects in a loop, or too often")
    if "DOWNLOAD_MAXSIZE" in text:
        return _trouble(Outcome.UNREADABLE, "too big: unpacks to more bytes than DOWNLOAD_MAXSIZE")
    return _trouble(Outcome.UNREADABLE, text)


def _of_status(status: int, location: str) -> Trouble | None:
    if status == 304:
        return _trouble(Outcome.UNCHANGED, "")
    if 300 <= status < 400:
        return _of_redirect(status, location)
    if status in _GONE_STATUS:
        return _trouble(Outcome.GONE, f"HTTP {status}")
    if status in _BLOCKED_STATUS:
        return _trouble(Outcome.BLOCKED, f"HTTP {status}")
    return None


def _of_redirect(status: int, location: str) -> Trouble:
    """Return the trouble of a redirect that Scrapy did not follow."""
    scheme = _SCHEME.match(location.lower())
    if scheme and scheme.group(1) not in {"http", "https"}:
        return _trouble(Outcome.UNREADABLE, f"refused by the address guard: redirects to {location}")
    return _trouble(Outcome.UNREACHABLE, f"HTTP {status} without a place to go")


def _of_code(status: int, body: bytes) -> Trouble | None:
    if status == 202 and b"<script" in body.lower():
        return _trouble(Outcome.BLOCKED, "HTTP 202 with a script: a verification page")
    if status in {407, 408} or status >= 500:
        return _trouble(Outcome.UNREACHABLE, f"HTTP {status}")
    if status >= 400:
        return _trouble(Outcome.UNREADABLE, f"HTTP {status}")
    return None


def _of_body(content_type: str, body: bytes) -> Trouble | None:
    if not body.strip():
        return _trouble(Outcome.UNREADABLE, "an empty answer")
    if _is_binary(content_type.strip().lower(), body):
        return _trouble(Outcome.UNREADABLE, f"not a page: {content_type or 'binary'}")
    return None


def _is_binary(content_type: str, body: bytes) -> bool:
    head = body[:1024]
    if head.startswith(_BINARY) or (b"\0" in head and not head.startswith(_UTF16)):
        return True
    return bool(_NOT_TEXT.match(content_type)) and b"<" not in head


def _innermost(error: BaseException) -> str:
    """Return the words of the first cause of *error*: Scrapy's own often only list Twisted's."""
    reasons = getattr(error.__cause__, "reasons", None) or ()
    words = [str(reason.value) for reason in reasons if isinstance(reason, Failure)]
    return next((each for each in words if each), str(error))


def _trouble(outcome: Outcome, note: str) -> Trouble:
    return Trouble(outcome=outcome, note=one_line(note))
