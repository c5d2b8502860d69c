"""What is sent: a subject, and the same text twice, as HTML and as plain text."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Digest:
    """One mail, whole without a link."""

    subject: str
    #: A document with its styles inlined.
    html: str
    #: The plain-text twin, complete even where the HTML had to leave rows out.
    text: str
