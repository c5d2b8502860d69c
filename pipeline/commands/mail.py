"""``xuncha digest`` and ``xuncha mail-test``."""

from pathlib import Path
from typing import Annotated

import typer

from exporters.mail.message import Digest
from exporters.mail.send import Security, Smtp, send
from pipeline.clock import clock_at
from pipeline.commands.options import Now, settings_of
from pipeline.digest import digest_for
from pipeline.home import write_whole
from pipeline.settings import Settings
from pipeline.week import Week
from records.civil import civil_date
from records.errors import InputError
from records.inventory import Office
from records.inventory_files.load import load_inventory


def _week(text: str) -> Week:
    try:
        return Week.parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


OfWeek = Annotated[
    Week | None,
    typer.Option(
        "--week", parser=_week, metavar="WEEK", help="An ISO week such as 2026-W47; this week otherwise."
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", help="Write the HTML here, and the plain text beside it as .txt.")
]
Send = Annotated[bool, typer.Option("--send", help="Mail it to the office's mail_to.")]
Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="Where to send the test mail.")]


def digest(
    context: typer.Context, *, week: OfWeek = None, out: Out = None, send_it: Send = False, now: Now = None
) -> None:
    """Write the weekly digest (监测周报) as HTML and plain text, or mail it; prints the text otherwise.

    Example: xuncha digest --week 2026-W47 --out digest.html
    """
    settings = settings_of(context)
    clock = clock_at(now)
    chosen = week or Week.of(civil_date(clock()))
    message, office = digest_for(settings, week=chosen)
    if out:
        _write(out, message)
    if send_it:
        send(
            message,
            smtp_of(settings),
            sender=_stated(office.mail_from, "mail_from"),
            recipients=_recipients(office),
            message_id=f"<digest.{chosen}@{_domain(office)}>",
            sent_at=clock(),
        )
        typer.echo(f"mailed to {', '.join(office.mail_to)}: {message.subject}")
    if not out and not send_it:
        typer.echo(message.subject)
        typer.echo(message.text)


def mail_test(context: typer.Context, address: Address) -> None:
    """Send one mail to *address* through the mail server that is set, to see that it arrives.

    Example: xuncha mail-test clerk@office.test
    """
    settings = settings_of(context)
    office = load_inventory(settings.inventory).office
    text = "这是巡查系统发出的测试邮件，收到即表示邮件设置正确，不需要回复。\n"
    sent_at = clock_at(None)()
    send(
        Digest(subject="【巡查】测试邮件", html=f'<p lang="zh-CN">{text}</p>', text=text),
        smtp_of(settings),
        sender=_stated(office.mail_from, "mail_from"),
        recipients=(address,),
        message_id=f"<test.{sent_at.timestamp():.0f}@{_domain(office)}>",
        sent_at=sent_at,
    )
    typer.echo(f"the mail server took a test mail to {address}")


def smtp_of(settings: Settings) -> Smtp:
    """Return the mail server that *settings* name; InputError where they name none."""
    if not settings.smtp_host:
        raise InputError("XUNCHA_SMTP_HOST: no mail server is set; name one, or write the digest with --out")
    return Smtp(
        host=settings.smtp_host,
        port=settings.smtp_port,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
        security=Security(settings.smtp_security),
    )


def _write(out: Path, message: Digest) -> None:
    try:
        write_whole(out, message.html)
        write_whole(out.with_suffix(".txt"), f"{message.subject}\n\n{message.text}")
    except OSError as error:
        raise InputError(
            f"{out}: cannot be written ({error.strerror}); name a file in a writable folder"
        ) from error
    typer.echo(f"wrote {out} and {out.with_suffix('.txt')}")


def _recipients(office: Office) -> tuple[str, ...]:
    if not office.mail_to:
        raise InputError("office.yaml: mail_to is empty; name who gets the digest")
    return office.mail_to


def _stated(value: str, key: str) -> str:
    if not value:
        raise InputError(f"office.yaml: {key} is empty; name the address the mails come from")
    return value


def _domain(office: Office) -> str:
    return office.mail_from.rpartition("@")[2] or "xuncha.invalid"
