"""A digest as a message: headers through the standard library's policy, two forms of the same text."""

import re
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from exporters.mail.message import Attachment, Digest
from exporters.markup import shortened
from records.civil import SHANGHAI, require_aware
from records.errors import InputError

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>")
#: How much of a wrong value an error repeats, in characters.
_QUOTED_LENGTH = 80


def compose(
    digest: Digest, *, sender: str, recipients: Sequence[str], message_id: str, sent_at: datetime
) -> EmailMessage:
    """Return *digest* as a message dated *sent_at* (aware): plain text first, HTML as the alternative.

    Attachments follow, each name as RFC 2231 writes it. Raises InputError for an address,
    Message-ID or name that could not stand in a header, for a line break in the subject,
    and where there is nobody to write to.
    """
    require_aware(sent_at)
    if not recipients:
        raise InputError("nobody to send to: name at least one address under mail_to in office.yaml")
    for address in (sender, *recipients):
        check_address(address)
    _check(_MESSAGE_ID, message_id, "a Message-ID; write <something@host>")
    if not digest.subject.isprintable():
        raise InputError(f"the subject {_quoted(digest.subject)} has a control character; take it out")
    message = EmailMessage(policy=SMTP)
    message["Subject"] = digest.subject
    message["From"] = sender
    message["To"] = ", ".join(recipients)
    message["Date"] = format_datetime(sent_at.astimezone(SHANGHAI))
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(digest.text, cte="base64")
    message.add_alternative(digest.html, subtype="html", cte="base64")
    for attachment in digest.attachments:
        _attach(message, attachment)
    return message


def is_address(text: str) -> bool:
    """Return whether *text* is a mail address that can stand in a header and in an envelope."""
    return bool(_ADDRESS.fullmatch(text))


def check_address(text: str) -> None:
    """Return where *text* is a mail address; raises InputError otherwise."""
    _check(_ADDRESS, text, "a mail address; write name@host, a Chinese host in its xn-- form")


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    if not attachment.name.isprintable() or not attachment.name:
        raise InputError(f"{_quoted(attachment.name)} is no name for an attachment: it cannot be read")
    main, _, sub = attachment.type.partition("/")
    message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=attachment.name)


def _check(form: re.Pattern[str], text: str, wanted: str) -> None:
    if not form.fullmatch(text):
        raise InputError(f"{_quoted(text)} is not {wanted}")


def _quoted(text: str) -> str:
    return repr(shortened(text, _QUOTED_LENGTH))
