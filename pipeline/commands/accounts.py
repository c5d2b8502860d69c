"""``xuncha account``: what people give by hand of new-media accounts, and the sheet they go by."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.clock import clock_at
from pipeline.commands.options import Now, settings_of
from pipeline.given_links import give_link
from pipeline.taking import LINKS, take_links

Key = Annotated[str, typer.Argument(metavar="KEY", help="The account's key.")]
Url = Annotated[str, typer.Argument(metavar="URL", help="The link of its newest article, whole, in quotes.")]
Giver = Annotated[str, typer.Option("--by", metavar="NAME", help="Who gives it: the name goes on record.")]
Folder = Annotated[
    Path | None,
    typer.Argument(metavar="[FOLDER]", help="Where the files were dropped; XUNCHA_HOME/links without it."),
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
