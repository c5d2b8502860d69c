"""``xuncha message-test``."""

from typing import Annotated

import typer

from exporters.messages.deliver import deliver, deliver_text
from exporters.messages.message import Message
from pipeline.clock import real_clock
from pipeline.commands.options import settings_of
from records.errors import InputError

_TEST = "这是巡查系统发出的测试消息，收到即表示设置正确，不需要回复。"

Name = Annotated[
    str,
    typer.Argument(
        metavar="[NAME]", help="The chat group: the end of XUNCHA_CHAT_<NAME>.", show_default=False
    ),
]
Phones = Annotated[
    list[str] | None,
    typer.Option(
        "--phone", metavar="NUMBER", help="A telephone instead, by the gateway; any number of times."
    ),
]


def message_test(context: typer.Context, name: Name = "", *, phone: Phones = None) -> None:
    """Send one line to a chat group, or to telephones by the gateway that is set, to see that it arrives.

    Example: xuncha message-test UNITS
    """
    settings = settings_of(context)
    now = real_clock()
    message = Message(title="【巡查】测试消息", text=f"【巡查】{_TEST}" if phone else _TEST)
    key = f"test.{now.timestamp():.0f}"
    if bool(name) == bool(phone):
        raise InputError("message-test: name either a chat group or telephones with --phone")
    if phone:
        place = settings.sms_gateway()
        deliver_text(message, place, phones=phone, key=key, sent_at=now)
    else:
        place = settings.chat(name)
        deliver(message, place, key=key, sent_at=now)
    typer.echo(f"{place.place} took a test message")
