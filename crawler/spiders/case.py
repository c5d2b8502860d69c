"""What one thorough look has to refute, and what its other paths have found so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from crawler.dates.address import address_date
from crawler.dates.stated import last_believed
from crawler.look import Look
from crawler.outcomes import one_line
from crawler.readers.apis.api import Found
from crawler.readers.elsewhere import Elsewhere
from crawler.readers.sought import Sought, page_of
from crawler.spiders.climbing import Answer, Climber
from records.observation import Entry, Outcome
from records.targets import Column

#: Entries kept at most of what the list does not hold, the newest first.
MAX_ELSEWHERE = 20


@dataclass(kw_only=True, eq=False)
class Case:
    """One column's reading, and where else on its site the column may be seen."""

    climber: Climber
    look: Look
    answer: Answer
    column: Column
    sought: Sought
    #: The site's home page, and the page of the column above; empty without one.
    home: str
    parent: str = ""
    #: The API that was asked.
    api: Found | None = None
    #: Where a stub on the path being tried leads; empty for none.
    follow: str = ""
    _found: dict[str, Entry] = field(default_factory=dict)
    _opened: list[str] = field(default_factory=list)
    #: A page shows the column's name on a link to the column.
    _stays: bool = False
    _remarks: list[str] = field(default_factory=list)

    def remark(self, text: str) -> None:
        """Say *text* in the look's note."""
        self._remarks.append(text)

    def concluded(self) -> Answer:
        """Return the answer, its reading as it was but for the note."""
        reading = self.answer.reading
        note = one_line("; ".join(filter(None, (reading.note, *self._remarks))))
        return replace(self.answer, reading=replace(reading, note=note))

    def lacks(self, entries: Iterable[Entry]) -> None:
        """Keep those of *entries* that the list does not hold; one with a date stands before one without."""
        for entry in entries:
            if not self.sought.holds(entry) and not self.sought.is_anothers(entry.address):
                self.shows(entry)

    def shows(self, entry: Entry) -> None:
        """Keep *entry* as what another path shows, whatever the list holds."""
        key = page_of(entry.address) or entry.title
        known = self._found.get(key)
        if known is None or entry.published_on:
            self._found[key] = entry
        self._tell()

    def _tell(self) -> None:
        newest = sorted(self._found.values(), key=lambda one: one.published_on or date.min, reverse=True)
        self.look.elsewhere = newest[:MAX_ELSEWHERE]

    def saw(self, found: Elsewhere) -> bool:
        """Take over what another page shows; return whether it shows anything of the column."""
        self.follow = found.follow
        self.lacks(found.entries)
        self._stays = self._stays or found.leads_here
        if self.answer.reading.outcome is Outcome.GONE:
            self.look.moved_to = "" if self._stays else self.look.moved_to or found.moved_to
        return found.shown

    def next_undated(self) -> str:
        """Return the address of an item found without a date that was not opened yet, or an empty string.

        The newest by the dates in their addresses comes first, then the page's order.
        """
        undated = (key for key, entry in self._found.items() if entry.address and not entry.published_on)
        unopened = (key for key in undated if key not in self._opened)
        key = max(unopened, key=self._day_in_address, default="")
        self._opened.append(key)
        return self._found[key].address if key else ""

    def _day_in_address(self, key: str) -> date:
        day = address_date(self._found[key].address, not_after=last_believed(self.climber.clock()))
        return day or date.min

    def dates(self, article: Entry) -> None:
        """Date the item that was opened last by its own page, the *article*."""
        item = self._found.pop(self._opened[-1])
        self.lacks([replace(article, title=item.title, address=item.address)])
        self._tell()
