"""``xuncha outbox``: what is on its way, and sending it now."""

import json
from collections.abc import Iterator
from typing import Annotated

import typer

from exporters.markup import printable, shortened
from pipeline.clock import clock_at
from pipeline.commands.options import AsJson, Now, settings_of
from pipeline.kept import kept_store
from pipeline.telling.outbox import empty_outbox
from records.errors import InputError
from records.notice import Fate
from records.outgoing import Outgoing

Ended = Annotated[bool, typer.Option("--all", help="What was sent, given up and withdrawn too.")]
Key = Annotated[str, typer.Argument(metavar="KEY", help="The message's key, as `xuncha outbox list` has it.")]

_TROUBLE_LENGTH = 160

outbox = typer.Typer(
    help="What is on its way to people: mails and messages, each kept until its server has taken it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@outbox.command("list")
def list_messages(context: typer.Context, *, all_: Ended = False, as_json: AsJson = False) -> None:
    """Print what waits and what was given up, oldest first.

    Example: xuncha outbox list
    """
    wanted = set(Fate) if all_ else {Fate.WAITING, Fate.GIVEN_UP}
    with kept_store(settings_of(context)) as store:
        found = [message for message in store.postbox.messages() if message.fate in wanted]
    for line in _json_lines(found) if as_json else _lines(found):
        typer.echo(line)


@outbox.command("deliver")
def deliver(context: typer.Context, *, now: Now = None) -> None:
    """Try every message that is due, once; `xuncha serve` does so each minute.

    Example: xuncha outbox deliver
    """
    settings = settings_of(context)
    with kept_store(settings) as store:
        done = empty_outbox(settings, store, clock=clock_at(now))
    typer.echo(f"{done.sent} sent, {done.put_off} put off, {done.given_up} given up")


@outbox.command("retry")
def retry(context: typer.Context, key: Key, *, now: Now = None) -> None:
    """Let a message that was given up be tried again, once what was wrong is mended.

    Example: xuncha outbox retry digest.2026-W47.office
    """
    settings, clock = settings_of(context), clock_at(now)
    with kept_store(settings) as store:
        if not store.postbox.try_again(key, at=clock()):
            raise InputError(f"{key}: no message of that key was given up; `xuncha outbox list` has them")
    typer.echo(f"{key}: is tried again with the next delivery")


def _lines(found: list[Outgoing]) -> Iterator[str]:
    for message in found:
        trouble = f"  ({shortened(message.trouble, _TROUBLE_LENGTH)})" if message.trouble else ""
        people = (*message.taken_by, *message.recipients)
        to = ", ".join(map(printable, people)) if message.channel == "mail" else message.channel
        yield f"{message.fate}  {message.key}  {printable(message.subject)}  to {to}{trouble}"
    if not found:
        yield "nothing waits, and nothing was given up"


def _json_lines(found: list[Outgoing]) -> Iterator[str]:
    for message in found:
        yield json.dumps(
            {
                "key": message.key,
                "channel": message.channel,
                "recipients": message.recipients if message.channel == "mail" else [],
                "taken_by": message.taken_by if message.channel == "mail" else [],
                "subject": message.subject,
                "fate": message.fate,
                "attempts": message.attempts,
                "made_at": message.made_at.isoformat(),
                "next_at": message.next_at and message.next_at.isoformat(),
                "ended_at": message.ended_at and message.ended_at.isoformat(),
                "trouble": message.trouble,
            },
            ensure_ascii=False,
        )
