"""What all of an account's sources say, taken together: any number of them, merged by the newest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crawler.platforms.told import Identity, Told
from crawler.platforms.ways import Proof
from crawler.readers.reading import Reading
from records.observation import AccountSays, Entry, Outcome
from records.targets import Account, SourceKind

#: Which outcome stands for all of them, where none shows a post: what could not be looked at weighs more than
#: a lower bound that shows nothing, for it may be mended.
_ORDER = (
    Outcome.READ,
    Outcome.UNCHANGED,
    Outcome.GONE,
    Outcome.EMPTY,
    Outcome.UNDATED,
    Outcome.LANDING,
    Outcome.BLOCKED,
    Outcome.UNREACHABLE,
    Outcome.MAINTENANCE,
    Outcome.SHELL,
    Outcome.UNREADABLE,
    Outcome.PARTIAL,
)
#: What says something of the account and not of its posts.
_ACCUSES = frozenset({Outcome.GONE, Outcome.EMPTY})


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What one source said."""

    #: The kind of source, where it was asked, and what it can prove.
    kind: SourceKind
    address: str = ""
    proves: Proof
    told: Told


def is_own(account: Account, said: Identity) -> bool:
    """Return whether a page whose account is *said* may be *account*'s.

    Identities decide; a name alone does only where the page has no identity or the
    inventory knows none, since names are not unique. A page that says neither may be.
    """
    same = account.is_among(said.ids)
    return same if same is not None else not said.name or said.name == account.name


def merged(account: Account, answers: Sequence[Answered]) -> Reading:
    """Return what *answers* come to for *account*; those of another account count for nothing.

    Every post found is proof of a post. That nothing else was posted is proven only
    by a whole answer of a source that can prove it. Where one source calls the account
    gone or never used and another shows its posts, nobody is accused.
    """
    if not answers:
        return Reading(outcome=Outcome.UNREADABLE, note="there is no source that can be looked at yet")
    heard = [_own(account, each) for each in answers]
    outcomes = {each.told.reading.outcome for each in heard}
    outcome = next(each for each in _ORDER if each in outcomes)
    posts = _posts(heard)
    complete = any(_proves_silence(each, outcome) for each in heard)
    if outcomes & _ACCUSES and any(entry.published_on for entry in posts):
        outcome, complete = Outcome.READ, False
    return Reading(
        outcome=outcome,
        complete=complete,
        entries=posts if outcome not in _ACCUSES else (),
        found_by=next((each.told.reading.found_by for each in heard if each.told.reading.found_by), ""),
        note="; ".join(filter(None, map(_note, heard))),
    )


def decisive(account: Account, answers: Sequence[Answered]) -> str:
    """Return the kind of source that showed the newest post, or the first that was asked; empty for none."""
    own = [_own(account, each) for each in answers]
    days = [_newest_day(each) for each in own]
    newest = max(days, default=date.min)
    return next((each.kind for each, day in zip(own, days, strict=True) if day == newest), "")


def said_by(account: Account, answers: Sequence[Answered]) -> AccountSays | None:
    """Return what *answers* say of the account itself, its own before a stranger's; None for nothing."""
    told = [answer.told for answer in answers]
    ordered = sorted(told, key=lambda each: (not is_own(account, each.account), not each.account.principal))
    who = next((each.account for each in ordered if each.account != Identity()), Identity())
    state = next((each.state for each in ordered if each.state and is_own(account, each.account)), "")
    moved_to = next((each.moved_to for each in ordered if each.moved_to), "")
    says = AccountSays(ids=who.ids, name=who.name, principal=who.principal, state=state, moved_to=moved_to)
    return says if says != AccountSays() else None


def _own(account: Account, answer: Answered) -> Answered:
    """Return *answer*, or what is left of it where it speaks of another account: nothing of this one."""
    said = answer.told.account
    if is_own(account, said):
        return _unnamed(answer) if not _names(account, answer) and _is_gone(answer) else answer
    note = f"it is of another account: {' '.join(filter(None, (said.name, *said.ids)))}; mend the source"
    return replace(answer, told=Told(reading=Reading(outcome=Outcome.UNREADABLE, note=note), account=said))


def _names(account: Account, answer: Answered) -> bool:
    """Return whether *answer* is of *account* for certain: it says so, or its address does."""
    known = [each.lower() for each in account.identities]
    in_address = any(each in answer.address.lower() for each in known)
    return in_address or bool(account.is_among(answer.told.account.ids))


def _is_gone(answer: Answered) -> bool:
    return answer.told.reading.outcome is Outcome.GONE


def _unnamed(answer: Answered) -> Answered:
    """Return *answer*, which calls some account gone and does not say which, as something for a person.

    The link may be to an article of a predecessor's.
    """
    note = f"{answer.told.reading.note}; it does not say which account, so a person has to look"
    return replace(answer, told=replace(answer.told, reading=Reading(outcome=Outcome.UNREADABLE, note=note)))


def _newest_day(answer: Answered) -> date:
    days = (entry.published_on for entry in answer.told.reading.entries)
    return max(filter(None, days), default=date.min)


def _proves_silence(answer: Answered, outcome: Outcome) -> bool:
    reading = answer.told.reading
    if reading.outcome in _ACCUSES:
        return reading.outcome is outcome and (reading.complete or outcome is Outcome.GONE)
    return answer.proves is Proof.SILENCE and reading.complete and reading.outcome is Outcome.READ


def _posts(heard: Sequence[Answered]) -> tuple[Entry, ...]:
    """Return every post once, those of a source that can prove silence first and in its own order."""
    found: dict[tuple[str, str], Entry] = {}
    for answer in sorted(heard, key=lambda each: each.proves is not Proof.SILENCE):
        for entry in answer.told.reading.entries:
            found.setdefault((entry.address or entry.title, str(entry.published_on)), entry)
    return tuple(found.values())


def _note(answer: Answered) -> str:
    reading = answer.told.reading
    said = reading.outcome.value if reading.outcome is not Outcome.READ else ""
    words = " ".join(filter(None, (said, reading.note)))
    return f"{answer.kind}: {words}" if words else ""
