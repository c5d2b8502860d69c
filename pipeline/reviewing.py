"""Putting a named person's decision about a finding on record."""

from datetime import datetime

from pipeline.kept import kept_store, newest_snapshot
from pipeline.settings import Settings
from records.errors import InputError
from records.verdict import Decision, Review


def review_finding(
    settings: Settings,
    key: str,
    *,
    decision: Decision,
    by: str,
    note: str,
    rulebook: str,
    now: datetime,
) -> None:
    """Keep the *decision* about what the newest pass found of the target *key*, under one rulebook or all.

    Raises InputError where nobody is named, or nothing adverse stands against the target.
    """
    if not by.strip():
        raise InputError("--by: a decision needs a name; say who decides")
    snapshot = newest_snapshot(settings, until=now)
    found = [
        verdict
        for verdict in snapshot.verdicts
        if verdict.target == key and verdict.state.adverse and rulebook in ("", verdict.rulebook)
    ]
    if not found:
        raise InputError(f"{key}: no finding to decide on; `xuncha status` lists what there is")
    with kept_store(settings) as store:
        for verdict in found:
            store.review(
                Review(
                    target=verdict.target,
                    rulebook=verdict.rulebook,
                    state=verdict.state,
                    newest_on=verdict.newest_on,
                    decision=decision,
                    by=by.strip(),
                    reviewed_at=now,
                    note=note.strip(),
                )
            )
