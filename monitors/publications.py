"""What the looks at a column show as published there, and whether more could have been."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from monitors.looks import Looks, tells
from monitors.own_entries import belongs_to, named_in_title
from records.civil import civil_date
from records.observation import Entry, Observation, Outcome
from records.targets import Unit
from records.verdict import Reason

#: Whether an entry is what was due.
Wanted = Callable[[Entry], bool]


@dataclass(frozen=True, kw_only=True)
class Publications:
    """The looks at one column, and at those below it where it is a landing page."""

    family: Sequence[Looks]
    #: Whose entries count in a column that several units fill; None where all of them do.
    unit: Unit | None

    def first(self, wanted: Wanted) -> Entry | None:
        """Return the earliest entry that is *wanted* and the unit's own; it proves itself."""
        shown = (entry for looks in self.family for look in looks.telling for entry in look.entries)
        found = [entry for entry in shown if entry.published_on and wanted(entry) and self._own(entry)]
        return min(found, key=lambda entry: entry.published_on or date.max, default=None)

    def doubt(self, opens: date, due: date, wanted: Wanted) -> Reason | None:
        """Return why it cannot be said that nothing *wanted* came from *opens* to *due*; None if it can.

        The lists have to be complete and asked after *due*, with their last row from
        before *opens*: an item pinned on top says nothing of how far a list reaches.
        """
        for number, looks in enumerate(self.family):
            proof = looks.proof_after(due)
            if proof is None and number == 0 and _is_entrance(looks, due, below=len(self.family) > 1):
                continue
            doubt = self._doubt(proof, opens) if proof else _why_unproven(looks, due)
            if doubt:
                return doubt
            if any(wanted(entry) for look in looks.telling for entry in look.elsewhere):
                return Reason.DISPUTED
        return None

    def proved_at(self, due: date) -> datetime | None:
        """Return when the last of the looks began that prove what was not there by *due*."""
        proofs = (looks.proof_after(due) for looks in self.family)
        return max((proof.seen_at for proof in proofs if proof), default=None)

    def _doubt(self, proof: Observation, opens: date) -> Reason | None:
        if not all(entry.published_on for entry in proof.entries):
            return Reason.UNDATED
        if self.unit and not all(entry.source for entry in proof.entries):
            return Reason.LIST_TOO_SHORT
        last = proof.entries[-1].published_on if proof.entries else None
        return None if last and last < opens else Reason.LIST_TOO_SHORT

    def _own(self, entry: Entry) -> bool:
        unit = self.unit
        return unit is None or belongs_to(entry, unit) or named_in_title(entry, unit)


def _is_entrance(looks: Looks, due: date, *, below: bool) -> bool:
    """Return whether a landing page, seen after *due*, was a mere entrance to the columns *below*."""
    last = looks.telling[-1] if looks.telling else None
    return below and last is not None and last.outcome is Outcome.LANDING and civil_date(last.seen_at) > due


def _why_unproven(looks: Looks, due: date) -> Reason:
    last = looks.last
    if last is None:
        return Reason.NEVER_LOOKED
    if civil_date(last.seen_at) <= due:
        return Reason.NOT_LOOKED_SINCE_DUE
    if not tells(last):
        return Reason.COULD_NOT_LOOK
    return Reason.UNDATED if last.outcome is Outcome.UNDATED else Reason.NOT_PROVEN
