"""Old evidence goes, and nothing that is still needed goes with it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.evidence import EvidenceStore
from exporters.findings import findings
from pipeline.cli import run_program
from pipeline.clock import clock_at
from pipeline.dossiers import dossier_of
from pipeline.kept import newest_snapshot
from pipeline.retention import clean_up
from pipeline.run import judge_again
from records.store import Store
from tests.integration.pipeline.month import MOMENTS, Month

#: All but the last three passes are older than this.
KEEP = timedelta(days=2)


class KilledError(Exception):
    """The clean-up ended in its midst."""


def cleaned(office: Month, folder: Path, *, remove: Callable[[Path], None] = Path.unlink) -> int:
    snapshot = newest_snapshot(office.settings, until=None)
    with Store.open(office.settings.database) as store:
        evidence = EvidenceStore(folder, remove=remove)
        return clean_up(store, evidence, snapshot, now=MOMENTS[-1], keep=KEEP)


def killed_after(count: int) -> Callable[[Path], None]:
    left = iter(range(count))

    def remove(path: Path) -> None:
        if next(left, None) is None:
            raise KilledError
        path.unlink()

    return remove


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def faults(office: Month) -> list[str]:
    """Return what is missing behind any verdict that stands."""
    snapshot = newest_snapshot(office.settings, until=None)
    evidence = EvidenceStore(office.settings.evidence)
    with Store.open(office.settings.database) as store:
        found = [
            dossier_of(store, evidence, snapshot, finding.target).faults for finding in findings(snapshot).all
        ]
    return [fault for each in found for fault in each]


def halves(folder: Path) -> list[str]:
    """Return the exchanges whose body is not there."""
    evidence = EvidenceStore(folder)
    named = {digest: evidence.exchange(digest).body for digest in evidence.exchanges()}
    return [
        digest
        for digest, body in named.items()
        if body and not (folder / "bodies" / body[:2] / f"{body}.gz").exists()
    ]


def test_old_evidence_goes_and_what_stands_keeps_its_own(
    office: Month, capfd: pytest.CaptureFixture[str]
) -> None:
    before = files(office.settings.evidence)
    assert cleaned(office, office.settings.evidence) > 20
    after = files(office.settings.evidence)
    assert after < before
    assert {path.split("/")[0] for path in before - after} == {"exchanges", "bodies"}
    assert (faults(office), halves(office.settings.evidence)) == ([], [])
    capfd.readouterr()
    assert run_program(["replay"], office.environment) == 0
    assert "evidence expired" in capfd.readouterr().out


def test_a_first_key_older_than_that_is_kept_as_long_as_its_verdict_stands(office: Month) -> None:
    snapshot = newest_snapshot(office.settings, until=None)
    gone = next(verdict for verdict in snapshot.verdicts if verdict.target == "xxgk-hjbh")
    assert gone.first_key_at is not None
    assert gone.first_key_at < MOMENTS[-1] - KEEP
    cleaned(office, office.settings.evidence)
    with Store.open(office.settings.database) as store:
        looks = store.history.looks_numbered({gone.first_key or 0})
    evidence = EvidenceStore(office.settings.evidence)
    for digest in looks[gone.first_key or 0].evidence:
        assert evidence.read(evidence.exchange(digest).body)


def test_a_clean_up_that_is_killed_anywhere_loses_nothing_and_is_finished_by_the_next(
    office: Month, tmp_path: Path
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(office.settings.evidence, whole)
    cleaned(office, whole)
    removals = len(files(office.settings.evidence) - files(whole))
    for count in range(0, removals, max(1, removals // 12)):
        folder = tmp_path / f"killed-{count}"
        shutil.copytree(office.settings.evidence, folder)
        with pytest.raises(KilledError):
            cleaned(office, folder, remove=killed_after(count))
        assert files(folder) >= files(whole)
        assert halves(folder) == []
        cleaned(office, folder)
        assert files(folder) == files(whole)


def test_evidence_of_a_look_that_was_never_kept_goes_when_it_is_old(office: Month) -> None:
    evidence = EvidenceStore(office.settings.evidence)
    some = evidence.exchange(next(evidence.exchanges()))
    old, new = (MOMENTS[0] - timedelta(days=9)).isoformat(), MOMENTS[-1].isoformat()
    lost = [evidence.keep(replace(some, moment=moment)) for moment in (old, new)]
    cleaned(office, office.settings.evidence)
    assert [digest in set(evidence.exchanges()) for digest in lost] == [False, True]


def test_where_an_exchange_cannot_be_read_no_body_is_removed(office: Month) -> None:
    evidence = office.settings.evidence
    bodies = {path for path in files(evidence) if path.startswith("bodies")}
    snapshot = newest_snapshot(office.settings, until=None)
    kept = snapshot.looks["tzgg"].evidence[0]
    (evidence / "exchanges" / kept[:2] / f"{kept}.json").write_bytes(b"{")
    assert cleaned(office, evidence) > 20
    assert {path for path in files(evidence) if path.startswith("bodies")} == bodies


def test_each_finished_pass_cleans_up_by_the_setting(office: Month) -> None:
    before = files(office.settings.evidence)
    now = MOMENTS[-1] + timedelta(hours=1)
    judge_again(office.settings, "tzgg", clock=clock_at(now), frozen=True)
    assert files(office.settings.evidence) == before, "550 days are not over"
    short = office.settings.model_copy(update={"keep_evidence_days": 3})
    judge_again(short, "tzgg", clock=clock_at(now + timedelta(hours=1)), frozen=True)
    assert files(office.settings.evidence) < before
    assert faults(office) == []
