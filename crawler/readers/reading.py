"""What reading one page comes to: the answer every reader gives."""

from dataclasses import dataclass

from records.observation import Entry, Outcome

#: Bumped by hand whenever a reader may answer differently for the same bytes; a pass keeps it.
READER_VERSION = "4"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one page says, before anyone judges it; never carries an exception."""

    outcome: Outcome
    #: Whether this page alone proves that there is no newer entry.
    complete: bool = False
    #: What it lists, in the page's order; an article is one entry.
    entries: tuple[Entry, ...] = ()
    #: How the dates were found: ``rows``, ``script``, ``attribute``, ``label``, …
    found_by: str = ""
    #: An EMPTY page explains itself (已备注).
    noted: bool = False
    #: The absolute address a stub leads to, to be read instead of this page; or empty.
    follow: str = ""
    #: What happened, in one English line for the engineer; empty when nothing needs saying.
    note: str = ""
    #: A script may yet fill the place where the list would be, though the page is no shell.
    may_be_filled: bool = False

    @property
    def is_unfilled(self) -> bool:
        """Whether a script was to fill the page, so that its API or a browser may tell more."""
        return self.outcome is Outcome.SHELL or self.may_be_filled
