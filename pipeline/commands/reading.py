"""``xuncha read``."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.clock import real_clock
from pipeline.commands.options import AsJson, Now
from pipeline.reading import from_files, from_manifest, read_pages
from records.errors import InputError


class Kind(StrEnum):
    """What a page is read as."""

    LIST = "list"
    ARTICLE = "article"


Files = Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="Saved pages; .gz is unpacked.")]
Manifest = Annotated[Path | None, typer.Option("--manifest", help="A file of JSON lines that lists pages.")]
ReadAs = Annotated[
    Kind | None, typer.Option("--kind", help="What the pages are, where the manifest does not say.")
]
Url = Annotated[str, typer.Option("--url", help="Where the page stood.")]


def read(
    files: Files = None,
    *,
    manifest: Manifest = None,
    kind: ReadAs = None,
    url: Url = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Read saved pages and print the newest date of each, in order.

    Example: xuncha read column.html --url http://www.example.test/xwzx/ --now 2026-11-23
    """
    if bool(files) == bool(manifest):
        raise InputError("xuncha read: name either files or a --manifest")
    defaults = {"kind": kind.value if kind else "", "url": url, "now": now or real_clock()}
    pages = from_manifest(manifest, **defaults) if manifest else from_files(files or [], **defaults)  # type: ignore[arg-type]
    for answer in read_pages(pages):
        typer.echo(json.dumps(answer, ensure_ascii=False) if as_json else _line(answer))


def _line(answer: Mapping[str, Any]) -> str:
    newest = answer["newest_at"] or answer["newest_on"] or "no date"
    title = answer["newest_title"] or ""
    return f"{answer['file']}: {answer['outcome']} {newest} {title} ({answer['items']} items)"
