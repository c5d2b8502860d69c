"""What a mail server's refusal means for us: mend our settings, give up, or try again later."""

import re
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from exporters.markup import shortened
from records.errors import InputError, OutsideError, XunchaError

#: How much of a server's answer an error repeats, in characters.
_ANSWER_LENGTH = 200
#: SMTP answers from here on are permanent: the same message will be refused again.
_PERMANENT = 500
#: Too much for the box (RFC 5321 has clients try again), unless what it says is that the message is too big.
_NO_ROOM = 552
_TOO_BIG = re.compile(r"\b5\.(?:2\.3|3\.4)\b")
#: QQ 邮箱 and 腾讯企业邮 say so with 550, and take the same message some hours later.
_TOO_OFTEN = re.compile("frequency limited", re.IGNORECASE)
#: The sender is refused for want of a log-in, or of a safer one.
_LOG_IN = frozenset({530, 534, 538})


class Refusal(NamedTuple):
    """Why one recipient was not served."""

    #: Whether it is of no use to try again.
    permanent: bool
    #: The server's code and answer, shortened.
    words: str


def refused(code: int, answer: bytes | str) -> Refusal:
    """Return what a server's *code* and *answer* to a recipient mean."""
    words = _said(code, answer)
    return Refusal(permanent=_for_good(code, words), words=words)


@contextmanager
def told_apart(place: str) -> Iterator[None]:
    """Turn what goes wrong in speaking to the mail server at *place* into InputError or OutsideError."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise _answered(place, error) from error
    except smtplib.SMTPNotSupportedError as error:
        raise InputError(
            f"the mail server {place} does not offer what we ask of it ({error}): set the mail security to "
            "none, starttls or tls as it needs, and a user only where it asks for one"
        ) from error
    except ssl.SSLError as error:
        raise _insecure(place, error) from error
    except UnicodeEncodeError as error:
        raise InputError(f"the user or password for {place} has characters that SMTP cannot send") from error
    except OSError as error:
        raise OutsideError(
            f"the mail server {place} could not be reached ({error}): "
            "check its host and port, and try again later"
        ) from error


def refusal(place: str, refusals: Mapping[str, Refusal], *, others_served: bool) -> InputError | OutsideError:
    """Return the error for recipients of the office's own that the server at *place* refused.

    Where one of them may be served later it is an OutsideError, else an InputError.
    """
    named = "; ".join(f"{address}: {refused.words}" for address, refused in refusals.items())
    others = " (the other recipients have the message)" if others_served else ""
    if not all(refused.permanent for refused in refusals.values()):
        return OutsideError(f"the mail server {place} puts off {named}{others}: try again later")
    return InputError(f"the mail server {place} refuses {named}{others}: mend mail_to in office.yaml")


def unanswered(place: str, error: OSError) -> OutsideError:
    """Return the error for a message that was handed over and never answered for."""
    return OutsideError(
        f"the mail server {place} hung up on the message ({error}): it may have arrived all the same; "
        "try again later, under the same Message-ID",
        unanswered=True,
    )


def _answered(place: str, error: smtplib.SMTPResponseException) -> XunchaError:
    answer = _said(error.smtp_code, error.smtp_error)
    if not _for_good(error.smtp_code, answer):
        return OutsideError(f"the mail server {place} puts us off ({answer}): try again later")
    match error:
        case smtplib.SMTPConnectError() | smtplib.SMTPHeloError():
            return OutsideError(f"the mail server {place} does not speak to us ({answer}): ask its keeper")
        case smtplib.SMTPSenderRefused():
            return _sender_refused(place, error, answer)
        case smtplib.SMTPDataError():
            return _message_refused(place, answer)
        case smtplib.SMTPAuthenticationError():
            return InputError(
                f"the mail server {place} refuses our log-in ({answer}): mend the user or password"
            )
    return InputError(f"the mail server {place} does not do what we ask ({answer}): mend the mail settings")


def _sender_refused(place: str, error: smtplib.SMTPSenderRefused, answer: str) -> XunchaError:
    """Return what is wrong where the server refuses after it was told the sender, and the message's size."""
    if error.smtp_code == _NO_ROOM:
        return _message_refused(place, answer)
    if error.smtp_code in _LOG_IN:
        return InputError(
            f"the mail server {place} wants a log-in, or a safer one ({answer}): "
            "set the user, the password and the mail security"
        )
    return InputError(
        f"the mail server {place} refuses our sender {error.sender} ({answer}): mend mail_from in office.yaml"
    )


def _message_refused(place: str, answer: str) -> OutsideError:
    words = f"the mail server {place} refuses the message ({answer}): ask its keeper why"
    return OutsideError(words, permanent=True)


def _for_good(code: int, words: str) -> bool:
    if code < _PERMANENT or _TOO_OFTEN.search(words):
        return False
    return code != _NO_ROOM or bool(_TOO_BIG.search(words))


def _insecure(place: str, error: ssl.SSLError) -> XunchaError:
    match error:
        case ssl.SSLCertVerificationError():
            return InputError(
                f"the certificate of the mail server {place} is not in order ({error.verify_message}): "
                "use the host name it was issued for, or name its issuer's certificate"
            )
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
            return OutsideError(f"the mail server {place} hung up ({error}): try again later")
    return InputError(
        f"the mail server {place} does not speak TLS there ({error.reason}): "
        "set the mail security to starttls or none"
    )


def _said(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {shortened(text, _ANSWER_LENGTH)}"
