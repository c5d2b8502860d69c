"""Failures as outcomes."""

from gzip import BadGzipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectionLost
from twisted.python.failure import Failure
from twisted.web.client import ResponseNeverReceived

from crawler.guard import AddressRefused
from crawler.outcomes import MAX_NOTE, Trouble, of_defect, of_exception, of_move, of_response, one_line
from crawler.sites import HostSilent
from records.observation import Outcome

PAGE = b"<html><body><ul><li><a href='/a'>x</a></li></ul></body></html>"


def chained(error: Exception, *reasons: Exception) -> Exception:
    """Return *error* as Scrapy raises it: caused by Twisted's list of failures."""
    error.__cause__ = ResponseNeverReceived([Failure(reason) for reason in reasons])
    return error


@pytest.mark.parametrize(
    ("error", "outcome", "words"),
    [
        (CannotResolveHostError("x"), Outcome.UNREACHABLE, "DNS"),
        (DownloadConnectionRefusedError("x"), Outcome.UNREACHABLE, "refused"),
        (DownloadTimeoutError("Getting x took longer"), Outcome.UNREACHABLE, "time-out: Getting x"),
        (TunnelError("Could not open"), Outcome.UNREACHABLE, "proxy: Could not open"),
        (BadGzipFile("Not a gzipped file"), Outcome.UNREADABLE, "content coding"),
        (ConnectionResetError("reset"), Outcome.UNREACHABLE, "reset"),
        (chained(DownloadFailedError("[]"), ConnectionLost()), Outcome.UNREACHABLE, "lost"),
        (
            chained(
                DownloadFailedError("[]"), SSL.Error([("SSL routines", "", "certificate verify failed")])
            ),
            Outcome.UNREACHABLE,
            "TLS: certificate verify failed",
        ),
        (chained(DownloadFailedError("[]"), VerificationError([])), Outcome.UNREACHABLE, "another host"),
        (DownloadCancelledError("9000000 bytes"), Outcome.UNREADABLE, "too big"),
        (IgnoreRequest("… exceeded DOWNLOAD_MAXSIZE (8 B)"), Outcome.UNREADABLE, "too big"),
        (IgnoreRequest("max redirections reached"), Outcome.UNREACHABLE, "loop"),
        (IgnoreRequest("Forbidden by robots.txt"), Outcome.BLOCKED, "robots.txt"),
        (IgnoreRequest("something new"), Outcome.UNREADABLE, "something new"),
        (AddressRefused("no such host"), Outcome.UNREADABLE, "refused by the address guard: no such host"),
        (HostSilent("too often"), Outcome.UNREACHABLE, "too often"),
        (ZeroDivisionError("oh"), Outcome.UNREADABLE, "ZeroDivisionError: oh"),
    ],
)
def test_each_failure_has_its_outcome_and_note(error: Exception, outcome: Outcome, words: str) -> None:
    trouble = of_exception(error)
    assert trouble.outcome is outcome
    assert words in trouble.note


def test_a_defect_of_ours_is_never_called_the_hosts() -> None:
    assert of_defect(OSError("No space left on device")).outcome is Outcome.UNREADABLE


def answered(
    status: int = 200, *, body: bytes = PAGE, kind: str = "text/html", to: str = ""
) -> Trouble | None:
    return of_response(status, content_type=kind, location=to, body=body)


def outcome_of(trouble: Trouble | None) -> Outcome | None:
    return trouble.outcome if trouble else None


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, None),
        (203, None),
        (304, Outcome.UNCHANGED),
        (400, Outcome.UNREADABLE),
        (401, Outcome.BLOCKED),
        (403, Outcome.BLOCKED),
        (404, Outcome.GONE),
        (405, Outcome.BLOCKED),
        (408, Outcome.UNREACHABLE),
        (410, Outcome.GONE),
        (412, Outcome.BLOCKED),
        (429, Outcome.BLOCKED),
        (500, Outcome.UNREACHABLE),
        (502, Outcome.UNREACHABLE),
        (503, Outcome.UNREACHABLE),
        (521, Outcome.BLOCKED),
        (522, Outcome.UNREACHABLE),
        (302, Outcome.UNREACHABLE),
    ],
)
def test_each_status_has_its_outcome(status: int, outcome: Outcome | None) -> None:
    assert outcome_of(answered(status)) is outcome


def test_a_302_to_another_scheme_is_the_guards_refusal() -> None:
    trouble = answered(302, to="file:///etc/passwd")
    assert trouble == Trouble(
        outcome=Outcome.UNREADABLE, note="refused by the address guard: redirects to file:///etc/passwd"
    )


def test_a_202_blocks_only_when_it_brings_a_script() -> None:
    assert outcome_of(answered(202)) is None
    assert outcome_of(answered(202, body=b"<SCRIPT>go()</SCRIPT>")) is Outcome.BLOCKED


@pytest.mark.parametrize("body", [b"", b" \r\n\t"])
def test_an_empty_answer_is_unreadable_and_not_a_blank_column(body: bytes) -> None:
    assert outcome_of(answered(body=body)) is Outcome.UNREADABLE


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", b"%PDF-1.7 ..."),
        ("text/html", b"\x89PNG\r\n\x1a\n"),
        ("", b"abc\0def"),
        ("image/png", b"whatever"),
        ("application/octet-stream", b"plain words"),
    ],
)
def test_what_is_not_a_page_is_unreadable(kind: str, body: bytes) -> None:
    trouble = answered(kind=kind, body=body)
    assert trouble is not None
    assert trouble.outcome is Outcome.UNREADABLE
    assert trouble.note.startswith("not a page")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/octet-stream", PAGE),
        ("", PAGE),
        ("application/json", b'{"data": []}'),
        ("text/html", "\ufeff<html>".encode("utf-16-le") + PAGE),
    ],
)
def test_a_page_with_the_wrong_label_is_still_read(kind: str, body: bytes) -> None:
    assert answered(kind=kind, body=body) is None


@pytest.mark.parametrize(
    "home", ["http://a.test/", "http://a.test", "http://a.test/index.html", "http://b.test/default.aspx"]
)
def test_a_column_that_redirects_to_a_home_page_is_not_read_as_that_column(home: str) -> None:
    assert outcome_of(of_move("http://a.test/xwzx/", home)) is Outcome.UNREADABLE


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("http://a.test/xwzx/", "http://a.test/xwzx/index.html"),
        ("http://a.test/", "https://a.test/"),
        ("http://a.test/index.html", "http://a.test/"),
        ("http://a.test/xwzx", "http://a.test/?column=3"),
    ],
)
def test_other_redirects_are_read(asked: str, answer: str) -> None:
    assert of_move(asked, answer) is None


@given(st.text())
def test_a_note_is_one_short_printable_line(text: str) -> None:
    line = one_line(text)
    assert len(line) <= MAX_NOTE
    assert line.isprintable()


@given(st.integers(100, 599), st.binary(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_no_answer_whatever_breaks_the_mapping(status: int, body: bytes, kind: str, location: str) -> None:
    trouble = of_response(status, content_type=kind, location=location, body=body)
    assert trouble is None or isinstance(trouble.outcome, Outcome)
