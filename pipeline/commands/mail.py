"""``xuncha digest`` and ``xuncha mail-test``."""

from pathlib import Path
from typing import Annotated

import typer

from exporters.mail.message import Digest
from pipeline.clock import clock_at, real_clock
from pipeline.commands.options import Now, settings_of
from pipeline.home import write_bytes_whole, write_whole
from pipeline.telling.digest import addressed_digest, archive_digests
from pipeline.telling.post import send_digest, send_test
from pipeline.week import Week
from records.civil import civil_date
from records.errors import InputError
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
    Path | None,
    typer.Option("--out", help="Write the HTML here, and text and workbook beside it as .txt and .xlsx."),
]
OfUnit = Annotated[
    str, typer.Option("--unit", metavar="KEY", help="The digest of this unit; the office's otherwise.")
]
Send = Annotated[
    bool, typer.Option("--send", help="Mail it to the office's mail_to, or to the unit's A角 and B角.")
]
Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="Where to send the test mail.")]


def digest(
    context: typer.Context,
    *,
    week: OfWeek = None,
    unit: OfUnit = "",
    out: Out = None,
    send_it: Send = False,
    now: Now = None,
) -> None:
    """Write the weekly digest (监测周报) as HTML, text and workbook, or mail it; prints the text otherwise.

    What is written or mailed is kept under XUNCHA_HOME/digests too.

    Example: xuncha digest --week 2026-W47 --out digest.html
    """
    settings = settings_of(context)
    clock = clock_at(now)
    chosen = week or Week.of(civil_date(clock()))
    made, office = addressed_digest(settings, week=chosen, unit=unit)
    if out:
        _write(out, made.digest)
    if out or send_it:
        archive_digests(settings, [made], week=chosen)
    to = made.recipients
    if send_it:
        send_digest(
            made.digest,
            office,
            settings,
            week=chosen,
            sent_at=clock(),
            unit=unit,
            recipients=to,
        )
        typer.echo(f"mailed to {', '.join(to)}: {made.digest.subject}")
    if not out and not send_it:
        typer.echo(made.digest.subject)
        typer.echo(made.digest.text)


def mail_test(context: typer.Context, address: Address) -> None:
    """Send one mail to *address* through the mail server that is set, to see that it arrives.

    Example: xuncha mail-test clerk@office.test
    """
    settings = settings_of(context)
    office = load_inventory(settings.inventory).office
    send_test(address, office, settings, sent_at=real_clock())
    typer.echo(f"the mail server took a test mail to {address}")


def _write(out: Path, message: Digest) -> None:
    beside = {out.with_suffix(suffix) for suffix in (".txt", ".xlsx")}
    if out in beside:
        raise InputError(f"{out}: the HTML goes there, and {out.suffix} beside it; name it digest.html")
    try:
        write_whole(out, message.html)
        write_whole(out.with_suffix(".txt"), f"{message.subject}\n\n{message.text}")
        for attachment in message.attachments:
            write_bytes_whole(out.with_suffix(Path(attachment.name).suffix), attachment.content)
    except OSError as error:
        raise InputError(
            f"{out}: cannot be written ({error.strerror}); name a file in a writable folder"
        ) from error
    typer.echo(f"wrote {out}, {out.with_suffix('.txt')} and {out.with_suffix('.xlsx')}")
