"""Read saved pages for ``xuncha read``: one answer a page, in order."""

import gzip
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.platforms.catalogue import PLATFORMS
from crawler.readers.article import read_article
from crawler.readers.column_list import NO_HINTS, read_column_list
from crawler.readers.kind import read_page_of_any_kind
from crawler.readers.reading import Reading
from records.civil import parse_moment
from records.errors import InputError
from records.observation import Entry, Outcome
from records.targets import Platform, ReadHints

#: Which reader answers for a kind of page; a page of any other kind is read as a list.
READERS: Mapping[str, Callable[..., Reading]] = {"list": read_column_list, "article": read_article}

PLATFORM = "platform"
#: Kinds a manifest may name; ``home`` and ``other`` are pages of a site that are no column.
KINDS = ("list", "article", "home", "other", PLATFORM)


@dataclass(frozen=True, kw_only=True)
class SavedPage:
    """A page in a file, with what is known of it."""

    #: As it was given: for people, and to be printed back.
    file: str
    path: Path
    #: ``list``, ``article`` or another of KINDS; empty where the page itself has to tell.
    kind: str
    #: Where the page stood, or empty.
    url: str
    #: The moment it is read for, aware.
    now: datetime
    #: The platform it comes from, where it is a page of one.
    platform: Platform | None = None
    #: When a platform's page was fetched, where somebody says so: relative times stand or fall with it.
    seen_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Defaults:
    """What holds for every page that does not say otherwise."""

    #: The moment of reading, and whether somebody gave it.
    now: datetime
    now_given: bool = False
    #: As in SavedPage; a platform by its name.
    kind: str = ""
    url: str = ""
    platform: str = ""


def from_files(files: Sequence[Path], defaults: Defaults) -> list[SavedPage]:
    """Return the pages in *files*; InputError names the first that is not there."""
    return [_page(str(file), file.parent, {"file": file.name}, defaults, shown=str(file)) for file in files]


def from_manifest(manifest: Path, defaults: Defaults) -> list[SavedPage]:
    """Return the pages *manifest* lists: a JSON object a line, ``file`` and what differs from *defaults*.

    Files are relative to the manifest. InputError names the first line that cannot be used.
    """
    try:
        lines = manifest.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{manifest}: cannot be read ({error}); name a UTF-8 file of JSON lines") from error
    pages = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            stated = _stated(f"{manifest}:{number}", line)
            pages.append(_page(f"{manifest}:{number}", manifest.parent, stated, defaults))
    return pages


def read_pages(pages: Sequence[SavedPage], *, hints: ReadHints = NO_HINTS) -> Iterator[Mapping[str, Any]]:
    """Yield for each page what ``--json`` prints of it: outcome, newest date, items, milliseconds.

    The selectors of *hints* say where a list's rows, dates and links are.
    """
    for page in pages:
        body = bytes_of(page)
        start = time.perf_counter()
        kind, reading, account = _read(page, body, hints)
        took = (time.perf_counter() - start) * 1000
        yield _answer(page, kind, reading, account=account, milliseconds=took)


def _read(page: SavedPage, body: bytes, hints: ReadHints) -> tuple[str, Reading, str]:
    """Return what *page* is read as, told from itself where nobody said, its reading, and whose it is."""
    if page.platform:
        told = PLATFORMS[page.platform](body, address=page.url, seen_at=page.seen_at)
        return PLATFORM, told.reading, next(iter(told.account.ids), told.account.name)
    if hints.selects and page.kind != "article":
        kind = page.kind or "list"
        return kind, read_column_list(body, address=page.url, now=page.now, hints=hints), ""
    if not page.kind:
        return *read_page_of_any_kind(body, address=page.url, now=page.now), ""
    return page.kind, READERS.get(page.kind, read_column_list)(body, address=page.url, now=page.now), ""


def _stated(place: str, line: str) -> Mapping[str, Any]:
    try:
        stated = json.loads(line)
    except ValueError as error:
        raise InputError(f"{place}: not JSON ({error}); write one object a line") from error
    if not isinstance(stated, dict) or not isinstance(stated.get("file"), str):
        raise InputError(f'{place}: no file; write {{"file": "a/001.html"}}')
    return stated


def _page(
    place: str, folder: Path, stated: Mapping[str, Any], defaults: Defaults, *, shown: str = ""
) -> SavedPage:
    kind = stated.get("kind") or defaults.kind
    if kind and kind not in KINDS:
        raise InputError(f"{place}: kind {kind!r} cannot be read; write one of {', '.join(KINDS)}")
    try:
        now = parse_moment(stated["now"]) if stated.get("now") else defaults.now
    except (ValueError, TypeError) as error:
        raise InputError(f"{place}: now {stated['now']!r} is no moment; write 2026-11-23") from error
    page = SavedPage(
        file=shown or stated["file"],
        path=folder / stated["file"],
        kind=kind,
        url=str(stated.get("url") or defaults.url),
        now=now,
        platform=_platform(place, kind, stated.get("platform") or defaults.platform),
        seen_at=now if stated.get("now") or defaults.now_given else None,
    )
    if not page.path.is_file():
        raise InputError(f"{place}: there is no file {page.path}; mend the path")
    return page


def _platform(place: str, kind: str, name: object) -> Platform | None:
    """Return the platform of that *name*; what follows a dash (wechat-api, app-apple) is a part of it."""
    if kind not in {"", PLATFORM} or not (name or kind):
        return None
    found = next((each for each in PLATFORMS if each == str(name).partition("-")[0]), None)
    if found is None:
        known = ", ".join(PLATFORMS)
        raise InputError(f"{place}: platform {name or ''!r} cannot be read; write one of {known}")
    return found


def bytes_of(page: SavedPage) -> bytes:
    """Return the bytes of *page*, unpacked where it is gzipped; InputError where it cannot be read."""
    path = page.path
    try:
        return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError) as error:
        raise InputError(f"{path}: cannot be read ({error}); mend the file or leave it out") from error


def _answer(
    page: SavedPage, kind: str, reading: Reading, *, account: str, milliseconds: float
) -> Mapping[str, Any]:
    # What a lower bound shows while it is known not to show the newest is no answer to which that is.
    shown = () if reading.outcome is Outcome.PARTIAL else reading.entries
    dated = [entry for entry in shown if entry.published_on]
    newest = max(dated, key=_when, default=None)
    return {
        "file": page.file,
        "kind": kind,
        "outcome": reading.outcome.value,
        "newest_on": newest.published_on.isoformat() if newest and newest.published_on else None,
        "newest_at": newest.published_at.isoformat() if newest and newest.published_at else None,
        "newest_title": newest.title if newest else None,
        "items": len(reading.entries),
        "found_by": reading.found_by or None,
        "account": account or None,
        "ms": round(milliseconds, 1),
    }


def _when(entry: Entry) -> tuple[str, str]:
    """Order entries by day, then by moment where both show one."""
    day = entry.published_on.isoformat() if entry.published_on else ""
    return day, entry.published_at.isoformat() if entry.published_at else ""
