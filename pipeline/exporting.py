"""Writing what stands behind findings to files that can be handed on."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from crawler.evidence import EvidenceStore
from exporters.evidence.dossier import Dossier
from exporters.evidence.sheet import foot, render_sheets
from exporters.evidence.warc import write_warc
from exporters.sheet.render import render_sheet
from pipeline.clock import Clock
from pipeline.dossiers import dossier_of, dossiers_of_unit
from pipeline.home import write_bytes_whole
from pipeline.kept import kept_store
from pipeline.printing import printed
from pipeline.settings import Settings
from records.errors import InputError
from records.snapshot import Snapshot

#: Where exports go under XUNCHA_HOME, unless another folder is named.
EXPORTS = Path("exports")

#: A file that was written, and what could not go into it.
Exported = tuple[Path, tuple[str, ...]]


def export_target(settings: Settings, snapshot: Snapshot, key: str, *, out: Path, clock: Clock) -> Exported:
    """Write all that stands behind the newest verdicts on *key* as a web archive into the folder *out*."""
    with kept_store(settings) as store:
        dossier = dossier_of(store, EvidenceStore(settings.evidence), snapshot, key)
    archive = BytesIO()
    write_warc(archive, dossier, made_at=clock())
    return _written(out / f"{key}-{snapshot.today:%Y%m%d}.warc.gz", archive.getvalue(), [dossier])


def export_unit(settings: Settings, snapshot: Snapshot, key: str, *, out: Path) -> Exported:
    """Write every confirmed adverse verdict against the unit *key* as a PDF into the folder *out*.

    Raises InputError where nothing confirmed stands against it.
    """
    with kept_store(settings) as store:
        dossiers = dossiers_of_unit(store, EvidenceStore(settings.evidence), snapshot, key)
    if not dossiers:
        raise InputError(
            f"{key}: nothing confirmed stands against the unit; see `xuncha status --unit {key}`"
        )
    office = snapshot.inventory.office.name
    markup = render_sheets(dossiers, snapshot.inventory.unit(key), office=office, at=snapshot.at)
    content = printed(markup, foot=foot(office), settings=settings)
    return _written(out / f"{key}-{snapshot.today:%Y%m%d}.pdf", content, dossiers)


def export_sheet(settings: Settings, snapshot: Snapshot, *, out: Path | None, now: datetime) -> Path:
    """Write the sheet by which people look at accounts (人工核查单) as HTML to *out*; returns where.

    With the links given by *now*. Without *out* it goes where exports go.
    """
    with kept_store(settings) as store:
        links = store.given_links(until=now)
    path = out or settings.home / EXPORTS / f"account-sheet-{snapshot.today:%Y%m%d}.html"
    _write(path, render_sheet(snapshot, links).encode())
    return path


def _written(path: Path, content: bytes, dossiers: Sequence[Dossier]) -> Exported:
    _write(path, content)
    return path, tuple(dict.fromkeys(fault for dossier in dossiers for fault in dossier.faults))


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes_whole(path, content)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name another by --out") from error
