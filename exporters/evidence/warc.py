"""A dossier as a web archive (WARC 1.1, ISO 28500:2017), to be opened in any web-archive player."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from exporters.evidence.dossier import Dossier, Exchanged, Witness
from exporters.finding import Judged
from records.observation import PERSON

SOFTWARE = "xuncha/0.1"
#: Ids are made of what a record holds, so that the same evidence gives the same archive.
_NAMESPACE = uuid.UUID("8f8f1b1e-5b0e-5d0c-9a3e-7c1d2a4b6e90")
#: Headers that tell of the bytes on the wire; the body is kept with its codings undone.
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


def write_warc(file: BinaryIO, dossier: Dossier, *, made_at: datetime) -> None:
    """Write everything behind *dossier* to *file*, each record compressed by itself.

    The bodies are the evidence's own bytes. Headers of the wire that no longer fit them
    are kept under another name. What a browser made of a page, and its picture, stand
    under addresses of their own (``urn:rendered:…``, ``urn:view:…``), so that a player
    shows the page as the server sent it. Redirects on the way are told, not made up.
    """
    archive = _Archive(file, made_at)
    archive.about(dossier)
    for witness in dossier.all_witnesses():
        archive.add(witness)


class _Archive:
    """One archive being written."""

    def __init__(self, file: BinaryIO, made_at: datetime) -> None:
        self._writer = WARCWriter(file, gzip=True, warc_version="1.1")
        self._made_at = _moment(made_at)

    def about(self, dossier: Dossier) -> None:
        """Write what made the archive, and what it proves."""
        info = {"software": SOFTWARE, "format": "WARC File Format 1.1", "conformsTo": _STANDARD}
        self._write("", "warcinfo", _fields(info.items()), at=self._made_at)
        fields = _fields(_told(dossier))
        uri = f"urn:xuncha:finding:{dossier.finding.target}"
        self._write(uri, "metadata", fields, at=self._made_at, kind="application/warc-fields")

    def add(self, witness: Witness) -> None:
        """Write one exchange: the question, what came back, and what a player would not show of it."""
        exchange = witness.exchange
        if exchange is None:
            return
        at = _moment(datetime.fromisoformat(exchange.moment))
        if exchange.rendered:
            self._resource(witness, exchange, at)
        else:
            self._question_and_answer(witness, exchange, at)
        fields = _fields(_of_exchange(witness, exchange))
        self._write(exchange.address, "metadata", fields, at=at, kind="application/warc-fields")

    def _resource(self, witness: Witness, exchange: Exchanged, at: str) -> None:
        kinds = [value for name, value in exchange.headers if name.lower() == "content-type"]
        scheme = "urn:view:" if exchange.is_picture else "urn:rendered:"
        if not witness.fault:
            self._write(scheme + exchange.address, "resource", witness.body, at=at, kind=kinds[0])

    def _question_and_answer(self, witness: Witness, exchange: Exchanged, at: str) -> None:
        answered = not exchange.failure and not witness.fault
        answer = _id(witness.digest, "response")
        beside = {"WARC-Concurrent-To": answer} if answered else {}
        peer = {"WARC-IP-Address": exchange.peer} if exchange.peer else {}
        if answered:
            head, body = _answer_head(exchange, len(witness.body)), witness.body
            extra = {"WARC-Record-ID": answer, **peer}
            self._write(exchange.address, "response", body, at=at, head=head, extra=extra)
        question = exchange.question.encode("latin-1")
        head = _question_head(exchange, len(question))
        extra = {"WARC-Record-ID": _id(witness.digest, "request"), **beside}
        self._write(exchange.address, "request", question, at=at, head=head, extra=extra)

    def _write(
        self,
        uri: str,
        type_: str,
        content: bytes,
        *,
        at: str,
        kind: str = "",
        head: StatusAndHeaders | None = None,
        extra: Mapping[str, str] | None = None,
    ) -> None:
        headers = {"WARC-Date": at, "WARC-Record-ID": _id(uri, type_, at, content), **(extra or {})}
        record: Any = self._writer.create_warc_record(
            uri,
            type_,
            payload=BytesIO(content),
            length=len(content),
            warc_content_type=kind,
            warc_headers_dict=headers,
            http_headers=head,
        )
        self._writer.write_record(record)


_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


def _told(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield what the archive proves: each verdict with its rule and its keys, and what could not be added."""
    finding = dossier.finding
    yield "target", finding.target
    yield "name", finding.name
    yield "address", finding.address
    yield "units", finding.unit_names
    for judged in finding.judged:
        yield from _of_verdict(judged)
    for number, look in sorted(dossier.looks.items()):
        paths = ", ".join(look.paths) or ("the page alone" if look.how != PERSON else look.note)
        yield (
            "look",
            f"{number} at {look.seen_at.isoformat()}: {look.outcome}, by {look.how}; paths: {paths}; "
            f"exchanges {' '.join(look.evidence)}",
        )
    for review in dossier.reviews:
        yield "review", f"{review.decision} by {review.by} at {review.reviewed_at.isoformat()} {review.note}"
    for fault in dossier.faults:
        yield "not-in-this-archive", fault


def _of_verdict(judged: Judged) -> Iterator[tuple[str, str]]:
    verdict = judged.verdict
    yield "verdict", " ".join(filter(None, (verdict.state, verdict.certainty, f"({verdict.reason})")))
    yield "judged-at", verdict.judged_at.isoformat()
    yield "rulebook", f"{judged.rulebook.title} {judged.rulebook.number}, version {verdict.rulebook_version}"
    yield "rule", verdict.rule
    yield "clause", verdict.clause
    yield "newest-on", str(verdict.newest_on or "")
    yield "due-on", str(verdict.due_on or "")
    yield "first-key", f"look {verdict.first_key}" if verdict.first_key else ""
    yield "second-key", f"look {verdict.second_key}" if verdict.second_key else ""
    yield "one-source", "yes" if verdict.one_source else ""


def _of_exchange(witness: Witness, exchange: Exchanged) -> Iterator[tuple[str, str]]:
    yield "look", str(witness.look)
    yield "step", exchange.step
    yield "exchange-sha256", witness.digest
    yield "body-sha256", exchange.body
    yield "asked", exchange.asked
    for address, status in exchange.redirects:
        yield "redirected-from", f"{address} ({status})"
    yield "failure", exchange.failure
    yield "not-in-this-archive", witness.fault


def _fields(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Return *pairs* as warc-fields, a line each; those without a value are left out."""
    lines = (f"{name}: {' '.join(value.split())}\r\n" for name, value in pairs if value)
    return "".join(lines).encode()


def _answer_head(exchange: Exchanged, length: int) -> StatusAndHeaders:
    headers = [
        (f"X-Archive-Orig-{name}" if name.lower() in _OF_THE_WIRE else name, value)
        for name, value in exchange.headers
    ]
    known = {status.value: status.phrase for status in HTTPStatus}
    line = f"{exchange.status} {known.get(exchange.status, 'Unknown')}"
    return StatusAndHeaders(line, [*headers, ("Content-Length", str(length))], protocol="HTTP/1.1")


def _question_head(exchange: Exchanged, length: int) -> StatusAndHeaders:
    parts = urlsplit(exchange.address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    names = {name.lower() for name, _ in exchange.sent}
    headers = [] if "host" in names else [("Host", parts.netloc)]
    headers += [pair for pair in exchange.sent if pair[0].lower() != "content-length"]
    headers += [("Content-Length", str(length))] if length else []
    return StatusAndHeaders(f"{exchange.method} {path} HTTP/1.1", headers, is_http_request=True)


def _moment(moment: datetime) -> str:
    """Return *moment* as WARC 1.1 writes it: UTC, to the microsecond where it has any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _id(*parts: object) -> str:
    name = "\n".join(part.hex() if isinstance(part, bytes) else str(part) for part in parts)
    return f"<urn:uuid:{uuid.uuid5(_NAMESPACE, name)}>"
