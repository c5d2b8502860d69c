"""Earlier passes read and judged again from what was kept, and held against what they came to then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crawler.evidence import DamagedEvidence, EvidenceStore, MissingEvidence
from crawler.reading_again import Kept, NotAskedThen, ReaderOfEvidence
from monitors.judge import judge_all
from monitors.memory import Keys, Memory
from pipeline.judged_with import judged_with_of
from pipeline.standing_again import StandingAgain
from records.history import PastPass
from records.inventory import Inventory
from records.observation import PERSON, Observation
from records.store import Store
from records.verdict import Verdict

#: What of a look, and of a verdict, has to come out the same.
LOOK_FIELDS = ("outcome", "complete", "entries", "noted", "paths", "elsewhere", "moved_to")
VERDICT_FIELDS = ("state", "reason", "certainty", "newest_on", "due_on", "rule")


class Came(StrEnum):
    """What replaying a look or a verdict came to."""

    SAME = "same"
    #: Another reader reads it otherwise: nothing is wrong.
    READER_CHANGED = "reader changed"
    #: Some of its evidence is not there any more.
    EXPIRED = "evidence expired"
    #: Some of its evidence is not what was kept.
    ALTERED = "evidence altered"
    #: Nothing came back then, not even a failure: the look had been cut off.
    NO_EVIDENCE = "without evidence"
    #: The same versions come to something else: a defect, of ours or of the database.
    DIFFERENT = "different"

    @property
    def is_wrong(self) -> bool:
        """Whether somebody has to find out what happened."""
        return self in {Came.ALTERED, Came.DIFFERENT}


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """One look or one verdict, replayed."""

    came: Came
    pass_id: int
    judged_at: datetime
    target: str
    #: The verdict's rulebook; empty for a look.
    rulebook: str = ""
    #: The look's number; None for a verdict.
    look: int | None = None
    #: What was, what is, or which file is concerned; empty for the same.
    detail: str = ""


class Replay:
    """Replays passes one after another, each verdict standing on the ones replayed before it."""

    def __init__(self, store: Store, evidence: EvidenceStore, *, keys: Keys, reader: str) -> None:
        self._store, self._evidence = store, evidence
        #: The keys to judge with where those of the pass were not kept, and the present reader's version.
        self._keys, self._reader = keys, reader

    def since(self, since: datetime | None) -> Iterator[Replayed]:
        """Yield each look and each verdict of the passes judged at *since* or later, in their order."""
        passes = self._store.history.passes(since=since)
        standing = StandingAgain(self._store.history, first=passes[0].id if passes else 0)
        for past in passes:
            inventory = self._store.inventory_of(past.id)
            yield from self._read_again(past, inventory)
            yield from self._judged_again(past, inventory, standing)

    def _read_again(self, past: PastPass, inventory: Inventory) -> Iterator[Replayed]:
        reader = ReaderOfEvidence(inventory)
        for stored in self._store.history.looks_of(past):
            came, detail = self._came_of(reader, stored)
            yield Replayed(
                came=came,
                pass_id=past.id,
                judged_at=past.judged_at,
                target=stored.target,
                look=stored.id,
                detail=detail,
            )

    def _came_of(self, reader: ReaderOfEvidence, stored: Observation) -> tuple[Came, str]:
        """Return what *stored* comes to when it is read again, with a word on it.

        What a person saw is read by nobody: her picture alone can be looked at again.
        """
        try:
            if stored.how == PERSON:
                self._kept(stored)
                return Came.SAME, ""
            again = reader.read(stored, self._kept(stored))
        except MissingEvidence as error:
            return Came.EXPIRED, str(error)
        except DamagedEvidence as error:
            return Came.ALTERED, str(error)
        except NotAskedThen as error:
            return self._unlike(stored, str(error)) if stored.evidence else (Came.NO_EVIDENCE, str(error))
        differs = "; ".join(_differences(stored, again, LOOK_FIELDS))
        return self._unlike(stored, differs) if differs else (Came.SAME, "")

    def _unlike(self, stored: Observation, detail: str) -> tuple[Came, str]:
        if stored.reader == self._reader:
            return Came.DIFFERENT, detail
        return Came.READER_CHANGED, f"{detail} (reader {stored.reader}, now {self._reader})"

    def _kept(self, stored: Observation) -> Sequence[Kept]:
        exchanges = map(self._evidence.exchange, stored.evidence)
        return [
            Kept(exchange=each, body=self._evidence.read(each.body) if each.body else b"")
            for each in exchanges
        ]

    def _judged_again(
        self, past: PastPass, inventory: Inventory, standing: StandingAgain
    ) -> Iterator[Replayed]:
        history = self._store.history
        by = judged_with_of(past.judged_with, otherwise=self._keys)
        memory = Memory(
            standing=standing.at(past),
            incidents=history.incidents(past),
            reviews=self._store.reviews(until=past.judged_at, known_to=by.last_review),
            keys=by.keys,
        )
        looks = history.looks_to_judge_by(past)
        again = judge_all(inventory, looks, now=past.judged_at, memory=memory)
        standing.add(past, again)
        yield from _compared(past, history.verdicts_of(past), again)


def _compared(past: PastPass, stored: Sequence[Verdict], again: Sequence[Verdict]) -> Iterator[Replayed]:
    then = {(verdict.target, verdict.rulebook): verdict for verdict in stored}
    now = {(verdict.target, verdict.rulebook): verdict for verdict in again}
    for key in dict.fromkeys([*then, *now]):
        detail = _of_verdicts(then.get(key), now.get(key))
        yield Replayed(
            came=Came.DIFFERENT if detail else Came.SAME,
            pass_id=past.id,
            judged_at=past.judged_at,
            target=key[0],
            rulebook=key[1],
            detail=detail,
        )


def _of_verdicts(then: Verdict | None, now: Verdict | None) -> str:
    if then is None or now is None:
        return f"verdict: {then.state if then else 'none'}, now {now.state if now else 'none'}"
    return "; ".join(_differences(then, now, VERDICT_FIELDS))


def _differences(then: object, now: object, fields: Sequence[str]) -> Iterator[str]:
    for name in fields:
        before, after = getattr(then, name), getattr(now, name)
        if before != after:
            yield f"{name}: {_shown(before)}, now {_shown(after)}"


def _shown(value: object) -> str:
    """Return *value* in a few words: a list by its length and its newest entry."""
    if not isinstance(value, tuple):
        return str(value)
    dates = [str(entry.published_on) for entry in value if getattr(entry, "published_on", None)]
    return f"{len(value)} entries" + (f" to {max(dates)}" if dates else "")
