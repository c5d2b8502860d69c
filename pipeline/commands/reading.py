"""``xuncha read``."""

import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.clock import real_clock
from pipeline.commands.options import AsJson, Now
from pipeline.explaining import Why, why, why_data, why_lines
from pipeline.reading import PLATFORM, Defaults, from_files, from_manifest, read_pages
from records.errors import InputError
from records.targets import ReadHints


class Kind(StrEnum):
    """What a page is read as."""

    LIST = "list"
    ARTICLE = "article"
    PLATFORM = "platform"


Files = Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="Saved pages; .gz is unpacked.")]
Manifest = Annotated[Path | None, typer.Option("--manifest", help="A file of JSON lines that lists pages.")]
ReadAs = Annotated[
    Kind | None, typer.Option("--kind", help="What the pages are, where the manifest does not say.")
]
From = Annotated[str, typer.Option("--platform", help="The platform they come from: wechat, weibo, …")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say which lists and dates were weighed, and why one was taken.")
]
Rows = Annotated[str, typer.Option("--rows", help="A CSS selector for a list's rows, to try a hint out.")]
Date = Annotated[str, typer.Option("--date", help="A CSS selector for the date, within a row.")]
Link = Annotated[str, typer.Option("--link", help="A CSS selector for the link, within a row.")]
Url = Annotated[str, typer.Option("--url", help="Where the page stood.")]


def read(
    files: Files = None,
    *,
    manifest: Manifest = None,
    kind: ReadAs = None,
    platform: From = "",
    url: Url = "",
    explain: Explain = False,
    rows: Rows = "",
    date: Date = "",
    link: Link = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Read saved pages and print the newest date of each, in order.

    A platform's page needs --now, the moment it was fetched, where it tells times such as 15小时前.

    Example: xuncha read column.html --url http://www.example.test/xwzx/ --now 2026-11-23
    """
    if bool(files) == bool(manifest):
        raise InputError("xuncha read: name either files or a --manifest")
    hints = ReadHints(rows=rows, date=date, link=link)
    if hints.selects and kind is Kind.ARTICLE:
        raise InputError("xuncha read: --rows, --date and --link are for lists; leave out --kind article")
    defaults = Defaults(
        kind=kind.value if kind else "",
        url=url,
        now=now or real_clock(),
        now_given=now is not None,
        platform=platform,
    )
    pages = from_manifest(manifest, defaults) if manifest else from_files(files or [], defaults)
    for page, answer in zip(pages, read_pages(pages, hints=hints), strict=True):
        asked = explain or (hints.selects and answer["outcome"] != "READ" and not as_json)
        weighed = asked and answer["kind"] != PLATFORM
        reasons = why(page, kind=answer["kind"], hints=hints) if weighed else None
        for line in _told(answer, reasons, as_json=as_json):
            typer.echo(line)


def _told(answer: Mapping[str, Any], reasons: Why | None, *, as_json: bool) -> Iterator[str]:
    if as_json:
        told = {**answer, "explain": why_data(reasons)} if reasons else answer
        yield json.dumps(told, ensure_ascii=False)
        return
    yield _line(answer)
    if reasons:
        yield from why_lines(reasons)


def _line(answer: Mapping[str, Any]) -> str:
    newest = answer["newest_at"] or answer["newest_on"] or "no date"
    title = answer["newest_title"] or ""
    return f"{answer['file']}: {answer['outcome']} {newest} {title} ({answer['items']} items)"
