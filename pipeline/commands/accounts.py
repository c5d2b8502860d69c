"""``xuncha account``: what people give by hand of new-media accounts, and the sheet they go by."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from exporters.markup import printable
from pipeline.clock import clock_at
from pipeline.commands.options import AsJson, Now, parsed_moment, settings_of
from pipeline.commands.passes import print_standing
from pipeline.exporting import export_sheet
from pipeline.given_links import give_link, links_store
from pipeline.kept import newest_snapshot
from pipeline.looked import Said, newer_entry, seen_by_person
from pipeline.run import judge_again
from pipeline.taking import LINKS, take_links

Key = Annotated[str, typer.Argument(metavar="KEY", help="The account's key.")]
Url = Annotated[str, typer.Argument(metavar="URL", help="The link of its newest article, whole, in quotes.")]
Giver = Annotated[str, typer.Option("--by", metavar="NAME", help="Who gives it: the name goes on record.")]
Folder = Annotated[
    Path | None,
    typer.Argument(metavar="[FOLDER]", help="Where the files were dropped; XUNCHA_HOME/links without it."),
]
Newest = Annotated[str, typer.Option("--newest", metavar="DAY", help="The day of its newest post.")]
Title = Annotated[str, typer.Option("--title", help="That post's title.")]
Never = Annotated[bool, typer.Option("--none", help="It never posted anything.")]
Gone = Annotated[bool, typer.Option("--gone", help="It is cancelled, migrated or frozen.")]
Looker = Annotated[str, typer.Option("--by", metavar="NAME", help="Who looked: the name goes on record.")]
At = Annotated[
    datetime | None,
    typer.Option("--at", parser=parsed_moment, metavar="MOMENT", help="When she looked; now without it."),
]
Picture = Annotated[
    Path | None, typer.Option("--picture", metavar="FILE", help="A PNG or JPEG of it, kept as evidence.")
]

Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Where to; into XUNCHA_HOME/exports without it.")
]

account = typer.Typer(
    help="What people give by hand of accounts: links, their own looks, the sheet they go by (人工核查单).",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@account.command("link")
def link(context: typer.Context, key: Key, url: Url, *, by: Giver = "", now: Now = None) -> None:
    """Put the link of an account's newest article on record; nothing is taken off it.

    Example: xuncha account link wx-zfb 'https://mp.weixin.qq.com/s/…' --by 王某
    """
    settings, clock = settings_of(context), clock_at(now)
    kept = give_link(settings, key, url, by=by, now=clock())
    typer.echo(f"{key}: the link is on record" if kept else f"{key}: the link was on record already")


@account.command("take")
def take(context: typer.Context, folder: Folder = None, *, now: Now = None) -> None:
    """Take in the files of links that were dropped into a folder: .txt, .csv and .xlsx.

    A text file has a link a line, with the account's key or name and a tab before it where
    the link does not say whose it is; the others have the columns 账号 (key or name) and 链接.
    A line that cannot be used is named with its file and remedy, here and in a file beside
    it; then the exit code is 2. Taking the same twice changes nothing.

    Example: xuncha account take
    """
    settings, clock = settings_of(context), clock_at(now)
    found = faults = 0
    for taken in take_links(settings, folder=folder, now=clock()):
        found += 1
        typer.echo(f"{taken.file.name}: {taken.new} new, {taken.known} known, {len(taken.faults)} not usable")
        for fault in taken.faults:
            typer.echo(f"xuncha: {fault}", err=True)
        faults += len(taken.faults)
    if not found:
        typer.echo(f"nothing to take; drop .txt, .csv or .xlsx files into {folder or settings.home / LINKS}")
    if faults:
        raise typer.Exit(2)


@account.command("looked")
def looked(
    context: typer.Context,
    key: Key,
    *,
    newest: Newest = "",
    title: Title = "",
    none: Never = False,
    gone: Gone = False,
    by: Looker = "",
    at: At = None,
    picture: Picture = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Put a person's own look at an account on record (人工查看), and judge again by it.

    It proves what it says, as a complete look of ours would; her name stands beside it.

    Example: xuncha account looked wx-zfb --newest 2026-11-20 --by 王某 --picture wx-zfb.png
    """
    settings, clock = settings_of(context), clock_at(now)
    said = Said(newest=newest, none=none, gone=gone, title=title)
    look, seen = seen_by_person(settings, key, said, by=by, picture=picture, at=at, now=clock())
    with links_store(settings) as store:
        newer = newer_entry(store, look)
    snapshot = judge_again(settings, key, clock=clock, frozen=now is not None, seen=seen)
    if newer:
        told = printable(f"{newer.published_on} {newer.title}")
        typer.echo(f"{key}: an earlier look saw a later post, {told}; see whether it stands", err=True)
    print_standing(snapshot, as_json=as_json, key=key)


@account.command("sheet")
def sheet(context: typer.Context, *, out: Out = None, now: Now = None) -> None:
    """Write the sheet of the accounts that a person has to look at (人工核查单), to be printed on A4.

    Those of whom nothing is known, and those of which no source can prove that nothing was
    posted, by the day by which somebody has to look, each with a code to be scanned.

    Example: xuncha account sheet --out 核查单.html
    """
    settings, clock = settings_of(context), clock_at(now)
    typer.echo(export_sheet(settings, newest_snapshot(settings, until=now), out=out, now=clock()))
