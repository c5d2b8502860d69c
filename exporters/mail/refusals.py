"""What a mail server's refusal means for us: mend our settings, or try again later."""

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from exporters.markup import shortened
from records.errors import InputError, OutsideError, XunchaError

#: How much of a server's answer an error repeats, in characters.
_ANSWER_LENGTH = 200
#: SMTP answers from here on are permanent: the same message will be refused again.
_PERMANENT = 500


@contextmanager
def told_apart(place: str) -> Iterator[None]:
    """Turn what goes wrong in speaking to the mail server at *place* into InputError or OutsideError."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        raise refusal(place, error.recipients, others_served=False) from error
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


def refusal(
    place: str, refused: Mapping[str, tuple[int, bytes]], *, others_served: bool
) -> InputError | OutsideError:
    """Return the error for recipients the server at *place* refused, each with its code and answer.

    Where one of them may be served later it is an OutsideError, else an InputError.
    """
    named = "; ".join(f"{address}: {_said(code, answer)}" for address, (code, answer) in refused.items())
    others = " (the other recipients have the message)" if others_served else ""
    if any(code < _PERMANENT for code, _ in refused.values()):
        return OutsideError(f"the mail server {place} puts off {named}{others}: try again later")
    return InputError(f"the mail server {place} refuses {named}{others}: mend mail_to in office.yaml")


def _answered(place: str, error: smtplib.SMTPResponseException) -> XunchaError:
    answer = _said(error.smtp_code, error.smtp_error)
    match error:
        case _ if error.smtp_code < _PERMANENT:
            return OutsideError(f"the mail server {place} puts us off ({answer}): try again later")
        case smtplib.SMTPConnectError() | smtplib.SMTPHeloError():
            return OutsideError(f"the mail server {place} does not speak to us ({answer}): ask its keeper")
        case smtplib.SMTPAuthenticationError():
            return InputError(
                f"the mail server {place} refuses our log-in ({answer}): mend the user or password"
            )
        case smtplib.SMTPSenderRefused():
            return InputError(
                f"the mail server {place} refuses our sender {error.sender} ({answer}): "
                "mend mail_from in office.yaml"
            )
    return InputError(f"the mail server {place} refuses the message ({answer}): ask its keeper why")


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
