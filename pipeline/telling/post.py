"""Send a digest or a test mail through the mail server that is set."""

from collections.abc import Sequence
from datetime import datetime

from exporters.mail.message import Digest
from exporters.mail.send import Security, Smtp, send
from pipeline.settings import Settings
from pipeline.week import Week
from records.errors import InputError
from records.inventory import Office

_TEST = "这是巡查系统发出的测试邮件，收到即表示邮件设置正确，不需要回复。\n"


def send_digest(
    digest: Digest,
    office: Office,
    settings: Settings,
    *,
    week: Week,
    sent_at: datetime,
    unit: str = "",
    recipients: Sequence[str] = (),
) -> None:
    """Mail *digest* to the office, under the same Message-ID whenever it is sent for *week*.

    With the key of a *unit*, it is that unit's and goes to *recipients*. Raises InputError
    where the set-up lacks something, OutsideError where a later try may help.
    """
    if unit and not recipients:
        raise InputError(f"units.yaml: {unit} has no A角 or B角 with a mail address; name one")
    if not unit and not office.mail_to:
        raise InputError("office.yaml: mail_to is empty; name who gets the digest")
    send(
        digest,
        smtp_of(settings),
        sender=sender_of(office),
        recipients=recipients if unit else office.mail_to,
        message_id=digest_id(office, week=week, unit=unit),
        sent_at=sent_at,
    )


def digest_id(office: Office, *, week: Week, unit: str = "") -> str:
    """Return the Message-ID of the digest of *week*, the office's or that of the *unit* of this key."""
    return f"<{'.'.join(filter(None, ['digest', str(week), unit]))}@{domain_of(office)}>"


def send_test(address: str, office: Office, settings: Settings, *, sent_at: datetime) -> None:
    """Mail a line to *address*; raises as ``send_digest``."""
    send(
        Digest(subject="【巡查】测试邮件", html=f'<p lang="zh-CN">{_TEST}</p>', text=_TEST),
        smtp_of(settings),
        sender=sender_of(office),
        recipients=(address,),
        message_id=f"<test.{sent_at.timestamp():.0f}@{domain_of(office)}>",
        sent_at=sent_at,
    )


def smtp_of(settings: Settings) -> Smtp:
    """Return the mail server that is set; raises InputError where none is."""
    if not settings.smtp_host:
        raise InputError("XUNCHA_SMTP_HOST: no mail server is set; name one, or write the digest with --out")
    return Smtp(
        host=settings.smtp_host,
        port=settings.smtp_port,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
        security=Security(settings.smtp_security),
    )


def sender_of(office: Office) -> str:
    """Return the address that the office's mails come from; raises InputError where it has none."""
    if not office.mail_from:
        raise InputError("office.yaml: mail_from is empty; name the address the mails come from")
    return office.mail_from


def domain_of(office: Office) -> str:
    """Return the host in which the Message-IDs of the office's mails end."""
    return office.mail_from.rpartition("@")[2] or "xuncha.invalid"
