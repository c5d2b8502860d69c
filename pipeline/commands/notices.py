"""``xuncha notice``: what units are told, by the program or by hand."""

from pathlib import Path
from typing import Annotated

import typer

from exporters.notices.card import card_html
from exporters.notices.text import notice_text
from pipeline.commands import notice_record, reminders
from pipeline.commands.options import Now, settings_of
from pipeline.home import write_bytes_whole
from pipeline.kept import newest_snapshot
from pipeline.telling.cards import draw_cards
from pipeline.telling.standing_notice import told_of
from records.errors import InputError
from records.snapshot import Snapshot

Key = Annotated[str, typer.Argument(metavar="[KEY]", help="One column or account, a share as column@unit.")]
Unit = Annotated[str, typer.Option("--unit", metavar="KEY", help="All that this unit has to hear of.")]
Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write the PNG.")]

notice = typer.Typer(
    help="What units are told: by mail each working morning, or by hand with a text or a card.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
notice.command("plan")(reminders.plan)
notice.command("send")(reminders.send)
notice.command("told")(notice_record.told)
notice.command("urge")(reminders.urged)
notice.command("list")(notice_record.log)
notice.command("count")(notice_record.count)


@notice.command("text")
def text(context: typer.Context, key: Key = "", *, unit: Unit = "", now: Now = None) -> None:
    """Print a reminder to be copied into a chat group, of at most 300 characters.

    Of what is late for sure or due soon, by the newest pass.

    Example: xuncha notice text --unit jyj
    """
    typer.echo(notice_text(told_of(_snapshot(context, key, unit, now), key=key, unit=unit)))


@notice.command("card")
def card(context: typer.Context, key: Key = "", *, out: Out, unit: Unit = "", now: Now = None) -> None:
    """Draw a reminder as a picture (PNG) for a chat group, with a code that leads to each page.

    Of what is late for sure or due soon, by the newest pass.

    Example: xuncha notice card --unit jyj --out jyj.png
    """
    snapshot = _snapshot(context, key, unit, now)
    (drawn,) = draw_cards([card_html(told_of(snapshot, key=key, unit=unit))], settings=settings_of(context))
    try:
        write_bytes_whole(out, drawn)
    except OSError as error:
        raise InputError(f"{out}: cannot be written ({error.strerror}); name another by --out") from error
    typer.echo(out)


def _snapshot(context: typer.Context, key: str, unit: str, now: Now) -> Snapshot:
    if bool(key) == bool(unit):
        raise InputError("notice: name either a column or account, or --unit KEY")
    return newest_snapshot(settings_of(context), until=now)
