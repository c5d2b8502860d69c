"""Build the weekly digests, the office's and each unit's, from what is kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from exporters.findings import Findings, findings
from exporters.mail.compose import is_address
from exporters.mail.digest import render_digest
from exporters.mail.message import Attachment, Digest
from exporters.weekly import office
from exporters.weekly.changed import MENDED
from exporters.weekly.report import Report, header_line
from exporters.weekly.units import Own, owned, unit_report
from exporters.workbook.book import write_workbook
from monitors.outlook import look_ahead
from pipeline.kept import kept_store, newest_snapshot
from pipeline.settings import Settings
from pipeline.telling.digest_archive import OFFICE, DigestArchive
from pipeline.week import Week
from records.errors import InputError
from records.inventory import Office
from records.snapshot import Snapshot
from records.store import Store
from records.targets import ContactRole, Unit
from records.verdict import Certainty, Change, Reason, Verdict

#: Who of a unit gets its digest; the leader hears of a 催办 alone.
_READERS = frozenset({ContactRole.FIRST, ContactRole.SECOND})
#: What a person or another path said against an accusation: then nothing was there to be mended.
_DOUBTED = frozenset({Reason.DISPUTED, Reason.MISTAKEN, Reason.DOUBTFUL})
_PROVEN = frozenset({Certainty.CONFIRMED, Certainty.REVIEWED})
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a file's name may not have on any system a clerk may use.
_NO_NAME = re.compile(r"[^\w（）()-]+")
_NAME_LENGTH = 60


@dataclass(frozen=True, kw_only=True)
class AddressedDigest:
    """A digest and who gets it."""

    #: The unit's key, or ``digest_archive.OFFICE``.
    key: str
    #: None for the office's own.
    unit: Unit | None = None
    digest: Digest
    #: Mail addresses; empty where nobody is named.
    recipients: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WeeklyDigests:
    """The digests of one week."""

    week: Week
    office: AddressedDigest
    #: Of each unit that has something to mend or mended something, in Unit.order.
    units: tuple[AddressedDigest, ...]
    #: Who sends them.
    sender: Office

    @property
    def all(self) -> tuple[AddressedDigest, ...]:
        """The office's, then the units'."""
        return (self.office, *self.units)


def digest_for(settings: Settings, *, week: Week) -> tuple[Digest, Office]:
    """Return the office's digest of *week* and the office it is for; otherwise as ``digests_for``."""
    made = _Made.of(settings, week=week)
    return made.office().digest, made.snapshot.inventory.office


def digests_for(settings: Settings, *, week: Week) -> WeeklyDigests:
    """Return the digests of *week* with the people they are for, each with its workbook attached.

    They tell how things stood at the week's last pass and what changed within the week;
    What units were told is taken from the record. Raises InputError where no pass had
    been judged by then.
    """
    made = _Made.of(settings, week=week)
    return WeeklyDigests(
        week=week,
        office=made.office(),
        units=tuple(made.unit(own) for own in made.owned if own.is_told),
        sender=made.snapshot.inventory.office,
    )


def addressed_digest(settings: Settings, *, week: Week, unit: str = "") -> tuple[AddressedDigest, Office]:
    """Return the office's digest of *week* or that of the *unit* of this key, and the office it comes from.

    A unit's is made also where it has nothing to mend. Raises InputError for a unit that
    answers for nothing, and otherwise as ``digests_for``.
    """
    made = _Made.of(settings, week=week)
    office_ = made.snapshot.inventory.office
    if not unit:
        return made.office(), office_
    own = next((one for one in made.owned if one.unit.key == unit), None)
    if own is None:
        raise InputError(f"--unit {unit}: no such unit answers for anything; take a key from units.yaml")
    return made.unit(own), office_


def archive_digests(settings: Settings, digests: Sequence[AddressedDigest], *, week: Week) -> None:
    """Keep *digests* of *week* under XUNCHA_HOME, in the place of what was kept of them before."""
    archive = DigestArchive(settings.home)
    for one in digests:
        archive.keep(week, one.key, one.digest)


@dataclass(frozen=True, kw_only=True)
class _Made:
    """What all digests of a week are made of."""

    snapshot: Snapshot
    found: Findings
    week: office.Week
    owned: tuple[Own, ...]

    @classmethod
    def of(cls, settings: Settings, *, week: Week) -> "_Made":
        snapshot = newest_snapshot(settings, until=week.end)
        with kept_store(settings) as store:
            # The store leaves out what changed at *since* itself, the first instant of the week.
            changes = store.changes(since=week.start - timedelta(microseconds=1), until=week.end)
            mended = _mended(store, changes)
            notices = store.postbox.notices(since=week.start, until=week.end)
        told = office.Week(
            since=week.monday,
            until=week.sunday,
            changes=changes,
            mended=mended,
            outlook=look_ahead(snapshot),
            notices=notices,
        )
        found = findings(snapshot)
        own = owned(found, told)
        unreached = tuple(one.unit for one in own if one.is_told and not _readers(one.unit))
        return cls(snapshot=snapshot, found=found, week=replace(told, unreached=unreached), owned=own)

    def office(self) -> AddressedDigest:
        report = office.office_report(self.snapshot, self.found, self.week)
        recipients = self.snapshot.inventory.office.mail_to
        return AddressedDigest(key=OFFICE, digest=_digest(report), recipients=recipients)

    def unit(self, own: Own) -> AddressedDigest:
        report = unit_report(self.snapshot, own, self.week)
        return AddressedDigest(
            key=own.unit.key, unit=own.unit, digest=_digest(report), recipients=_readers(own.unit)
        )


def _digest(report: Report) -> Digest:
    attached = Attachment(name=_file_name(report), content=write_workbook(report), type=_WORKBOOK)
    return replace(render_digest(report), attachments=(attached,))


def _file_name(report: Report) -> str:
    name = _NO_NAME.sub("_", header_line(report.title)).strip("_")
    return f"{name[:_NAME_LENGTH]}.xlsx"


def _readers(unit: Unit) -> tuple[str, ...]:
    mails = (contact.mail for contact in unit.contacts if contact.role in _READERS)
    return tuple(dict.fromkeys(mail for mail in mails if is_address(mail)))


def _mended(store: Store, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return those of *changes* that ended an accusation which had been confirmed and was not doubted."""
    ended = [change for change in changes if change.before.adverse and change.after in MENDED]
    mended: list[Change] = []
    for moment in sorted({change.changed_at for change in ended}):
        before = moment - timedelta(microseconds=1)
        standing = store.standing(until=before)
        newest = {(one.target, one.rulebook): one for one in store.newest_verdicts(until=before)}
        mended += [
            change
            for change in ended
            if change.changed_at == moment
            and _was_proven(standing.get(_key(change)), change)
            and not _was_doubted(newest.get(_key(change)))
        ]
    return tuple(mended)


def _key(change: Change) -> tuple[str, str]:
    return change.target, change.rulebook


def _was_proven(verdict: Verdict | None, change: Change) -> bool:
    return verdict is not None and verdict.state is change.before and verdict.certainty in _PROVEN


def _was_doubted(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.reason in _DOUBTED
