"""What is sent: a subject, the same text twice, as HTML and as plain text, and what is attached."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that goes with a mail."""

    #: Its name with its ending, in any script.
    name: str
    content: bytes
    #: Its media type, such as ``application/pdf``.
    type: str


@dataclass(frozen=True, kw_only=True)
class Digest:
    """One mail, whole without a link."""

    subject: str
    #: A document with its styles inlined.
    html: str
    #: The plain-text twin, complete even where the HTML had to leave rows out.
    text: str
    attachments: tuple[Attachment, ...] = ()
