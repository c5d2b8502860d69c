"""Evidence: every answer as it came, under the digest of its bytes.

    bodies/ab/<sha256 of the body>.gz            the body, compressed the same way every time
    exchanges/ab/<sha256 of the JSON>.json       who was asked when, what came back, and the body's digest

A file is complete or not there: it is written beside its place, synced and
renamed. Names come from digests alone, never from anything a server said.
"""

import gzip
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from records.errors import OutsideError

_PAIRS = ("headers", "redirects", "sent")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One question to a server and what came of it, redirects included."""

    #: The address first asked, and the one that answered.
    asked: str
    address: str
    #: When the answer was complete, ISO 8601 with its offset.
    moment: str
    #: The HTTP status; 0 where nothing came back.
    status: int
    #: The headers as sent, names and values, repeated ones repeated.
    headers: tuple[tuple[str, str], ...] = ()
    #: Addresses left behind on the way, each with the status that said so.
    redirects: tuple[tuple[str, str], ...] = ()
    #: ``none`` for plain http, ``verified``, or ``unverified``.
    tls: str = "none"
    #: Our own address on the network it was seen from, and the server's or the proxy's.
    seen_from: str = ""
    peer: str = ""
    #: Why nothing came back; empty where something did.
    failure: str = ""
    #: The digest of the body as the reader got it, content coding undone; empty without one.
    body: str = ""
    #: The body is the document that a browser made of the answer, and not the answer.
    rendered: bool = False
    #: What was asked: the method, our headers without what lets us through a proxy, and the body.
    method: str = "GET"
    sent: tuple[tuple[str, str], ...] = ()
    question: str = ""
    #: The step of the look it was asked for.
    step: str = "page"
    #: What was wrong with the answer's coming: ``dataloss``, ``unsettled``.
    flags: tuple[str, ...] = ()
    #: The outcome that the failure came to; empty where something came back.
    outcome: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether the body is a picture that a browser took of the page."""
        kinds = (value for name, value in self.headers if name.lower() == "content-type")
        return self.rendered and any(kind.startswith("image/") for kind in kinds)


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much evidence there is."""

    files: int
    bytes: int

    def __str__(self) -> str:
        return f"{self.bytes / 1e6:.1f} MB in {self.files} files"


class MissingEvidence(OutsideError):  # noqa: N818 - what was found, as with the other errors
    """A file of the evidence is not there: it expired, or was lost."""


class DamagedEvidence(OutsideError):  # noqa: N818
    """A file of the evidence is not what was kept: its digest is another one."""


class EvidenceStore:
    """The evidence under one folder; one process writes at a time."""

    def __init__(self, folder: Path, *, remove: Callable[[Path], None] = Path.unlink) -> None:
        self._folder = folder
        self._remove = remove
        self._unfinished = folder / "unfinished"
        self._mark = folder / "cleaning"

    def sweep(self) -> None:
        """Remove what a killed process left half written; nothing refers to it."""
        for left in self._unfinished.glob("*"):
            left.unlink(missing_ok=True)

    def keep_body(self, body: bytes) -> str:
        """Keep *body* and return its digest; keeping it again changes nothing."""
        digest = hashlib.sha256(body).hexdigest()
        self._write(self._body(digest), gzip.compress(body, mtime=0))
        return digest

    def keep(self, exchange: Exchange) -> str:
        """Keep *exchange* and return the digest of its JSON; its body must be kept already."""
        text = json.dumps(asdict(exchange), ensure_ascii=False, sort_keys=True, indent=1).encode()
        digest = hashlib.sha256(text).hexdigest()
        self._write(self._exchange(digest), text)
        return digest

    def read(self, digest: str) -> bytes:
        """Return the body with that *digest*; MissingEvidence or DamagedEvidence where it is not as kept."""
        try:
            body = gzip.decompress(self._bytes(self._body(digest)))
        except (gzip.BadGzipFile, EOFError, OSError) as error:
            raise _damaged(self._body(digest)) from error
        return _checked(body, digest, self._body(digest))

    def exchange(self, digest: str) -> Exchange:
        """Return the exchange with that *digest*; MissingEvidence or DamagedEvidence as for a body."""
        path = self._exchange(digest)
        fields: dict[str, Any] = json.loads(_checked(self._bytes(path), digest, path))
        for name in _PAIRS:
            fields[name] = tuple((key, value) for key, value in fields.get(name, ()))
        return Exchange(**fields | {"flags": tuple(fields.get("flags", ()))})

    def exchanges(self) -> Iterator[str]:
        """Yield the digest of every exchange there is."""
        for path in sorted(self._folder.glob("exchanges/??/*.json")):
            yield path.stem

    def size(self) -> Size:
        """Return how much there is of it all."""
        files = [path.stat().st_size for path in self._folder.rglob("*") if path.is_file()]
        return Size(files=len(files), bytes=sum(files))

    @property
    def is_being_cleaned(self) -> bool:
        """Whether a clean-up was begun and has not ended."""
        return self._mark.exists()

    @contextmanager
    def cleaning(self) -> Iterator[None]:
        """Leave a mark while the block removes evidence; it stays where the block did not get to its end."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._mark.touch()
        yield
        self._mark.unlink()

    def remove_exchange(self, digest: str) -> None:
        """Remove the exchange with that *digest*; its body may be another's too, and stays."""
        self._remove(self._exchange(digest))

    def remove_unnamed_bodies(self) -> None:
        """Remove every body that no exchange names.

        Raises DamagedEvidence, and removes nothing, where an exchange cannot be read: nobody
        knows which body is its own.
        """
        named = {self._body_named_in(self._exchange(digest)) for digest in self.exchanges()}
        for path in sorted(self._folder.glob("bodies/??/*.gz")):
            if path.stem not in named:
                self._remove(path)

    def _body_named_in(self, path: Path) -> str:
        try:
            return str(json.loads(self._bytes(path))["body"])
        except (ValueError, KeyError, TypeError) as error:
            raise _damaged(path) from error

    def _body(self, digest: str) -> Path:
        return self._folder / "bodies" / _shelf(digest) / f"{digest}.gz"

    def _exchange(self, digest: str) -> Path:
        return self._folder / "exchanges" / _shelf(digest) / f"{digest}.json"

    def _bytes(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            raise MissingEvidence(f"{path}: this evidence is missing; it expired, or restore it") from error

    def _write(self, path: Path, content: bytes) -> None:
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        self._unfinished.mkdir(parents=True, exist_ok=True)
        beside = self._unfinished / path.name
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)


def _shelf(digest: str) -> str:
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is not a digest")
    return digest[:2]


def _checked(content: bytes, digest: str, path: Path) -> bytes:
    if hashlib.sha256(content).hexdigest() != digest:
        raise _damaged(path)
    return content


def _damaged(path: Path) -> DamagedEvidence:
    return DamagedEvidence(f"{path}: this evidence is damaged; restore it from a backup")
